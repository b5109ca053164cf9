package dev.trailwatch.benchmark;

import dev.trailwatch.connector.demo.EventBuffer;
import dev.trailwatch.connector.demo.TrailGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Generated CloudTrail events, plain and as subscription records of about 63 events each. */
final class Trail {
  private static final int EVENTS_PER_RECORD = 63;
  private static final long SEED = 20_260_101;
  private static final long START = 1_767_225_600_000L;

  /** Each event's JSON, UTF-8, followed by some bytes of room. */
  final List<byte[]> messages = new ArrayList<>();

  /** Each event's JSON. */
  final List<String> texts = new ArrayList<>();

  /** Inflated payloads, followed by room. */
  final List<byte[]> payloads = new ArrayList<>();

  final List<Integer> payloadLengths = new ArrayList<>();

  /** The same payloads as gzip records. */
  final List<byte[]> records = new ArrayList<>();

  private Trail() {}

  /** So many events. */
  static Trail of(int events) {
    Trail trail = new Trail();
    TrailGenerator generator = TrailGenerator.of(SEED);
    EventBuffer buffer = new EventBuffer();
    for (int i = 0; i < events; i++) {
      buffer.clear();
      generator.everyday(START + i * 20L, buffer);
      trail.messages.add(Arrays.copyOf(buffer.bytes(), buffer.length() + 16));
      trail.texts.add(new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8));
    }
    for (int from = 0; from < events; from += EVENTS_PER_RECORD) {
      trail.addRecord(from, Math.min(events, from + EVENTS_PER_RECORD));
    }
    return trail;
  }

  int length(int event) {
    return messages.get(event).length - 16;
  }

  private void addRecord(int from, int to) {
    StringBuilder out = new StringBuilder();
    out.append("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",");
    out.append("\"logGroup\":\"organization-trail\",\"logStream\":\"123456789012_CloudTrail\",");
    out.append("\"subscriptionFilters\":[\"trailwatch\"],\"logEvents\":[");
    for (int i = from; i < to; i++) {
      out.append(i == from ? "" : ",").append("{\"id\":\"3694859");
      out.append(String.format("%049d", i * 7919L)).append("\",\"timestamp\":");
      out.append(START + i * 20L).append(",\"message\":\"");
      out.append(texts.get(i).replace("\\", "\\\\").replace("\"", "\\\"")).append("\"}");
    }
    byte[] payload = out.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    payloads.add(Arrays.copyOf(payload, payload.length + 64));
    payloadLengths.add(payload.length);
    records.add(gzip(payload));
  }

  /** One gzip member. */
  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
