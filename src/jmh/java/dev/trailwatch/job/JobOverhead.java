package dev.trailwatch.job;

import dev.trailwatch.benchmark.RuleMixFile;
import dev.trailwatch.connector.demo.EventBuffer;
import dev.trailwatch.connector.demo.TrailGenerator;
import dev.trailwatch.event.Payloads;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.matcher.MatchSession;
import dev.trailwatch.matcher.PayloadMatches;
import dev.trailwatch.matcher.RecordReader;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures what the job costs around its matcher: the processor time of the whole job, keyed alarms
 * included, beside that of a bare loop that inflates and matches the same records.
 *
 * <p>{@code JobOverhead [records] [rules] [rounds] [matches] [grouped]}: subscription records of 63
 * events; rules of the mix without those that match most, so that at most so many match an event on
 * average; whether alarms are grouped by principal. The first rounds warm up.
 */
public final class JobOverhead {
  private static final int EVENTS = 63;

  /** Rounds until the compilers of the virtual machine have little left to do. */
  private static final int WARM_UP = 5;

  /** About what a core carries: time in the trail goes by as fast as on the clock. */
  private static final int EVENTS_PER_MILLISECOND = 250;

  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  private static byte[][] records = {};

  /** How many rules match an event, as the bare loop has counted them. */
  private static double matches;

  private JobOverhead() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    records = records(args.length > 0 ? Integer.parseInt(args[0]) : 8_000);
    int size = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    double most = args.length > 3 ? Double.parseDouble(args[3]) : 0.63;
    boolean grouped = args.length > 4 && Boolean.parseBoolean(args[4]);
    String rules = RuleMixFile.text(size, most, grouped);
    double[] ratios = new double[rounds];
    for (int round = 1 - WARM_UP; round <= rounds; round++) {
      double bare = bare(rules);
      double job = job(rules);
      System.out.printf(
          Locale.ROOT,
          "%s: bare loop %.2f us, job %.2f us of processor time an event: %.2f times"
              + " (%.2f matches an event)%n",
          round < 1 ? "warm-up" : "round " + round,
          bare,
          job,
          job / bare,
          matches);
      if (round >= 1) {
        ratios[round - 1] = job / bare;
      }
    }
    Arrays.sort(ratios);
    System.out.printf(Locale.ROOT, "median %.2f times%n", ratios[rounds / 2]);
  }

  private static double bare(String rules) throws UndecodableRecord {
    RuleSetRecord set = new RuleSetRecord();
    set.version = "bare";
    set.names = new String[] {"mix.yaml"};
    set.texts = new String[] {rules};
    RulesInForce inForce = new RulesInForce();
    inForce.adopt(set);
    MatchSession session = inForce.newest().session();
    long matched = 0;
    try (RecordReader reader = new RecordReader()) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (byte[] record : records) {
        PayloadMatches found = reader.read(record, RawRecord.SUBSCRIPTION, session);
        for (int event = 0; event < found.matchingCount(); event++) {
          matched += found.patternCount(event);
        }
      }
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      matches = (double) matched / records.length / EVENTS;
      return (end - start) / 1e3 / records.length / EVENTS;
    }
  }

  private static double job(String rules) throws Exception {
    // a record more than the loop has: it starts what is started once
    GatedSource.Records load =
        number ->
            RawRecord.of(
                records[(int) Math.max(0, number - 1)],
                RawRecord.SUBSCRIPTION,
                START + number * EVENTS / EVENTS_PER_MILLISECOND,
                "load",
                Long.toString(number));
    try (LoadedJob job = new LoadedJob(rules, load, 1, "hashmap")) {
      job.send(1, EVENTS);
      return job.send(records.length, EVENTS).cpuMicros();
    }
  }

  private static byte[][] records(int count) {
    TrailGenerator generator = TrailGenerator.of(7);
    EventBuffer buffer = new EventBuffer();
    byte[][] all = new byte[count][];
    String[] messages = new String[EVENTS];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < EVENTS; j++) {
        buffer.clear();
        generator.everyday(START + (i * (long) EVENTS + j) / EVENTS_PER_MILLISECOND, buffer);
        messages[j] = new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8);
      }
      all[i] = Payloads.gzip(Payloads.data(messages));
    }
    return all;
  }
}
