package dev.trailwatch.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void whatMovesTheCursorOrTheWritingIsEscaped() {
    assertThat(Visible.of("a\u001b[31m\nb\rc\td\u0085e")).isEqualTo("a\\x1b[31m\\nb\\rc\\td\\x85e");
    assertThat(Visible.of("\u202eab\u2028\ue000")).isEqualTo("\\u{202e}ab\\u{2028}\\u{e000}");
    assertThat(Visible.of("\ud83d alone, \udc00 too")).isEqualTo("\\u{d83d} alone, \\u{dc00} too");
  }

  @Test
  void whatIsInvisibleBeyondTheFirstPlaneIsEscapedToo() {
    String tags = new String(Character.toChars(0xe0041)) + new String(Character.toChars(0xe007f));

    assertThat(Visible.of("root" + tags)).isEqualTo("root\\u{e0041}\\u{e007f}");
    assertThat(Visible.of(new String(Character.toChars(0xf0000)))).isEqualTo("\\u{f0000}");
  }

  @Test
  void whatCanBeSeenStays() {
    assertThat(Visible.of("plain")).isEqualTo("plain");
    assertThat(Visible.of("Jos\u00e9 \u7530\u4e2d \ud83d\ude00"))
        .isEqualTo("Jos\u00e9 \u7530\u4e2d \ud83d\ude00");
  }

  @Test
  void aNameThatLooksLikeAnotherIsSpelledOut() {
    assertThat(Visible.name("admin")).isEqualTo("admin");
    assertThat(Visible.name("\u0430dmin")).isEqualTo("\u0430dmin (\\u{0430}dmin)");
    assertThat(Visible.name("Jos\u00e9")).isEqualTo("Jos\u00e9 (Jos\\xe9)");
    assertThat(Visible.name("\ud835\udc4eb")).isEqualTo("\ud835\udc4eb (\\u{1d44e}b)");
  }

  @Test
  void blanksThatCannotBeSeenAreSpelledOut() {
    assertThat(Visible.name("two words")).isEqualTo("two words");
    assertThat(Visible.name("admin ")).isEqualTo("admin  (admin\\x20)");
    assertThat(Visible.name(" admin")).isEqualTo(" admin (\\x20admin)");
    assertThat(Visible.name("two  words")).isEqualTo("two  words (two \\x20words)");
    assertThat(Visible.name(" ")).isEqualTo("  (\\x20)");
    assertThat(Visible.name("a\u00a0b")).isEqualTo("a\u00a0b (a\\xa0b)");
  }

  @Test
  void anEscapeIsNotSaidTwice() {
    assertThat(Visible.name("\u202eab")).isEqualTo("\\u{202e}ab");
    assertThat(Visible.name("")).isEmpty();
  }

  @Test
  void aNameOfPlainCharactersAloneIsNotMistakable() {
    assertThat(Visible.isMistakable("arn:aws:iam::111122223333:user/x y")).isFalse();
    assertThat(Visible.isMistakable("")).isFalse();
    assertThat(Visible.isMistakable("\u0430")).isTrue();
    assertThat(Visible.isMistakable("a ")).isTrue();
    assertThat(Visible.isMistakable("a\n")).isTrue();
  }

  @Test
  void wideCharactersTakeTwoColumnsAndMarksNone() {
    assertThat(Visible.width("ab")).isEqualTo(2);
    assertThat(Visible.width("\u7530\u4e2d\ud83d\ude00")).isEqualTo(6);
    assertThat(Visible.width("e\u0301")).isEqualTo(1);
  }
}
