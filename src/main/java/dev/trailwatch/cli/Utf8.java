package dev.trailwatch.cli;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Output for programs: UTF-8 whatever the terminal's locale, lines ended by LF, buffered. */
final class Utf8 {
  private Utf8() {}

  /** Standard output in UTF-8; to be flushed. */
  static PrintStream output() {
    return new PrintStream(
        new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8) {
      @Override
      public void println(String line) {
        print(line);
        print('\n');
      }
    };
  }
}
