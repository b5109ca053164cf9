package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void agreesWithARegularExpression() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 50_000; i++) {
      String glob = letters(random, "ab**", 6);
      String value = letters(random, "aab", 8);
      assertThat(Glob.of(glob).matches(value))
          .as("%s on %s", glob, value)
          .isEqualTo(Pattern.matches(glob.replace("*", ".*"), value));
    }
  }

  private static String letters(SplittableRandom random, String alphabet, int most) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  @Test
  void tellsItsPieces() {
    assertThat(Glob.of("a*b").pieces()).containsExactly("a", "b");
    assertThat(Glob.of("*").pieces()).containsExactly("", "");
    assertThat(Glob.of("").pieces()).containsExactly("");
    assertThat(Glob.of("ab").isLiteral()).isTrue();
    assertThat(Glob.of("ab*").isLiteral()).isFalse();
    assertThat(Glob.of("a*"))
        .hasToString("a*")
        .isEqualTo(Glob.of("a*"))
        .isNotEqualTo(Glob.of("a"))
        .isNotEqualTo("a*");
    assertThat(Glob.of("a*").text()).isEqualTo("a*");
  }
}
