package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.event.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReferenceTest {
  private static final LogEvent EVENT =
      LogEvent.of(
          "{\"n\":5,\"d\":1.50,\"big\":1e309,\"s\":\"x\",\"ns\":\"-2e1\",\"t\":true,\"z\":null,\"o\":{\"k\":\"v\"},\"l\":[7]}");

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "$.n, 5, 5.0",
        "$.d, 1.5, 1.5",
        "$.big, Infinity, none",
        "$.s, x, none",
        "$.ns, -2e1, -20.0",
        "$.t, true, none",
        "$.z, none, none",
        "$.o, none, none",
        "$.l, none, none",
        "$.l[0], 7, 7.0",
        "$.o.k, v, none",
        "$.absent, none, none",
      })
  void readsASelectorsValue(String reference, String text, Double number) throws PatternException {
    FilterPattern pattern = FilterPattern.compile("{ $.n = 5 }");
    assertThat(ValueReference.parse(reference).text(EVENT, pattern)).isEqualTo(text);
    assertThat(ValueReference.parse(reference).number(EVENT, pattern)).isEqualTo(number);
    assertThat(ValueReference.parse(reference).column()).isNull();
    assertThat(ValueReference.parse(reference).selector()).hasToString(reference);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "$bytes, 12, 12.0",
        "$rest, b c, none",
        "$1, x, none",
        "$2, 12, 12.0",
        "$3, b c, none",
        "$4, none, none",
        "$other, none, none"
      })
  void readsAColumnByNameAndByPosition(String reference, String text, Double number)
      throws PatternException {
    FilterPattern pattern = FilterPattern.compile("[a, bytes, rest]");
    LogEvent event = LogEvent.of("x 12 b c");
    assertThat(ValueReference.parse(reference).text(event, pattern)).isEqualTo(text);
    assertThat(ValueReference.parse(reference).number(event, pattern)).isEqualTo(number);
    assertThat(ValueReference.parse(reference).column()).isEqualTo(reference.substring(1));
    assertThat(ValueReference.parse(reference).selector()).isNull();
  }

  @Test
  void readsNothingWhereThereIsNothingToRead() throws PatternException {
    FilterPattern columns = FilterPattern.compile("[a = x, b]");
    assertThat(ValueReference.parse("$b").text(LogEvent.of("y z"), columns)).isNull();
    assertThat(ValueReference.parse("$b").text(LogEvent.of("x"), columns)).isNull();
    assertThat(ValueReference.parse("$.b").text(LogEvent.of("x y"), columns)).isNull();
    assertThat(ValueReference.parse("$b").text(EVENT, FilterPattern.compile("{ $.n = 5 }")))
        .isNull();
    assertThat(ValueReference.parse("$b").number(EVENT, FilterPattern.compile("x"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "x", "$", "$.", "$.a[*]", "$.*", "$0", "$01", "$12345", "$a-b", "$é", "$[0]", "$1a",
        "a.b"
      })
  void refusesWhatIsNoPlaceOfAValue(String text) {
    assertThatThrownBy(() -> ValueReference.parse(text)).isInstanceOf(PatternException.class);
  }

  @Test
  void isEqualByItsText() throws PatternException {
    assertThat(ValueReference.parse("$.a"))
        .isEqualTo(ValueReference.parse("$.a"))
        .hasSameHashCodeAs(ValueReference.parse("$.a"))
        .isNotEqualTo(ValueReference.parse("$a"))
        .isNotEqualTo("$.a")
        .hasToString("$.a");
    assertThat(ValueReference.parse("$9999")).hasToString("$9999");
  }
}
