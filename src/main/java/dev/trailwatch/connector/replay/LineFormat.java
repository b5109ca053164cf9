package dev.trailwatch.connector.replay;

import java.io.Serializable;

/**
 * How an element becomes one line of a file, and where the line stands among the others.
 *
 * @param <T> the element
 */
public interface LineFormat<T> extends Serializable {
  /** The line, without line breaks. */
  String line(T element);

  /** What lines are sorted by, as text; lines of the same key are sorted by themselves. */
  String sortKey(T element);
}
