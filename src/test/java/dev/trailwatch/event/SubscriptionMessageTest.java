package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionMessageTest {
  @Test
  void readsTheEnvelopeAndItsEvents() throws Exception {
    SubscriptionMessage message = parse(Payloads.data("{\"eventName\":\"A\"}", "plain \\ text"));
    assertThat(message.kind()).isEqualTo(SubscriptionMessage.Kind.DATA);
    assertThat(message.owner()).isEqualTo("111122223333");
    assertThat(message.logGroup()).isEqualTo("trail");
    assertThat(message.logStream()).isEqualTo("111122223333_CloudTrail_us-east-1");
    assertThat(message.subscriptionFilters()).containsExactly("all");
    assertThat(message.logEvents())
        .extracting(LogEvent::message)
        .containsExactly("{\"eventName\":\"A\"}", "plain \\ text");
    assertThat(message.logEvents())
        .extracting(LogEvent::timestamp)
        .containsExactly(1_772_000_000_000L, 1_772_000_000_001L);
    assertThat(message.logEvents().get(1).id()).hasSize(56).endsWith("1");
  }

  @Test
  void aControlMessageHasNoEvents() throws Exception {
    SubscriptionMessage message = parse(Payloads.CONTROL);
    assertThat(message.kind()).isEqualTo(SubscriptionMessage.Kind.CONTROL);
    assertThat(message.logEvents()).isEmpty();
  }

  @Test
  void aControlMessageNeedsNoMoreThanItsType() throws Exception {
    SubscriptionMessage message = parse("{\"messageType\":\"CONTROL_MESSAGE\"}");
    assertThat(message.kind()).isEqualTo(SubscriptionMessage.Kind.CONTROL);
    assertThat(message.owner()).isEmpty();
    assertThat(message.logGroup()).isEmpty();
    assertThat(message.logStream()).isEmpty();
    assertThat(message.subscriptionFilters()).isEmpty();
    assertThat(message).hasToString("CONTROL   , 0 events");
    assertThat(parse(Payloads.data("m", "n")))
        .hasToString("DATA 111122223333 trail 111122223333_CloudTrail_us-east-1, 2 events");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      value = {
        "`` => empty: no text",
        "` \t\r\n ` => empty: no text",
        "[] => not-json: no JSON object in UTF-8",
        "\ufeff{} => not-json: no JSON object in UTF-8",
        "{ => not-json: no JSON near byte 1",
        "{\"a\":x} => not-json: no JSON near byte",
        "{} => not-a-message: no messageType",
        "{\"messageType\":\"X\"} => not-a-message: an unknown messageType",
        "{\"messageType\":\"CONTROL_MESSAGE\"}{} => not-json: text after the object",
        "{\"messageType\":5} => not-a-message: messageType is no value_string",
        "{\"subscriptionFilters\":{}} => not-a-message: subscriptionFilters is no start_array",
        "{\"subscriptionFilters\":[5]} => not-a-message: subscriptionFilters is no value_string",
        "{\"subscriptionFilters\":[],\"subscriptionFilters\":[]} => not-a-message: subscriptionFilters twice",
        "{\"logEvents\":[5]} => not-a-message: logEvents is no start_object",
        "{\"logEvents\":[{\"timestamp\":1.5}]} => not-a-message: timestamp is no value_number_int",
        "{\"logEvents\":[{}]} => not-a-message: no a log event's id"
      })
  void saysWhyTextIsNoMessage(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UndecodableRecord.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void leadingSpaceIsFineAndUtf16IsNot() throws Exception {
    assertThat(parse(" \t\r\n" + Payloads.data("m")).logEvents()).hasSize(1);
    byte[] utf16 = Payloads.data("m").getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> SubscriptionMessage.parse(utf16, utf16.length))
        .hasMessageContaining("no JSON object in UTF-8");
    // only the given length is read
    byte[] bytes = Payloads.utf8(Payloads.data("m") + "rest");
    assertThat(SubscriptionMessage.parse(bytes, bytes.length - 4).logEvents()).hasSize(1);
    assertThatThrownBy(() -> SubscriptionMessage.parse(new byte[] {'{', 0}, 1))
        .hasMessageContaining("no JSON near byte");
  }

  @Test
  void passesOverKeysThatItDoesNotKnow() throws Exception {
    String text =
        Payloads.data("m")
            .replace(
                "\"owner\"",
                "\"policyLevel\":\"ACCOUNT_LEVEL_POLICY\",\"new\":{\"a\":[1]},\"owner\"")
            .replace("\"timestamp\"", "\"extractedFields\":{\"a\":\"b\"},\"timestamp\"");
    assertThat(parse(text).logEvents()).hasSize(1);
  }

  @Test
  void keepsEscapesAndEveryPlaneOfUnicode() throws Exception {
    String text =
        Payloads.data("m")
            .replace("\"m\"", "\"\\u00e9\\n\\ud83d\\ude00 \u00e9\u20ac\ud83d\ude00\"");
    assertThat(parse(text).logEvents().get(0).message())
        .isEqualTo("\u00e9\n\ud83d\ude00 \u00e9\u20ac\ud83d\ude00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owner",
        "logGroup",
        "logStream",
        "logEvents",
        "messageType",
        "id",
        "timestamp",
        "message"
      })
  void refusesAKnownKeyThatIsMissingDoubledOrOfAnotherType(String key) {
    String good = Payloads.data("m");
    assertRefused(good.replace("\"" + key + "\":", "\"x\":"));
    assertRefused(good.replaceFirst("\"" + key + "\":", "\"" + key + "\":{},\"y\":"));
    String value = key.equals("timestamp") ? "1" : key.equals("logEvents") ? "[]" : "\"v\"";
    assertRefused(
        good.replaceFirst("\"" + key + "\":", "\"" + key + "\":" + value + ",\"" + key + "\":"));
    assertRefused(good.replaceFirst("\"" + key + "\":", "\"" + key + "\":null,\"y\":"));
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(UndecodableRecord.class);
  }

  private static SubscriptionMessage parse(String text) throws UndecodableRecord {
    byte[] bytes = Payloads.utf8(text);
    return SubscriptionMessage.parse(bytes, bytes.length);
  }
}
