package dev.trailwatch.connector.demo;

import java.io.Closeable;
import java.io.IOException;

/** The files that an archive's events go into. */
interface TrailFiles extends Closeable {
  /** Adds an event; times never go back by more than a file's span. */
  void add(TrailGenerator from, long time, EventBuffer event) throws IOException;

  /** Writes what is still held. */
  void finish() throws IOException;

  /** How many files were written. */
  long files();

  /** How many bytes were written. */
  long bytes();
}
