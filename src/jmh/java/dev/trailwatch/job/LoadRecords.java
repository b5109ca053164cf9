package dev.trailwatch.job;

import dev.trailwatch.connector.demo.EventBuffer;
import dev.trailwatch.connector.demo.TrailGenerator;
import dev.trailwatch.wire.RawRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Records of everyday events, some of them refused calls of principals without number.
 *
 * <p>First one refused call of each principal, and nothing else; then of ten events one refused
 * call of any of them. A millisecond passes from event to event.
 */
final class LoadRecords implements GatedSource.Records {
  private static final long serialVersionUID = 1L;

  /** Events in each record. */
  static final int EVENTS = 60;

  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final int TEXTS = 100;

  private final int series;
  private final int every;
  private transient byte[][] everyday;

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

  @Override
  public RawRecord record(long number) {
    if (everyday == null) {
      everyday = everyday();
    }
    boolean filling = every > 0 && number < filling();
    // while filling, no time passes: all series are as young
    long after = filling || every == 0 ? number : number - filling();
    long time = filling ? START : START + 60_000 + after * EVENTS;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(EVENTS * 1100);
    String now = Instant.ofEpochMilli(time).toString();
    SplittableRandom random = new SplittableRandom(number);
    for (int i = 0; i < EVENTS; i++) {
      if (filling) {
        refused(bytes, (int) ((number * EVENTS + i) % series), now, random);
      } else if (every > 0 && i % every == 0) {
        refused(bytes, random.nextInt(series), now, random);
      } else {
        bytes.writeBytes(everyday[random.nextInt(TEXTS)]);
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

  private static byte[][] everyday() {
    TrailGenerator generator = TrailGenerator.of(7);
    EventBuffer buffer = new EventBuffer();
    byte[][] texts = new byte[TEXTS][];
    for (int i = 0; i < TEXTS; i++) {
      buffer.clear();
      generator.everyday(START + i, buffer);
      byte[] line = new byte[buffer.length() + 1];
      System.arraycopy(buffer.bytes(), 0, line, 0, buffer.length());
      line[buffer.length()] = '\n';
      texts[i] = line;
    }
    return texts;
  }
}
