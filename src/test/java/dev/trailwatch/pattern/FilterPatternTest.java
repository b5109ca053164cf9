package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.event.LogEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPatternTest {
  private static Map<String, String> extracted(String pattern, String message)
      throws PatternException {
    return FilterPattern.compile(pattern).extractedValues(LogEvent.of(message));
  }

  @Test
  void extractsNamedColumnsAndPositions() throws PatternException {
    assertThat(extracted("[a, rest]", "a  b   c "))
        .containsExactly(entry("$a", "a"), entry("$rest", "b   c "));
    assertThat(extracted("[a, rest]", "x \"two words\"")).containsEntry("$rest", "two words");
    assertThat(extracted("[a, rest]", "a \"two words\" c"))
        .containsEntry("$rest", "\"two words\" c");
    assertThat(extracted("[, b,]", "a \"b\"c d"))
        .containsExactly(entry("$1", "a"), entry("$b", "b"), entry("$3", "c d"));
    assertThat(extracted("[]", "a b")).containsExactly(entry("$1", "a"), entry("$2", "b"));
    assertThat(extracted("[first, ..., last]", "a b c d"))
        .containsExactly(
            entry("$first", "a"), entry("$2", "b"), entry("$3", "c"), entry("$last", "d"));
    assertThat(extracted("[first, ...]", "a b"))
        .containsExactly(entry("$first", "a"), entry("$2", "b"));
    assertThat(extracted("[..., x, last]", "a")).isEmpty();
    assertThat(extracted("[..., last]", "a b"))
        .containsExactly(entry("$1", "a"), entry("$last", "b"));
    assertThat(extracted("[a]", "one two")).containsExactly(entry("$a", "one two"));
    assertThat(extracted("[a, b]", "x []")).containsEntry("$b", "");
  }

  @Test
  void extractsNothingElsewhere() throws PatternException {
    assertThat(extracted("[a = x, b]", "y z")).isEmpty();
    assertThat(extracted("{ $.a = 1 }", "{\"a\":1}")).isEmpty();
    assertThat(extracted("a", "a")).isEmpty();
    assertThat(extracted("", "a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      value = {
        "{($.a=b)||(($.c!=1.0))} => { $.a = \"b\" || $.c != 1.0 }",
        "{ (($.a=1) || $.b=2) && $.c=3 } => { ($.a = 1 || $.b = 2) && $.c = 3 }",
        "{ $.a=1 || ($.b=2 || $.c=3) } => { $.a = 1 || $.b = 2 || $.c = 3 }",
        "{ ($.a=1 && $.b=2) && $.c=3 } => { $.a = 1 && $.b = 2 && $.c = 3 }",
        "{ $.a.* = x && $.*.b is null } => { $.a[*] = \"x\" && $.*.b IS NULL }",
        "{ $.['a'].['b c'][007] not exists } => { $.a.['b c'][7] NOT EXISTS }",
        "{ $.a\\.b = %x y% } => { $.['a.b'] = %x y% }",
        "{ $.a = \"C:\\x\\\"\" } => { $.a = \"C:\\\\x\\\"\" }",
        "a-b?\"c d\"  \"e\" => a -b ?\"c d\" e",
        "[a=1&&(a<2||a>3),,...,z] => [a = 1 && (a < 2 || a > 3), , ..., z]",
        "[(a), b && b = 1, c = 2 || c] => [a, b = 1, c]",
        "`  %x%  ` => %x%",
        "`  ` => ``",
      })
  void hasOneCanonicalText(String written, String canonical) throws PatternException {
    FilterPattern pattern = FilterPattern.compile(written);
    assertThat(pattern).hasToString(canonical);
    assertThat(pattern.text()).isEqualTo(written);
    assertThat(FilterPattern.compile(canonical)).isEqualTo(pattern).hasSameHashCodeAs(pattern);
  }

  @Test
  void printsShortWhereTheCanonicalTextWouldBeRefused() throws PatternException {
    String[] shortest = {
      "{" + "$.a=b||".repeat(135) + "$.x\\.y[*].c['d e'][1]!=\"C:\\x\\\\\"&&($.a=\"1\"||$.b>2)}",
      "{" + "$.a=b&&".repeat(135) + "$.*.c IS TRUE||$.['q r'] NOT EXISTS&&$.a=\"NULL\"}",
      "{" + "$.a=b&&".repeat(143) + "$.['a.b.c.d.e']=\"\"}",
      "[" + "a=b||".repeat(190) + "(a=c&&(a<1||a>2)),,b=%x%,...]",
      "-a".repeat(500) + "?\"b \\\"c\"",
    };
    for (String text : shortest) {
      FilterPattern pattern = FilterPattern.compile(text);
      assertThat(pattern.toString()).hasSizeLessThanOrEqualTo(text.length());
      assertThat(FilterPattern.compile(pattern.toString())).isEqualTo(pattern);
    }
    assertThat(FilterPattern.compile(shortest[0]).toString())
        .endsWith("||$.x\\.y.*.c['d e'][1]!=\"C:\\x\\\\\"&&($.a=\"1\"||$.b>2)}");
    assertThat(FilterPattern.compile(shortest[1]).toString())
        .endsWith("&&$.*.c IS TRUE||$.['q r'] NOT EXISTS&&$.a=\"NULL\"}");
    assertThat(FilterPattern.compile(shortest[2]).toString()).endsWith("&&$.['a.b.c.d.e']=\"\"}");
    assertThat(FilterPattern.compile(shortest[3]).toString())
        .endsWith("||a=c&&(a<1||a>2),,b=%x%,...]");
    assertThat(FilterPattern.compile(shortest[4]).toString())
        .startsWith("-a-a")
        .endsWith("-a?\"b \\\"c\"");
  }

  @Test
  void differsFromOthers() throws PatternException {
    List<String> texts =
        List.of(
            "",
            "a",
            "-a",
            "?a",
            "a b",
            "%a%",
            "%b%",
            "[a]",
            "[b]",
            "[a,]",
            "[a, ...]",
            "[a = 1]",
            "[a = 2]",
            "[a != 1]",
            "[a = 1 || a = 2]",
            "[a = 1 && a = 2]",
            "{ $.a = 1 }",
            "{ $.a = 1.0 }",
            "{ $.a = \"1\" }",
            "{ $.a = %1% }",
            "{ $.b = 1 }",
            "{ $.a > 1 }",
            "{ $.a IS NULL }",
            "{ $.a IS TRUE }",
            "{ $.b IS NULL }",
            "{ $.a NOT EXISTS }",
            "{ $.b NOT EXISTS }",
            "{ $.a[0] = 1 }",
            "{ $.a[1] = 1 }",
            "{ $.a[*] = 1 }",
            "{ $.a = 1 || $.b = 1 }",
            "{ $.a = 1 && $.b = 1 }",
            "{ $.a = \"2\" }",
            "{ $.a = %2% }");
    for (int i = 0; i < texts.size(); i++) {
      for (int j = 0; j < texts.size(); j++) {
        FilterPattern one = FilterPattern.compile(texts.get(i));
        FilterPattern other = FilterPattern.compile(texts.get(j));
        assertThat(one.equals(other)).as(texts.get(i) + " and " + texts.get(j)).isEqualTo(i == j);
        assertThat(one.root().equals(other.root())).isEqualTo(i == j);
        if (i != j) {
          // not promised, but a set of rules would be slow otherwise
          assertThat(one.hashCode())
              .as(texts.get(i) + " and " + texts.get(j))
              .isNotEqualTo(other.hashCode());
        }
      }
      assertThat(FilterPattern.compile(texts.get(i))).isNotEqualTo(texts.get(i));
      assertThat(FilterPattern.compile(texts.get(i)).root()).isNotEqualTo(texts.get(i));
    }
  }

  @Test
  void extensionsAreAcceptedAndNamedInTheirOwnDialectOnly() throws PatternException {
    String wildcards =
        "{ $.a[*].b[*] = 1 || $.c[*] = 1 || $.d[*] = 1 || $.e[*] = 1 || $.f[*] = 1 }";
    String length = "{ $.a = \"" + "x".repeat(1_100) + "\" }";
    assertThatThrownBy(() -> FilterPattern.compile(wildcards)).isInstanceOf(PatternException.class);
    assertThatThrownBy(() -> FilterPattern.compile(length)).isInstanceOf(PatternException.class);

    FilterPattern extended = FilterPattern.compile(wildcards, Dialect.EXTENDED);
    assertThat(extended.usesExtensions()).isTrue();
    assertThat(extended.extensions())
        .extracting(Issue::code)
        .containsExactly(PatternCode.WILDCARDS_IN_SELECTOR, PatternCode.WILDCARDS_IN_PATTERN);
    assertThat(extended.extensions()).extracting(Issue::severity).containsOnly(Severity.WARNING);
    assertThat(extended.matches(LogEvent.of("{\"a\":[{\"b\":[2]},{\"b\":[3,1]}]}"))).isTrue();
    assertThat(extended.matches(LogEvent.of("{\"a\":[{\"b\":1}]}"))).isFalse();
    assertThat(FilterPattern.compile(length, Dialect.EXTENDED).extensions())
        .extracting(Issue::code)
        .containsExactly(PatternCode.TOO_LONG);

    FilterPattern plain = FilterPattern.compile("{ $.a[*] = 1 }", Dialect.EXTENDED);
    assertThat(plain.usesExtensions()).isFalse();
    assertThat(plain.extensions()).isEmpty();
    assertThatThrownBy(() -> FilterPattern.compile("x".repeat(65_537), Dialect.EXTENDED))
        .isInstanceOf(PatternException.class)
        .hasMessageContaining("65,537");
    assertThat(FilterPattern.compile("x".repeat(65_536), Dialect.EXTENDED).usesExtensions())
        .isTrue();
  }

  @Test
  void lengthCountsCharactersNotUnits() throws PatternException {
    assertThat(FilterPattern.compile("\"" + "🔥".repeat(1_022) + "\"").form())
        .isEqualTo(Form.TERMS);
    assertThatThrownBy(() -> FilterPattern.compile("\"" + "🔥".repeat(1_023) + "\""))
        .isInstanceOf(PatternException.class);
  }

  @Test
  void wildcardNotEqualWithTwoWildcardsAsksForThePartBeforeTheFirst() throws PatternException {
    FilterPattern pattern = FilterPattern.compile("{ $.a[*].b[*] != 1 }", Dialect.EXTENDED);
    assertThat(pattern.matches(LogEvent.of("{\"a\":[]}"))).isTrue();
    assertThat(pattern.matches(LogEvent.of("{}"))).isFalse();
    assertThat(pattern.matches(LogEvent.of("{\"a\":[{\"b\":[1]}]}"))).isFalse();
  }

  @Test
  void formIsToldByTheFirstCharacter() throws PatternException {
    assertThat(FilterPattern.compile(" \t\r\n").form()).isEqualTo(Form.ALL);
    assertThat(FilterPattern.compile(" x").form()).isEqualTo(Form.TERMS);
    assertThat(FilterPattern.compile("%x%").form()).isEqualTo(Form.REGEX);
    assertThat(FilterPattern.compile("[]").form()).isEqualTo(Form.COLUMNS);
    assertThat(FilterPattern.compile("{ $.a = 1 }").form()).isEqualTo(Form.JSON);
  }
}
