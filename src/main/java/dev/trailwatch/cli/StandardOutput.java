package dev.trailwatch.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The process's standard output, which remembers why it could not be written.
 *
 * <p>{@link PrintStream} only knows that something failed: a reader that has seen enough, as {@code
 * head}, is no fault; a full disk is one.
 */
final class StandardOutput extends OutputStream {
  private static volatile @Nullable String failure;

  private final FileOutputStream out;

  private StandardOutput(FileOutputStream out) {
    this.out = out;
  }

  /** Puts it in place of {@link System#out}. */
  static void install() {
    OutputStream out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(new BufferedOutputStream(out, 1 << 13), true, charset()));
  }

  /** Whether whoever read the output has closed it. */
  static boolean readerLeft() {
    return failure != null && failure.toLowerCase(Locale.ROOT).contains("broken pipe");
  }

  /** Why output got lost; null if nobody knows. */
  static @Nullable String failure() {
    return failure;
  }

  /** What the terminal, or whatever stands in its place, takes for text. */
  static Charset charset() {
    for (String name : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
      String value = System.getProperty(name);
      if (value != null && Charset.isSupported(value)) {
        return Charset.forName(value);
      }
    }
    return Charset.defaultCharset();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }
}
