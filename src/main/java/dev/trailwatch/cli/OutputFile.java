package dev.trailwatch.cli;

import dev.trailwatch.connector.replay.UnwritableFile;
import dev.trailwatch.diagnostic.Causes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Files that commands write beside their standard output: whole, or not at all. */
final class OutputFile {
  private OutputFile() {}

  /** Writes a text if a file for it was asked for; one clear failure if it cannot be written. */
  static void write(@Nullable Path file, Supplier<String> text) {
    if (file == null) {
      return;
    }
    byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
    try {
      write(file.toAbsolutePath(), bytes);
    } catch (IOException e) {
      throw CommandFailure.couldNot("cannot write " + file + ": " + Causes.ofFile(e));
    }
  }

  /** Says before long work that it could not be written down. */
  static void require(@Nullable Path... files) {
    for (Path file : files) {
      if (file == null) {
        continue;
      }
      if (Files.isDirectory(file)) {
        throw CommandFailure.usage("cannot write " + file + ": it is a folder");
      }
      try {
        UnwritableFile.check(file);
      } catch (UnwritableFile e) {
        throw CommandFailure.couldNot(String.valueOf(e.getMessage()));
      }
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file) && (!Files.isRegularFile(file) || !Files.isWritable(file.getParent()))) {
      // a device or a pipe is written to, never replaced
      Files.write(file, bytes);
      return;
    }
    // behind a link lies the file that is meant
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Files.createDirectories(target.getParent());
    Path draft = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      Files.write(draft, bytes);
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
