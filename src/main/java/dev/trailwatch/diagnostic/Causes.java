package dev.trailwatch.diagnostic;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure and its causes say, for people, in one line. */
public final class Causes {
  private Causes() {}

  /**
   * The messages of a failure and of its causes, from the outermost to the first, without those
   * that only repeat what is there.
   *
   * <p>A failure whose message is not more than a name, of a file or a host, or that has none, is
   * told with the name of its class.
   */
  public static String of(Throwable failure) {
    List<String> said = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      String message = message(cause);
      // a wrapper that was given no message says what it wraps, with the name of its class
      said.remove(line(cause.toString()));
      if (said.stream().noneMatch(outer -> outer.contains(message))) {
        said.add(message);
      }
    }
    return String.join(": ", said);
  }

  /** What the file system says, in words, without the path that a sentence has already. */
  public static String ofFile(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file stands where a folder would have to be";
    }
    String reason =
        failure instanceof FileSystemException
            ? ((FileSystemException) failure).getReason()
            : failure.getMessage();
    return reason == null ? message(failure) : reason;
  }

  private static String message(Throwable failure) {
    @Nullable String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String line = line(message);
    return line.contains(" ") ? line : failure.getClass().getSimpleName() + ": " + line;
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.$", "");
  }
}
