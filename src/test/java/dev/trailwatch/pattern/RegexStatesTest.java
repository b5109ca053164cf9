package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our engine against RE2/J. */
class RegexStatesTest {
  private static final int EXPRESSIONS = Integer.getInteger("trailwatch.regexes", 20_000);
  private static final String[] ATOMS = {
    "a",
    "b",
    "c",
    "ab",
    ".",
    "[ab]",
    "[^a]",
    "[a-c]",
    "[]a]",
    "[^]b]",
    "[-a]",
    "[a-]",
    "[\\d-b]",
    "[\\x61-b_]",
    "[^\\w]",
    "[\\S]",
    "\\d",
    "\\D",
    "\\s",
    "\\S",
    "\\w",
    "\\W",
    "\\x61",
    "\\xE9",
    "\\.",
    "\\*",
    "-",
    " ",
    "/",
    "[.*]",
    "[\\-a]",
    "[\\]a]",
    "[^\\D]",
    "[ -~]"
  };
  private static final String[] COUNTS = {
    "*", "+", "?", "*?", "+?", "??", "{2}", "{0}", "{1}", "{0,2}", "{1,3}", "{2,}", "{0,}", "{1,}",
    "{3,70}", "{0,40}"
  };
  private static final String[] STRANGE = {
    "[[:alpha:]]", "a{,}", "a{x", "^*", "(a)", "a{2}{3}", "}", "]", "a^b", "a$b", "$a", "a{02}"
  };
  private static final String TEXT = "aaaabbbc19_.-*/] \n\t\u00e9\u20ac\ud83d\ude00\ud83d";

  @Test
  void findsWhatRe2Finds() {
    SplittableRandom random = new SplittableRandom(32);
    long pairs = 0;
    long found = 0;
    long ours = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String body = expression(random);
      Pattern pattern = compile(body);
      if (pattern == null) {
        continue;
      }
      RegexStates states = RegexPositions.read(body);
      if (states == null) {
        continue;
      }
      ours++;
      for (int t = 0; t < 20; t++) {
        String text = text(random);
        boolean expected = pattern.matcher(text).find();
        assertThat(states.find(text)).as("%s in \"%s\"", body, text).isEqualTo(expected);
        pairs++;
        found += expected ? 1 : 0;
      }
    }
    System.out.printf(
        "%,d expressions, %,d pairs agree with RE2/J, %,d are found%n", ours, pairs, found);
    assertThat(ours).isGreaterThan(EXPRESSIONS / 2);
    assertThat(found).isBetween(pairs / 10, pairs * 9 / 10);
  }

  private static Pattern compile(String body) {
    try {
      return Pattern.compile(body);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static String expression(SplittableRandom random) {
    StringBuilder body = new StringBuilder();
    for (int alternatives = 1 + random.nextInt(6) / 4; alternatives > 0; alternatives--) {
      body.append(random.nextInt(4) == 0 ? "^" : "");
      for (int atoms = random.nextInt(6); atoms > 0; atoms--) {
        body.append(ATOMS[random.nextInt(ATOMS.length)]);
        body.append(random.nextInt(3) == 0 ? COUNTS[random.nextInt(COUNTS.length)] : "");
      }
      if (random.nextInt(40) == 0) {
        body.append(STRANGE[random.nextInt(STRANGE.length)]);
      }
      body.append(random.nextInt(4) == 0 ? "$" : "").append(alternatives > 1 ? "|" : "");
    }
    return body.toString();
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int variety = 1 + random.nextInt(TEXT.length());
    for (int length = random.nextInt(random.nextInt(10) == 0 ? 120 : 12); length > 0; length--) {
      text.append(TEXT.charAt(random.nextInt(variety)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[:alpha:]]",
        "a{,3",
        "a{x}",
        "a{2}{3}",
        "^*a",
        "a^b",
        "a$b",
        "a{01}",
        "a{1000}{2}"
      })
  void leavesToRe2WhatItDoesNotUnderstand(String body) {
    assertThat(RegexPositions.read(body)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ^$,           '',   true
          ^$,           a,    false
          ^,            a,    true
          $,            a,    true
          a|,           b,    true
          a]}b,         xa]}b, true
          ^a*$,         aab,  false
          ^a*$,         '',   true
          ^a{0}b$,      b,    true
          '^a{2,3}$',   aaaa, false
          '^a{2,3}$',   aaa,  true
          a|^b|c$,      xb,   false
          a|^b|c$,      xc,   true
          a|^b|c$,      cb,   false
          """)
  void knowsTheEndsOfTheText(String body, String text, boolean found) {
    RegexStates states = RegexPositions.read(body);
    assertThat(states).isNotNull();
    assertThat(states.find(text)).isEqualTo(found);
  }

  @Test
  void readsAsManyPositionsAsTheLongestPatternHas() {
    assertThat(RegexPositions.read("a".repeat(1000))).isNotNull();
    assertThat(RegexPositions.read("a{1000}b{24}")).isNotNull();
    assertThat(RegexPositions.read("a{1000}b{25}")).isNull();
  }
}
