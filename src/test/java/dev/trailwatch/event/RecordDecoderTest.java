package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.wire.RawRecord;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
  private final RecordDecoder decoder = new RecordDecoder();

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void itsFormatsAreThoseOfTheWire() {
    assertThat(RecordFormat.SUBSCRIPTION.number()).isEqualTo(RawRecord.SUBSCRIPTION);
    assertThat(RecordFormat.LINES.number()).isEqualTo(RawRecord.LINES);
    assertThat(RecordFormat.CLOUDTRAIL_FILE.number()).isEqualTo(RawRecord.CLOUDTRAIL_FILE);
    assertThat(RecordFormat.EXPORT_LINES.number()).isEqualTo(RawRecord.EXPORT_LINES);
    assertThat(RecordFormat.UNREADABLE.number()).isEqualTo(RawRecord.UNREADABLE);
    assertThat(RecordFormat.values()).hasSize(5);
  }

  @Test
  void readsSubscriptionPayloadsPlainOrCompressed() throws Exception {
    for (byte[] bytes :
        List.of(Payloads.utf8(Payloads.data("a", "b")), Payloads.gzip(Payloads.data("a", "b")))) {
      DecodedRecord decoded = decoder.decode(bytes, RawRecord.SUBSCRIPTION);
      assertThat(decoded.kind()).isEqualTo(SubscriptionMessage.Kind.DATA);
      assertThat(decoded.owner()).isEqualTo("111122223333");
      assertThat(decoded.logGroup()).isEqualTo("trail");
      assertThat(decoded.logEvents()).extracting(LogEvent::message).containsExactly("a", "b");
    }
    assertThat(decoder.decode(Payloads.gzip(Payloads.CONTROL), RawRecord.SUBSCRIPTION).kind())
        .isEqualTo(SubscriptionMessage.Kind.CONTROL);
  }

  @Test
  void readsLinesAndNoEmptyOnes() throws Exception {
    assertThat(messages("one\r\n\n\r\n{\"a\":1}\nlast", RawRecord.LINES))
        .containsExactly("one", "{\"a\":1}", "last");
    assertThat(messages("", RawRecord.LINES)).isEmpty();
  }

  @Test
  void unwrapsWhatEventBridgeWrapped() throws Exception {
    String wrapped =
        "{\"version\":\"0\",\"detail-type\":\"AWS API Call via CloudTrail\","
            + "\"detail\":{\"z\": 1.0, \"a\":\"\\u00e9\u00e9\"},\"region\":\"us-east-1\"}";
    assertThat(messages(wrapped, RawRecord.LINES))
        .containsExactly("{\"z\": 1.0, \"a\":\"\\u00e9\u00e9\"}");
    assertThat(messages("{\"Records\":[" + wrapped + "]}", RawRecord.CLOUDTRAIL_FILE))
        .containsExactly("{\"z\":1.0,\"a\":\"\\u00e9\u00e9\"}");
    for (String other :
        List.of(
            wrapped.replace("via CloudTrail", "of another service"),
            wrapped.replace("\"detail\":{", "\"other\":{"),
            wrapped.substring(0, wrapped.length() - 1),
            "text with \"detail-type\" in it")) {
      assertThat(messages(other, RawRecord.LINES)).containsExactly(other);
    }
    // a subscription's message is what CloudWatch's own filters would see
    assertThat(messages(Payloads.data(wrapped.replace("\\", "")), RawRecord.SUBSCRIPTION).get(0))
        .startsWith("{\"version\"");
  }

  @Test
  void readsTheTimesOfAnExport() throws Exception {
    DecodedRecord decoded =
        decoder.decode(
            Payloads.utf8(
                "2026-01-01T00:00:00.123Z {\"a\":1}\n2026-01-01T00:00:01Z two words\nno time\n"),
            RawRecord.EXPORT_LINES);
    assertThat(decoded.logEvents())
        .extracting(LogEvent::message)
        .containsExactly("{\"a\":1}", "two words", "no time");
    assertThat(decoded.logEvents())
        .extracting(LogEvent::timestamp)
        .containsExactly(1_767_225_600_123L, 1_767_225_601_000L, 0L);
  }

  @Test
  void keepsARecordOfATrailFileAsItStandsThere() throws Exception {
    assertThat(
            messages(
                "{\"Records\":[{\"b\":1.10,\"a\":\"\\/ x\"},\n {\n \"n\": 1E5 }]}",
                RawRecord.CLOUDTRAIL_FILE))
        .containsExactly("{\"b\":1.10,\"a\":\"\\/ x\"}", "{\"n\":1E5}");
  }

  /** Else what U+FFFD stands for would be whatever a pattern wants it to be. */
  @Test
  void aMessageThatIsNoUtf8IsNoJson() throws Exception {
    byte[] lines =
        Payloads.utf8("{\"a\":\"?\"}\n2026-01-01T00:00:01Z {\"a\":\"?\"}\n{\"a\":\"\ufffd\"}\n");
    byte[] file = Payloads.utf8("{\"Records\":[{\"a\":\"?\"},{\"a\":\"\ufffd\"}]}");
    for (byte[] bytes : List.of(lines, file)) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = bytes[i] == '?' ? (byte) 0xff : bytes[i];
      }
    }
    assertThat(decoder.decode(lines, RawRecord.LINES).logEvents())
        .extracting(event -> event.json() != null && event.fields() != null)
        .containsExactly(false, false, true);
    assertThat(decoder.decode(lines, RawRecord.EXPORT_LINES).logEvents())
        .extracting(event -> event.json() != null || event.fields() != null)
        .containsExactly(false, false, true);
    assertThat(decoder.decode(file, RawRecord.CLOUDTRAIL_FILE).logEvents())
        .extracting(event -> event.json() != null)
        .containsExactly(false, true);
  }

  @Test
  void passesOnWhyAFileCouldNotBeRead() {
    assertThatThrownBy(() -> decoder.decode(Payloads.utf8("no such file"), RawRecord.UNREADABLE))
        .isInstanceOfSatisfying(
            UndecodableRecord.class,
            e -> assertThat(e.reason().code()).isEqualTo("unreadable-file"))
        .hasMessage("unreadable-file: no such file");
  }

  private List<String> messages(String text, int format) throws UndecodableRecord {
    return decoder.decode(Payloads.utf8(text), format).logEvents().stream()
        .map(LogEvent::message)
        .toList();
  }
}
