package dev.trailwatch.cli;

import dev.trailwatch.connector.replay.ReadListener;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Says on standard error how far the input is read, from wherever in this process it is read. */
final class ReadProgress implements ReadListener {
  private static final long serialVersionUID = 1L;
  private static final long KIBIBYTE = 1024;

  private static @Nullable Progress shown;
  private static long done;

  private ReadProgress() {}

  /** Begins anew; there is one replay at a time in a process. */
  static synchronized ReadProgress begin(PrintWriter err, long bytes) {
    shown = new Progress(err, "KiB", bytes / KIBIBYTE);
    done = 0;
    return new ReadProgress();
  }

  @Override
  public void read(long bytes) {
    add(bytes);
  }

  void end() {
    finish();
  }

  private static synchronized void add(long bytes) {
    done += bytes;
    if (shown != null) {
      shown.done(done / KIBIBYTE);
    }
  }

  private static synchronized void finish() {
    if (shown != null) {
      shown.end();
      shown = null;
    }
  }
}
