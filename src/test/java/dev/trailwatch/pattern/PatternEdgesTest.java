package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.event.LogEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last that is taken and the first that is not. */
class PatternEdgesTest {
  private static boolean matches(String pattern, String message) throws PatternException {
    return FilterPattern.compile(pattern).matches(LogEvent.of(message));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      value = {
        "%^a{,2}$% => a aa => aaa b",
        "%^a{,2}b{,12}$% => b ab aabb => aaab",
        "%^[{,2}]a{,2}$% => { , 2 } ,aa => a ,aaa 0",
        "%^[]{,2}]b{,1}$% => ] { , ]b => b ]bb 0",
        "%^[^]{,2}]c{,1}$% => a ac 0 => ] { , acc",
        "%^[a{,2}]$% => a { , 2 } => 0",
        "%^[\\]{,2}]d{,1}$% => ] , ]d => d ]dd",
        "%^a\\{,2\\}$% => a{,2} => a aa",
        "%^a{,2$% => a{,2 => aa a",
        "%^a{,2x}$% => a{,2x} => aa",
        "%^a{,}$% => a{,} => a",
        "%^a{2,}$% => aa aaa => a",
        "%^\\x41\\x5a\\x7A$% => AZz => AZZ"
      })
  void aCountWithoutItsLeastStartsAtNone(String pattern, String yes, String no)
      throws PatternException {
    for (String text : yes.split(" ", -1)) {
      assertThat(matches(pattern, text)).as(pattern + " on " + text).isTrue();
    }
    for (String text : no.split(" ", -1)) {
      assertThat(matches(pattern, text)).as(pattern + " on " + text).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%\\x%",
        "%\\x4%",
        "%\\x4g%",
        "%\\xg4%",
        "%a\\%",
        "%\\q%",
        "%\\x٤١%",
        "%é%",
        "%€%",
        "%😀%",
        "%(a)%",
        "%%",
        "%a",
        "%a{2,1}%",
        "%[a%",
        "%*%"
      })
  void aRegexOutsideTheSubsetIsRefused(String pattern) {
    assertThatThrownBy(() -> FilterPattern.compile(pattern)).isInstanceOf(PatternException.class);
  }

  @Test
  void aRegexHasAtMost1024Characters() throws PatternException {
    assertThat(FilterPattern.compile("%" + "a".repeat(1024) + "%", Dialect.EXTENDED).form())
        .isEqualTo(Form.REGEX);
    assertThatThrownBy(() -> FilterPattern.compile("%" + "a".repeat(1025) + "%", Dialect.EXTENDED))
        .isInstanceOfSatisfying(
            PatternException.class,
            e ->
                assertThat(e.issues())
                    .extracting(issue -> issue.code())
                    .contains(PatternCode.REGEX_TOO_LARGE));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      value = {
        "$.a => $.a",
        "$.a.b[0] => $.a.b[0]",
        "$.a[007] => $.a[7]",
        "$.a[999999999] => $.a[999999999]",
        "$.a[000999999999] => $.a[999999999]",
        "$.a[*].b => $.a[*].b",
        "$.* => $.*",
        "$.*.a => $.*.a",
        "$.['a b'].c => $.['a b'].c",
        "$.a['b c'] => $.a.['b c']",
        "$.['a]'] => $.['a]']",
        "$.a\\.b => $.['a.b']"
      })
  void aSelectorReadsBackAsItself(String written, String canonical) throws PatternException {
    Selector selector = Selector.parse(written);

    assertThat(selector).hasToString(canonical).isEqualTo(Selector.parse(canonical));
    assertThat(selector).isNotEqualTo(canonical);
    // the same where more follows
    assertThat(
            FilterPattern.compile(
                "{ " + written + "=1&&" + written + "[0] = ']' }".replace("']'", "\"']\"")))
        .hasToString("{ " + canonical + " = 1 && " + canonical + "[0] = \"']\" }");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      value = {
        "$a => 0 2 a selector starts with \"$.\"",
        "$. => 1 2 expected a name after",
        "$.a. => 3 4 expected a name after",
        "$.a..b => 3 4 expected a name after",
        "$.[0] => 2 5 an index needs an array before it",
        "$.a.[0] => 3 5 an index follows its array without a dot",
        "$.a[ => 3 4 expected \"]\" after the index",
        "$.a[0 => 3 5 expected \"]\" after the index",
        "$.a[] => 3 5 expected a number from 0",
        "$.a[-1] => 3 7 expected a number from 0",
        "$.a[b] => 3 6 expected a number from 0",
        "$.a[1000000000] => 3 15 the index is beyond any array",
        "$.[' => 2 4 expected \"']\" at the end of the name",
        "$.['a => 2 5 expected \"']\" at the end of the name",
        "$.['a' => 2 6 expected \"']\" at the end of the name",
        "$.[''] => 2 6 a name must not be empty",
        "$.['a'b'] => 2 9 a name in brackets must not hold a single quote",
        "$.é+ => 3 4 unexpected \"+\" in a selector",
        "$.+ => 2 3 a selector's name holds letters, digits, _ and -",
        "$.a\\b => 3 4 unexpected \"\\\" in a selector",
        "$.a[0]b => 6 7 unexpected \"b\" in a selector"
      })
  void aFaultOfASelectorIsToldAtItsPlaceAndOnce(String written, String fault) {
    assertThatThrownBy(() -> Selector.parse(written))
        .isInstanceOfSatisfying(
            PatternException.class,
            e -> {
              assertThat(e.issues()).hasSize(1);
              assertThat(
                      e.issues().get(0).span().start()
                          + " "
                          + e.issues().get(0).span().end()
                          + " "
                          + e.issues().get(0).message())
                  .startsWith(fault);
            });
  }

  @Test
  void partsOfPatternsAreEqualByWhatTheyAsk() {
    List<Object> parts =
        List.of(
            Term.of(Term.Sign.REQUIRED, "a"),
            Term.of(Term.Sign.EXCLUDED, "a"),
            Term.of(Term.Sign.REQUIRED, "b"),
            Column.of("a", null),
            Column.of("b", null),
            Column.UNNAMED,
            Column.ELLIPSIS,
            Column.of("a", ColumnComparison.of("a", Operator.EQUAL, Literals.text("x"))),
            ColumnComparison.of("a", Operator.EQUAL, Literals.text("x")),
            ColumnComparison.of("b", Operator.EQUAL, Literals.text("x")),
            ColumnComparison.of("a", Operator.NOT_EQUAL, Literals.text("x")),
            ColumnComparison.of("a", Operator.EQUAL, Literals.text("y")));
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.size(); j++) {
        assertThat(parts.get(i).equals(parts.get(j))).as(i + ", " + j).isEqualTo(i == j);
      }
    }
    assertThat(parts.stream().map(Object::hashCode)).doesNotHaveDuplicates();
    assertThat(Column.of("a", null)).hasToString("a");
    assertThat(Column.UNNAMED).hasToString("");
    assertThat(Column.ELLIPSIS).hasToString("...");
    assertThat(parts.get(7)).hasToString(parts.get(8).toString());
  }

  /** Literals as the parser makes them. */
  private static final class Literals {
    static Literal text(String text) {
      try {
        Columns columns = (Columns) FilterPattern.compile("[a = " + text + "]").root();
        return ((ColumnComparison) columns.columns().get(0).condition()).literal();
      } catch (PatternException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void conditionsNestUpTo200Levels() throws PatternException {
    assertThat(FilterPattern.compile(nested(200), Dialect.EXTENDED).form()).isEqualTo(Form.JSON);
    assertRefused(nested(201), PatternCode.TOO_DEEP);
    // a parenthesis that is closed counts no more
    String row = "($.a = 1) || ".repeat(600) + "$.a = 1";
    assertThat(FilterPattern.compile("{ " + row + " }", Dialect.EXTENDED).form())
        .isEqualTo(Form.JSON);
  }

  /** Alternately and, or. */
  private static String nested(int levels) {
    StringBuilder pattern = new StringBuilder("{ ");
    for (int i = 0; i < levels; i++) {
      pattern.append("$.a = 1 ").append(i % 2 == 0 ? "&&" : "||").append(" (");
    }
    return pattern.append("$.a = 1").append(")".repeat(levels)).append(" }").toString();
  }

  private static void assertRefused(String pattern, PatternCode code) {
    assertThatThrownBy(() -> FilterPattern.compile(pattern, Dialect.EXTENDED))
        .isInstanceOfSatisfying(
            PatternException.class,
            e -> assertThat(e.issues()).extracting(issue -> issue.code()).contains(code));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      value = {
        "{ $.a = %x% && ($.b != %y% || $.c NOT EXISTS) && $.d = 1 } => 2",
        "{ $.a IS TRUE || $.b = \"%x%\" } => 0",
        "[a = %x% || a = 1, b, c = %y%, ...] => 2",
        "[a, b != 2] => 0",
        "%x% => 1",
        "x -y => 0",
        "`` => 0"
      })
  void tellsHowManyRegexesItHas(String pattern, int regexes) throws PatternException {
    assertThat(FilterPattern.compile(pattern).regexes()).isEqualTo(regexes);
  }

  @Test
  void upToTwoRegexesStandInAPattern() throws PatternException {
    FilterPattern.compile("{ $.a = %x% && $.b = %y% }");
    FilterPattern.compile("[a = %x%, b = %y%, c]");
    for (String three :
        List.of("{ $.a = %x% && ($.b = %y% || $.c != %z%) }", "[a = %x%, b = %y% || b = %z%]")) {
      assertThatThrownBy(() -> FilterPattern.compile(three)).isInstanceOf(PatternException.class);
    }
  }
}
