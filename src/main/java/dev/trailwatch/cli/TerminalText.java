package dev.trailwatch.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/** Text for people in a character set that may lack letters: what it lacks is spelt out. */
final class TerminalText extends Writer {
  private final Writer out;
  private final CharsetEncoder encoder;

  private TerminalText(Writer out, Charset charset) {
    this.out = out;
    this.encoder = charset.newEncoder();
  }

  /** A writer that flushes at each line's end. */
  static PrintWriter to(OutputStream out, Charset charset) {
    Writer plain = new OutputStreamWriter(out, charset);
    boolean all = charset.equals(StandardCharsets.UTF_8) || !charset.canEncode();
    return new PrintWriter(all ? plain : new TerminalText(plain, charset), true);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    int end = offset + length;
    int point;
    for (int i = offset; i < end; i += Character.charCount(point)) {
      point = Character.codePointAt(text, i, end);
      if (point < 0x80) {
        out.write(point);
      } else if (encoder.canEncode(new String(Character.toChars(point)))) {
        out.write(Character.toChars(point));
      } else {
        out.write(spelt(point));
      }
    }
  }

  private static String spelt(int point) {
    switch (point) {
      case 0xb7:
        return "-";
      case 0xd7:
        return "x";
      case 0x2026:
        return "...";
      default:
        return String.format("\\u{%x}", point);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
