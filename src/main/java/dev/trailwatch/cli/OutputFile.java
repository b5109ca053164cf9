package dev.trailwatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Files that commands write beside their standard output. */
final class OutputFile {
  private OutputFile() {}

  /** Writes a text if a file for it was asked for; one clear failure if it cannot be written. */
  static void write(@Nullable Path file, Supplier<String> text) {
    if (file == null) {
      return;
    }
    try {
      Files.write(file, text.get().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CommandFailure.couldNot("cannot write " + file + ": " + reason(e));
    }
  }

  /** What the file system says, in words, without the path that the sentence has already. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    String reason = e instanceof FileSystemException ? ((FileSystemException) e).getReason() : null;
    return reason == null ? String.valueOf(e.getMessage()) : reason;
  }
}
