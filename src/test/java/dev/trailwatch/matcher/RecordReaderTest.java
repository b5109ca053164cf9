package dev.trailwatch.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.DecodedRecord;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.RecordFormat;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The reader in one pass against the decoder and the patterns, one event at a time. */
final class RecordReaderTest {
  private static final List<String> PATTERNS =
      List.of("", "{ $.a = 1 }", "{ $.eventName = C* }", "{ $.b NOT EXISTS }", "ERROR", "[a, b]");

  private static final List<String> TIMES =
      List.of(
          "\"2026-01-01T00:00:00Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"2026-01-31T23:59:59Z\"",
          "\"2026-01-01T00:00:00.123Z\"",
          "\"\\u0032026-01-01T00:00:00Z\"",
          "\"\"",
          "\"soon\"",
          "5",
          "null",
          "{}",
          "[\"2026-01-01T00:00:00Z\"]");

  private final SplittableRandom random = new SplittableRandom(20261121);
  private final List<FilterPattern> patterns = new ArrayList<>();
  private final MatchSession session;

  RecordReaderTest() throws PatternException {
    for (String pattern : PATTERNS) {
      patterns.add(FilterPattern.compile(pattern));
    }
    session = Matcher.builder(patterns).readEventTime().build().newSession();
  }

  @Test
  void readsWhatTheDecoderReads() throws Exception {
    RandomMessages source = new RandomMessages(random.split());
    int compared = 0;
    try (RecordReader reader = new RecordReader();
        RecordDecoder decoder = new RecordDecoder()) {
      for (int i = 0; i < 4_000; i++) {
        List<LogEvent> events = new ArrayList<>();
        for (int j = random.nextInt(4); j >= 0; j--) {
          String message = random.nextBoolean() ? source.next() : trail();
          events.add(LogEvent.of("i" + j, random.nextInt(3), message));
        }
        RecordFormat format =
            pick(RecordFormat.SUBSCRIPTION, RecordFormat.LINES, RecordFormat.EXPORT_LINES);
        byte[] record =
            format == RecordFormat.SUBSCRIPTION ? Payloads.write(events, random) : lines(events);
        record = random.nextBoolean() ? gzip(record) : record;
        DecodedRecord decoded = decoder.decode(record, format.number());
        compare(reader.read(record, format.number(), session), decoded.logEvents());
        compared += decoded.logEvents().size();
      }
    }
    assertThat(compared).isGreaterThan(8_000);
  }

  @Test
  void unwrapsWhatEventBridgeWrapped() throws Exception {
    String wrapped =
        "{\"version\":\"0\",\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":"
            + "{\"a\":1,\"eventTime\":\"2026-01-01T00:00:00Z\"}}\r\n{\"a\":1}\n\n"
            + "{\"a\":0,\"detail-type\":\"x\"}";
    byte[] record = wrapped.getBytes(StandardCharsets.UTF_8);
    try (RecordReader reader = new RecordReader();
        RecordDecoder decoder = new RecordDecoder()) {
      int lines = RecordFormat.LINES.number();
      PayloadMatches read = reader.read(record, lines, session);
      compare(read, decoder.decode(record, lines).logEvents());
      assertThat(read.eventCount()).isEqualTo(3);
      assertThat(read.event(0).message()).startsWith("{\"a\":1,");
      assertThat(read.eventTime(0)).isEqualTo(1_767_225_600_000L);
    }
  }

  @Test
  void refusesWhatTheDecoderRefuses() {
    RecordReader reader = new RecordReader();
    for (RecordFormat format : RecordFormat.values()) {
      byte[] record = {0x1f, (byte) 0x8b, 8};
      assertThatThrownBy(() -> reader.read(record, format.number(), session))
          .isInstanceOf(UndecodableRecord.class);
    }
    assertThatThrownBy(() -> reader.read(new byte[] {'{'}, 99, session))
        .isInstanceOf(UndecodableRecord.class)
        .hasMessageContaining("format 99");
    reader.close();
  }

  private void compare(PayloadMatches read, List<LogEvent> events) {
    assertThat(read.eventCount()).isEqualTo(events.size());
    int matching = 0;
    for (int i = 0; i < events.size(); i++) {
      LogEvent event = events.get(i);
      CloudTrailEvent trail = CloudTrailEvent.of(event);
      Long time = trail == null ? null : trail.eventTime();
      assertThat(read.timestamp(i)).isEqualTo(event.timestamp());
      assertThat(read.eventTime(i))
          .as(event.message())
          .isEqualTo(time == null ? PayloadMatches.NO_TIME : time);
      List<Integer> found = new ArrayList<>();
      if (matching < read.matchingCount() && read.matchingEvent(matching) == i) {
        for (int j = 0; j < read.patternCount(matching); j++) {
          found.add(read.pattern(matching, j));
        }
        matching++;
        assertThat(read.event(i).message()).isEqualTo(event.message());
        assertThat(read.event(i).id()).isEqualTo(event.id());
      }
      assertThat(found).as(event.message()).isEqualTo(naive(event));
    }
    assertThat(matching).isEqualTo(read.matchingCount());
  }

  private List<Integer> naive(LogEvent event) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(event)) {
        found.add(i);
      }
    }
    return found;
  }

  private String trail() {
    StringBuilder out = new StringBuilder("{\"eventVersion\":\"1.08\"");
    for (int i = random.nextInt(3); i > 0; i--) {
      out.append(",\"eventTime\":").append(TIMES.get(random.nextInt(TIMES.size())));
      out.append(",\"a\":").append(random.nextInt(2));
    }
    return out.append(random.nextInt(8) == 0 ? "," : "}").toString();
  }

  private static byte[] lines(List<LogEvent> events) {
    StringBuilder out = new StringBuilder();
    for (LogEvent event : events) {
      // a lone surrogate has no bytes, and a line no line feed
      String line = event.message().replaceAll("[\\r\\n\\ud800-\\udfff]", " ");
      out.append(line).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private RecordFormat pick(RecordFormat... formats) {
    return formats[random.nextInt(formats.length)];
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
