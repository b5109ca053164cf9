package dev.trailwatch.job;

import dev.trailwatch.connector.demo.EventBuffer;
import dev.trailwatch.connector.demo.TrailGenerator;
import dev.trailwatch.wire.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Records of everyday events, some of them refused calls of principals without number.
 *
 * <p>First one refused call of each principal, and nothing else; then of ten events one refused
 * call of any of them. A millisecond passes from event to event, and each has an id of its own.
 */
final class LoadRecords {
  /** Events in each record. */
  static final int EVENTS = 60;

  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final int TEXTS = 100;
  private static final String ID_KEY = "\"eventID\":\"";
  private static final String TIME_KEY = "\"eventTime\":\"";
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private final int series;
  private final int every;
  private final EverydayEvent[] everyday = everyday();

  /**
   * A load.
   *
   * @param series as many principals
   * @param every each so manieth event is a refused call; 0 for none
   */
  LoadRecords(int series, int every) {
    this.series = series;
    this.every = every;
  }

  /** As many records hold one refused call of each principal. */
  long filling() {
    return (series + EVENTS - 1L) / EVENTS;
  }

  /** The first so many records, as CloudWatch Logs would send them. */
  PreparedRecords prepare(long count) throws IOException {
    return PreparedRecords.of(Math.toIntExact(count), this::record);
  }

  private RawRecord record(long number) {
    boolean filling = every > 0 && number < filling();
    // while filling, no time passes: all series are as young
    long after = filling || every == 0 ? number : number - filling();
    long time = filling ? START : START + 60_000 + after * EVENTS;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(EVENTS * 1100);
    String now = Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.SECONDS).toString();
    SplittableRandom random = new SplittableRandom(number);
    for (int i = 0; i < EVENTS; i++) {
      if (filling) {
        refused(bytes, (int) ((number * EVENTS + i) % series), now, random);
      } else if (every > 0 && i % every == 0) {
        refused(bytes, random.nextInt(series), now, random);
      } else {
        everyday[random.nextInt(TEXTS)].write(bytes, now, random);
      }
    }
    return RawRecord.of(bytes.toByteArray(), RawRecord.LINES, time, "load", Long.toString(number));
  }

  private static void refused(
      ByteArrayOutputStream bytes, int who, String now, SplittableRandom random) {
    StringBuilder event = new StringBuilder(700);
    String user = Integer.toString(100_000_000 + who);
    event
        .append("{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"")
        .append("arn:aws:iam::111122223333:user/u")
        .append(user)
        .append("\",\"accountId\":\"111122223333\",\"userName\":\"u")
        .append(user)
        .append("\"},\"eventTime\":\"")
        .append(now)
        .append("\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetBucketAcl\",")
        .append("\"awsRegion\":\"eu-west-1\",\"sourceIPAddress\":\"203.0.113.")
        .append(who % 250)
        .append("\",\"errorCode\":\"LoadDenied\",\"eventID\":\"")
        .append(new java.util.UUID(random.nextLong(), random.nextLong()))
        .append("\",\"recipientAccountId\":\"111122223333\"}\n");
    bytes.writeBytes(event.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static EverydayEvent[] everyday() {
    TrailGenerator generator = TrailGenerator.of(7);
    EventBuffer buffer = new EventBuffer();
    EverydayEvent[] events = new EverydayEvent[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      buffer.clear();
      generator.everyday(START + i, buffer);
      byte[] line = Arrays.copyOf(buffer.bytes(), buffer.length() + 1);
      line[buffer.length()] = '\n';
      events[i] = new EverydayEvent(line);
    }
    return events;
  }

  /** An event that happens again and again: another time, another id. */
  private static final class EverydayEvent {
    private final byte[] line;
    private final int idFrom;
    private final int timeFrom;

    EverydayEvent(byte[] line) {
      this.line = line;
      String text = new String(line, StandardCharsets.ISO_8859_1);
      idFrom = text.indexOf(ID_KEY) + ID_KEY.length();
      timeFrom = text.indexOf(TIME_KEY) + TIME_KEY.length();
    }

    void write(ByteArrayOutputStream out, String now, SplittableRandom random) {
      for (int i = 0; i < now.length(); i++) {
        line[timeFrom + i] = (byte) now.charAt(i);
      }
      long bits = 0;
      for (int i = 0; i < 36; i++) {
        bits = i % 16 == 0 ? random.nextLong() : bits >>> 4;
        if (line[idFrom + i] != '-') {
          line[idFrom + i] = DIGITS[(int) bits & 15];
        }
      }
      out.writeBytes(line);
    }
  }
}
