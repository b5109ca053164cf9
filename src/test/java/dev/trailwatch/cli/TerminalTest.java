package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static String printed(Charset charset, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintWriter writer = TerminalText.to(out, charset);
    writer.print(text);
    writer.flush();
    return out.toString(charset);
  }

  @Test
  void lettersThatItLacksAreSpeltOut() {
    String text = "a \u00b7 \u00e9 \u20ac \ud83d\ude00 \u2026";
    assertThat(printed(StandardCharsets.UTF_8, text)).isEqualTo(text);
    assertThat(printed(StandardCharsets.ISO_8859_1, text))
        .isEqualTo("a \u00b7 \u00e9 \\u{20ac} \\u{1f600} ...");
    assertThat(printed(StandardCharsets.US_ASCII, text))
        .isEqualTo("a - \\u{e9} \\u{20ac} \\u{1f600} ...");
  }

  @Test
  void theFirstUsableWidthCounts() {
    assertThat(Terminal.columns(null, null)).isEqualTo(80);
    assertThat(Terminal.columns(null, "120")).isEqualTo(120);
    assertThat(Terminal.columns("40", "120")).isEqualTo(40);
    assertThat(Terminal.columns("", "wide")).isEqualTo(80);
    assertThat(Terminal.columns("0", "3")).isEqualTo(20);
  }
}
