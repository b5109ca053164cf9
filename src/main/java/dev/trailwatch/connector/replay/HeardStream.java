package dev.trailwatch.connector.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that tells a listener what is read from it. */
final class HeardStream extends FilterInputStream {
  private final ReadListener listener;

  HeardStream(InputStream in, ReadListener listener) {
    super(in);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    listener.read(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    listener.read(Math.max(0, count));
    return count;
  }
}
