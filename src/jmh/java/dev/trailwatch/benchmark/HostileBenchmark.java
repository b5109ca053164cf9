package dev.trailwatch.benchmark;

import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.matcher.MatchSession;
import dev.trailwatch.matcher.Matcher;
import dev.trailwatch.matcher.RecordReader;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What somebody may write who wants the job busy, each as large as the normal events beside it: the
 * figure to read is a kind's time over that of {@code normal}, which must stay below 20.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class HostileBenchmark {
  /** About the largest event that CloudTrail hands to CloudWatch Logs. */
  private static final int SIZE = 256 * 1024;

  /** What is written. */
  @Param({
    "normal",
    "deep",
    "too-deep",
    "keys",
    "colliding-keys",
    "doubled-keys",
    "escapes",
    "escaped-keys",
    "long-number",
    "many-numbers",
    "list-of-numbers",
    "long-text",
    "glob",
    "regex",
    "regex-of-stars",
    "blanks",
    "cut-off",
    "surrogates"
  })
  public String kind;

  private final RecordReader reader = new RecordReader();
  private List<byte[]> events;
  private byte[] record;
  private MatchSession session;

  /** Generates. */
  @Setup
  public void setUp() throws PatternException {
    List<FilterPattern> patterns = new ArrayList<>(ShippedRules.patterns());
    patterns.add(FilterPattern.compile(aimedAt(kind)));
    session = Matcher.compile(patterns).newSession();
    events = kind.equals("normal") ? normal() : List.of(hostile(kind));
    record = Trail.gzip(payload(events));
  }

  /** The pattern, beside those that ship, on whose value the event is aimed. */
  private static String aimedAt(String kind) {
    return switch (kind) {
      case "glob" -> "{ $.requestParameters.x = \"" + "*a".repeat(12) + "*b\" }";
      case "regex" -> "{ $.requestParameters.x = %[^b]*a+a*a+b% }";
      case "regex-of-stars" -> "{ $.requestParameters.x = %^" + ".*a".repeat(20) + "b% }";
      case "list-of-numbers" -> "{ $.requestParameters.x[*] > 0.5 }";
      default -> "{ $.requestParameters.x > 0.5 }";
    };
  }

  /** The events as they are. */
  @Benchmark
  public long messages(CpuTime time) {
    time.start();
    long sum = 0;
    for (byte[] event : events) {
      sum += session.matchMessage(event, 0, event.length).count();
    }
    time.stop(1);
    return sum;
  }

  /** The events in one record, compressed, as they come from Kinesis. */
  @Benchmark
  public long record(CpuTime time) {
    time.start();
    long sum;
    try {
      sum = reader.read(record, 0, session).matchingCount();
    } catch (UndecodableRecord e) {
      sum = e.getMessage().length();
    }
    time.stop(1);
    return sum;
  }

  /** As many everyday events as are as large as one hostile one. */
  private static List<byte[]> normal() {
    Trail trail = Trail.of(1_000);
    List<byte[]> events = new ArrayList<>();
    int size = 0;
    for (int i = 0; size < SIZE; i++) {
      byte[] event = Arrays.copyOf(trail.messages.get(i), trail.length(i));
      events.add(event);
      size += event.length;
    }
    return events;
  }

  private static byte[] hostile(String kind) {
    return switch (kind) {
      case "deep" -> filled(repeated("[".repeat(990) + "]".repeat(990)));
      case "too-deep" -> filled("[".repeat(SIZE));
      case "keys" -> object(i -> "\"k" + i + "\":1");
      case "colliding-keys" -> object(HostileBenchmark::colliding);
      case "doubled-keys" -> object(i -> "\"eventName\":\"StopLogging\"");
      case "escapes" -> filled('"' + "\\u0061".repeat(SIZE / 6) + '"');
      case "escaped-keys" ->
          object(i -> "\"\\u0065\\u0076\\u0065\\u006e\\u0074\\u004e\\u0061\\u006d\\u0065\":1");
      case "long-number" -> filled("9".repeat(SIZE));
      case "many-numbers" -> object(i -> "\"x\":-1234567890.0123456789e-99");
      case "list-of-numbers" -> filled(repeated("-1234567890.0123456789e-99"));
      case "long-text" -> filled('"' + "x".repeat(SIZE) + '"');
      case "glob", "regex", "regex-of-stars" ->
          filled('"' + "a".repeat(SIZE) + (kind.equals("glob") ? "c" : "") + '"');
      case "blanks" -> filled(" ".repeat(SIZE) + "1");
      case "cut-off" -> Arrays.copyOf(filled('"' + "x".repeat(SIZE) + '"'), SIZE);
      case "surrogates" -> filled('"' + "\\ud83d\\ude00".repeat(SIZE / 12) + '"');
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private interface Member {
    String number(int i);
  }

  /** Names of 16 letters with the same hash: each pair of letters is Aa or BB. */
  private static String colliding(int i) {
    StringBuilder name = new StringBuilder("\"");
    for (int bit = 0; bit < 14; bit++) {
      name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.append("\":1").toString();
  }

  private static byte[] object(Member member) {
    StringBuilder text = new StringBuilder(SIZE + 100).append('{');
    for (int i = 0; text.length() < SIZE; i++) {
      text.append(i == 0 ? "" : ",").append(member.number(i));
    }
    return filled(text.append('}').toString());
  }

  private static String repeated(String value) {
    StringBuilder text = new StringBuilder(SIZE + 100).append('[');
    while (text.length() < SIZE) {
      text.append(text.length() == 1 ? "" : ",").append(value);
    }
    return text.append(']').toString();
  }

  /** The value where patterns look, in an event that is else one of every day. */
  private static byte[] filled(String value) {
    String x = value.startsWith("{") ? value : "{\"x\":" + value + "}";
    return ("{\"eventVersion\":\"1.08\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"PutObject\","
            + "\"requestParameters\":"
            + x
            + ",\"errorCode\":\"AccessDenied\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] payload(List<byte[]> events) {
    StringBuilder text =
        new StringBuilder(
            "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"g\","
                + "\"logStream\":\"s\",\"subscriptionFilters\":[\"f\"],\"logEvents\":[");
    for (int i = 0; i < events.size(); i++) {
      String message = new String(events.get(i), StandardCharsets.UTF_8);
      text.append(i == 0 ? "" : ",").append("{\"id\":\"").append(i);
      text.append("\",\"timestamp\":1,\"message\":\"");
      text.append(message.replace("\\", "\\\\").replace("\"", "\\\"")).append("\"}");
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
