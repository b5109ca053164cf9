package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.Causes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Values of options that may stand in a file, as in the AWS CLI. */
final class Inputs {
  private static final String FILE = "file://";

  private Inputs() {}

  /** The value itself, or the content of the file that {@code file://PATH} names. */
  static String text(String value) {
    return value.startsWith(FILE) ? read(Path.of(value.substring(FILE.length()))) : value;
  }

  /** A file's content as UTF-8 text; one clear failure if it cannot be read. */
  static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CommandFailure.couldNot("cannot read " + file + ": " + Causes.ofFile(e));
    }
  }
}
