package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.event.UndecodableRecord.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of files: exports of CloudWatch Logs, records that EventBridge wrapped. */
class EventLinesTest {
  private static final String WRAPPED =
      "{\"version\":\"0\",\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":{\"a\":1}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01T00:00:00Z x",
        "2026-01-01T00:00:00Z ",
        "2026-01-01T00:00:00.123Z x",
        "2026-01-01T00:00:00.123456789Z x"
      })
  void aLineOfAnExportStartsWithATimeInUtc(String line) {
    assertThat(ExportLine.isOne(line)).isTrue();
    assertThat(ExportLine.event(LogEvent.of(line)).timestamp())
        .isBetween(1_767_225_600_000L, 1_767_225_600_123L);
    assertThat(ExportLine.event(LogEvent.of(line)).message())
        .isEqualTo(line.substring(line.indexOf(' ') + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00Z x",
        "2026-13-01T00:00:00Z x",
        "2026-01-01 00:00:00Z x",
        "2026/01-01T00:00:00Z x",
        "2026-01-01t00:00:00Z.. x",
        "2026-01-01T00:00:00.1234567890Z x",
        "2026-01-01T00:00:00.12345678901Z x",
        "a-word-of-twenty-chars x"
      })
  void anyOtherLineIsAMessageWithoutATime(String line) {
    assertThat(ExportLine.isOne(line)).isFalse();
    assertThat(ExportLine.event(LogEvent.of(line)).timestamp()).isZero();
    assertThat(ExportLine.event(LogEvent.of(line)).message()).isEqualTo(line);
  }

  private static LogEvent unwrap(String line) {
    byte[] bytes = Payloads.utf8("<" + line + ">");
    return EventBridgeEvent.unwrap(bytes, 1, bytes.length - 1);
  }

  @Test
  void aWrappedRecordIsTakenOut() {
    for (String line :
        List.of(
            WRAPPED,
            WRAPPED.replace("AWS API Call", "AWS Console Sign In"),
            "{\"detail\":{\"a\":1},\"detail-type\":\"AWS Service Event via CloudTrail\"}")) {
      assertThat(unwrap(line).message()).isEqualTo("{\"a\":1}");
      assertThat(EventBridgeEvent.unwrapped(LogEvent.of(line)).message()).isEqualTo("{\"a\":1}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"detail-type\"",
        "\"detail-type\"",
        "[\"detail-type\"]",
        "{\"detail\":{\"a\":1}}",
        "{\"detail-type\":\"AWS API Call via CloudTrail\"}",
        "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":\"x\"}",
        "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":[{}]}",
        "{\"detail-type\":5,\"detail\":{\"a\":1}}",
        "{\"detail-type\":[\"via CloudTrail\"],\"detail\":{\"a\":1}}",
        "{\"detail-type\":\"EC2 Instance State-change Notification\",\"detail\":{\"a\":1}}",
        "{\"x\":{\"detail-type\":\"x via CloudTrail\",\"detail\":{\"a\":1}}}",
        "{\"eventVersion\":\"1.08\",\"detail-type\":\"x via CloudTrail\",\"detail\":{\"a\":1}}"
      })
  void anyOtherLineIsNoEnvelope(String line) {
    assertThat(unwrap(line)).isNull();
    if (!line.startsWith("{\"eventVersion\"")) {
      assertThat(EventBridgeEvent.unwrapped(LogEvent.of(line)).message()).isEqualTo(line);
    }
  }

  @Test
  void onlyTheGivenBytesAreLookedAt() {
    byte[] bytes = Payloads.utf8(WRAPPED);

    assertThat(EventBridgeEvent.unwrap(bytes, 0, bytes.length).message()).isEqualTo("{\"a\":1}");
    assertThat(EventBridgeEvent.unwrap(bytes, 0, bytes.length - 1)).isNull();
    assertThat(EventBridgeEvent.unwrap(bytes, 1, bytes.length)).isNull();
    assertThat(EventBridgeEvent.unwrap(bytes, 0, 20)).isNull();
  }

  @Test
  void theNameOfAFormatThatIsNoneIsRefused() {
    try (RecordDecoder decoder = new RecordDecoder()) {
      assertRefused(decoder, new byte[0], 99, Reason.UNKNOWN_FORMAT, "format 99");
      assertRefused(
          decoder,
          new byte[RecordInflater.MAX_BYTES + 1],
          RecordFormat.LINES.number(),
          Reason.TOO_LARGE,
          RecordInflater.MAX_BYTES + 1 + " bytes");
      // whatever goes wrong in the decoder itself costs the record, not the job
      assertRefused(decoder, null, 0, Reason.DECODER_FAULT, "NullPointerException");
    }
  }

  private static void assertRefused(
      RecordDecoder decoder, byte[] bytes, int format, Reason reason, String detail) {
    assertThatThrownBy(() -> decoder.decode(bytes, format))
        .isInstanceOfSatisfying(
            UndecodableRecord.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(reason.code() + ": ")
        .hasMessageContaining(detail);
  }
}
