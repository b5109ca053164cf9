package dev.trailwatch.job;

import dev.trailwatch.benchmark.RuleMixFile;
import dev.trailwatch.connector.demo.EventBuffer;
import dev.trailwatch.connector.demo.TrailGenerator;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;

/**
 * Measures how long the matching of a record is ever held up while rule sets of 1,000 rules are
 * swapped under full load, beside the same load without swaps.
 *
 * <p>{@code RuleSwapPause [seconds] [rules]}: a set a second, told two seconds before it holds, as
 * the job does it.
 */
public final class RuleSwapPause {
  private static final int EVENTS_PER_RECORD = 63;
  private static final long ANNOUNCED = 2_000;

  private RuleSwapPause() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int rules = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    byte[][] records = records(200);
    measure("warm-up", records, seconds, rules, true);
    measure("no swaps", records, seconds, rules, false);
    measure("a swap a second", records, seconds, rules, true);
  }

  private static void measure(
      String name, byte[][] records, int seconds, int rules, boolean swapping) throws Exception {
    String text = RuleMixFile.text(rules);
    RuleSetRecord first = set(0, text, Long.MIN_VALUE);
    JobOptions options = JobOptions.live("auto", 86_400_000, "000000000000", "us-east-1", Map.of());
    try (TwoInputStreamOperatorTestHarness<RawRecord, RuleSetRecord, PartialSum> harness =
        new TwoInputStreamOperatorTestHarness<>(new MatchOperator(first, options))) {
      harness.setup();
      harness.open();
      long[] pauses = new long[5_000_000];
      int count = 0;
      int swaps = 0;
      long begin = System.nanoTime();
      for (long now = 0; now < seconds * 1000L; now = (System.nanoTime() - begin) / 1_000_000) {
        long start = System.nanoTime();
        if (swapping && now / 1000 >= swaps) {
          swaps++;
          // another text, so that nothing is shared with an earlier set
          harness.processElement2(
              new StreamRecord<>(set(swaps, text + "# " + swaps + "\n", now + ANNOUNCED)));
        }
        harness.setProcessingTime(now);
        RawRecord record =
            RawRecord.of(records[count % records.length], RawRecord.LINES, now, "load", "1");
        harness.processElement1(new StreamRecord<>(record));
        pauses[count++] = System.nanoTime() - start;
        if (count % 64 == 0) {
          harness.getOutput().clear();
        }
      }
      long[] sorted = Arrays.copyOf(pauses, count);
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT,
          "%-16s %,d events/s, %d swaps of %,d rules; a record of %d events takes"
              + " p50 %.2f ms, p99.9 %.2f ms, at most %.1f ms%n",
          name,
          (long) count * EVENTS_PER_RECORD / seconds,
          swaps,
          rules,
          EVENTS_PER_RECORD,
          sorted[count / 2] / 1e6,
          sorted[(int) (count * 0.999)] / 1e6,
          sorted[count - 1] / 1e6);
    }
  }

  private static RuleSetRecord set(long number, String text, long effectiveFrom) {
    RuleSetRecord set = new RuleSetRecord();
    set.number = number;
    set.version = "v" + number;
    set.effectiveFrom = effectiveFrom;
    set.adoptedOn = 20_000;
    set.names = new String[] {"mix.yaml"};
    set.texts = new String[] {text};
    return set;
  }

  private static byte[][] records(int count) {
    TrailGenerator generator = TrailGenerator.of(7);
    byte[][] records = new byte[count][];
    EventBuffer buffer = new EventBuffer();
    long time = 1_767_225_600_000L;
    for (int i = 0; i < count; i++) {
      byte[] lines = new byte[0];
      for (int j = 0; j < EVENTS_PER_RECORD; j++) {
        buffer.clear();
        generator.everyday(time, buffer);
        time += 20;
        int at = lines.length;
        lines = Arrays.copyOf(lines, at + buffer.length() + 1);
        System.arraycopy(buffer.bytes(), 0, lines, at, buffer.length());
        lines[lines.length - 1] = '\n';
      }
      records[i] = lines;
    }
    return records;
  }
}
