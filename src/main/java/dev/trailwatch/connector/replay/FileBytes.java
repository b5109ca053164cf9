package dev.trailwatch.connector.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file's bytes in full pieces; a failure comes only after all that was read before it. */
final class FileBytes implements Closeable {
  private final InputStream in;
  private byte[] ahead = new byte[0];
  private int aheadAt;
  private @Nullable IOException failure;

  FileBytes(InputStream in) {
    this.in = in;
  }

  /**
   * The first bytes, at most so many, which the next {@link #read} gives again; to be read only.
   */
  byte[] look(int most) throws IOException {
    byte[] bytes = new byte[most];
    int count = read(bytes, 0, most);
    ahead = count == most ? bytes : Arrays.copyOf(bytes, count);
    aheadAt = 0;
    return ahead;
  }

  /** Leaves out bytes that were looked at. */
  void skip(int bytes) {
    aheadAt += bytes;
  }

  /** Reads as many bytes as wanted, or all that there are; 0 at the end. */
  int read(byte[] target, int offset, int wanted) throws IOException {
    int count = Math.min(wanted, ahead.length - aheadAt);
    System.arraycopy(ahead, aheadAt, target, offset, count);
    aheadAt += count;
    try {
      if (failure != null) {
        throw failure;
      }
      while (count < wanted) {
        int more = in.read(target, offset + count, wanted - count);
        if (more < 0) {
          break;
        }
        count += more;
      }
    } catch (IOException e) {
      failure = e;
      if (count == 0) {
        throw e;
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
