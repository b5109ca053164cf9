package dev.trailwatch.connector.replay;

import java.io.Serializable;

/** Hears how many bytes of the input's files have been read; called on the readers' threads. */
public interface ReadListener extends Serializable {
  /** So many more bytes of a file, compressed as they lie there. */
  void read(long bytes);
}
