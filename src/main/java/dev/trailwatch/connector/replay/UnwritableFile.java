package dev.trailwatch.connector.replay;

import java.io.IOException;
import java.nio.file.Path;

/** A file that could not be written, and what the file system said. */
public final class UnwritableFile extends IOException {
  private static final long serialVersionUID = 1L;

  UnwritableFile(Path file, IOException cause) {
    super("cannot write " + file + ": " + cause.getMessage(), cause);
  }
}
