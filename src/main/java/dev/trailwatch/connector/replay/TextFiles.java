package dev.trailwatch.connector.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Files of UTF-8 text. */
final class TextFiles {
  private TextFiles() {}

  /**
   * A writer that puts a question mark for half a surrogate pair.
   *
   * <p>{@link Files#newBufferedWriter} would throw: an event could stop the job.
   */
  static BufferedWriter writer(Path file, OpenOption... options) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(Files.newOutputStream(file, options), StandardCharsets.UTF_8));
  }
}
