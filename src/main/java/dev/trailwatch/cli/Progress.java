package dev.trailwatch.cli;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * How far long work is: share done, rate, time left.
 *
 * <p>On a terminal one line that is written over; elsewhere a line every ten seconds.
 */
final class Progress {
  private static final long NANOS = 1_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal;
  private final int columns;
  private final String what;
  private final long total;
  private final long start = System.nanoTime();
  private long shown = start;

  /** Progress of work on so many things, such as events, written to standard error. */
  Progress(PrintWriter err, String what, long total) {
    this(err, Terminal.isStandardError(), Terminal.columns(), what, total);
  }

  Progress(PrintWriter err, boolean terminal, int columns, String what, long total) {
    this.err = err;
    this.terminal = terminal;
    this.columns = columns;
    this.what = what;
    this.total = total;
  }

  /** Says how far the work is, if it is time to say so again. */
  void done(long count) {
    long now = System.nanoTime();
    if (now - shown < (terminal ? NANOS / 4 : 10 * NANOS)) {
      return;
    }
    shown = now;
    String line = line(count, (now - start) / (double) NANOS);
    if (terminal) {
      // a line that wraps could not be written over
      err.print("\r" + line.substring(0, Math.min(line.length(), columns - 1)) + "\u001b[K");
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Clears the line. */
  void end() {
    if (terminal) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  private String line(long count, double seconds) {
    double rate = count / Math.max(seconds, 0.001);
    return String.format(
        Locale.ROOT,
        "%,d of %,d %s (%d %%), %,.0f/s, %,.0f s left",
        count,
        total,
        what,
        100 * count / Math.max(1, total),
        rate,
        rate > 0 ? (total - count) / rate : 0);
  }
}
