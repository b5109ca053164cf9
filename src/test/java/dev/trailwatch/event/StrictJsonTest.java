package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \t\r\n{\"a\":1} \n",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"é\"}",
        // a backslash that is escaped itself escapes nothing
        "{\"a\":\"\\\\u\u0261\"}",
        "{\"a\":\"\\\\\\\\u\u0661\"}",
        "{\"a\":\"\\u0041\u0261\"}",
        "{\"a\":\"\\\\u\"}"
      })
  void anObjectOfTheStandardIsRead(String text) throws Exception {
    assertThat(StrictJson.object(text)).isNotNull();
    StrictJson.parser(text).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\r\n",
        "[]",
        "1",
        "null",
        "\"x\"",
        "\ufeff{}",
        "\f{}",
        "\u00a0{}",
        "/**/{}",
        "{} {}",
        "{}x",
        "{\"a\":NaN}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\u\u0261\u0261\u0261\u0261\"}",
        "{\"a\":\"\\u004\u0661\"}",
        "{\"a\":\"\\u\u0661041\"}",
        "{\"a\":\"\\\\\\u004\u0661\"}",
        "{\"a\":\"\\u0041\\u004\u0661\"}",
        "{\"a\":\"\\u004\u0080\"}",
        "{\"a\":\"\\u"
      })
  void anyOtherTextIsNone(String text) {
    assertThat(StrictJson.object(text)).isNull();
  }

  @Test
  void aForgedEscapeIsRefusedTokenByTokenToo() {
    assertThatThrownBy(() -> StrictJson.parser("{\"a\":\"\\u004\u0661\"}"))
        .isInstanceOf(JsonParseException.class)
        .hasMessageContaining("hexadecimal");
  }

  @Test
  void theLastOfDuplicateKeysCountsAndWholeNumbersKeepTheirDigits() {
    String digits = "123456789012345678901234567890";

    assertThat(StrictJson.object("{\"a\":1,\"a\":" + digits + "}").get("a").asText())
        .isEqualTo(digits);
    assertThat(StrictJson.object("{\"a\":1e999}").get("a").doubleValue()).isInfinite();
  }

  @Test
  void depthIsBounded() {
    assertThat(StrictJson.object("{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}")).isNotNull();
    assertThat(StrictJson.object("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}")).isNull();
  }

  @Test
  void aLogEventRemembersItsObjectAndItsRefusal() {
    LogEvent event = LogEvent.of("{\"a\":1}");

    assertThat(event.json()).isSameAs(event.json()).hasToString("{\"a\":1}");
    assertThat(event).hasToString("{\"a\":1}");
    assertThat(LogEvent.of("x").json()).isNull();
    assertThat(LogEvent.of("id", 7, "x").timestamp()).isEqualTo(7);
  }
}
