package dev.trailwatch.job;

import dev.trailwatch.benchmark.RuleMixFile;
import dev.trailwatch.connector.demo.EventBuffer;
import dev.trailwatch.connector.demo.TrailGenerator;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.matcher.MatchSession;
import dev.trailwatch.matcher.PayloadMatches;
import dev.trailwatch.matcher.RecordReader;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures what the job costs around its matcher: the processor time of the whole job, keyed alarms
 * included, beside that of a bare loop that inflates and matches the same records.
 *
 * <p>{@code JobOverhead [records] [rules] [rounds] [matches] [grouped]}: subscription records of 63
 * events; rules of the mix without those that match most, so that at most so many match an event on
 * average; whether alarms are grouped by principal. The first round warms up.
 */
public final class JobOverhead {
  private static final int EVENTS = 63;

  /** About what a core carries: time in the trail goes by as fast as on the clock. */
  private static final int EVENTS_PER_MILLISECOND = 250;

  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  /** How many rules match an event, as the bare loop has counted them. */
  private static double matches;

  private JobOverhead() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int size = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    double most = args.length > 3 ? Double.parseDouble(args[3]) : 0.63;
    boolean grouped = args.length > 4 && Boolean.parseBoolean(args[4]);
    String rules = RuleMixFile.text(size, most, grouped);
    Everyday everyday = new Everyday();
    try (PreparedRecords records = PreparedRecords.of(count, everyday::record)) {
      measure(records, count, rules, rounds);
    }
  }

  private static void measure(PreparedRecords records, int count, String rules, int rounds)
      throws Exception {
    double[] ratios = new double[rounds];
    for (int round = 0; round <= rounds; round++) {
      double bare = bare(records, count, rules);
      double job = job(records, count, rules);
      System.out.printf(
          Locale.ROOT,
          "%s: bare loop %.2f us, job %.2f us of processor time an event: %.2f times"
              + " (%.2f matches an event)%n",
          round == 0 ? "warm-up" : "round " + round,
          bare,
          job,
          job / bare,
          matches);
      if (round > 0) {
        ratios[round - 1] = job / bare;
      }
    }
    Arrays.sort(ratios);
    System.out.printf(Locale.ROOT, "median %.2f times%n", ratios[rounds / 2]);
  }

  private static double bare(PreparedRecords records, int count, String rules)
      throws UndecodableRecord {
    RuleSetRecord set = new RuleSetRecord();
    set.version = "bare";
    set.names = new String[] {"mix.yaml"};
    set.texts = new String[] {rules};
    RulesInForce inForce = new RulesInForce();
    inForce.adopt(set);
    MatchSession session = inForce.newest().session();
    long matched = 0;
    long time = 0;
    byte[][] some = new byte[1000][];
    try (RecordReader reader = new RecordReader()) {
      for (int from = 0; from < count; from += some.length) {
        int size = Math.min(some.length, count - from);
        for (int i = 0; i < size; i++) {
          some[i] = records.record(from + i).bytes;
        }
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < size; i++) {
          PayloadMatches found = reader.read(some[i], RawRecord.SUBSCRIPTION, session);
          for (int event = 0; event < found.matchingCount(); event++) {
            matched += found.patternCount(event);
          }
        }
        time += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      }
    }
    matches = (double) matched / count / EVENTS;
    return time / 1e3 / count / EVENTS;
  }

  /** The first tenth of the records starts what is started once, and what has to be compiled. */
  private static double job(PreparedRecords records, int count, String rules) throws Exception {
    try (LoadedJob job = new LoadedJob(rules, records, 1, "hashmap")) {
      job.send(count / 10, EVENTS);
      return job.send(count - count / 10, EVENTS).cpuMicros();
    }
  }

  /** Everyday events of one trail, a line each. */
  private static final class Everyday {
    private final TrailGenerator generator = TrailGenerator.of(7);
    private final EventBuffer event = new EventBuffer();

    RawRecord record(long number) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream(EVENTS * 1100);
      for (int i = 0; i < EVENTS; i++) {
        event.clear();
        generator.everyday(START + (number * EVENTS + i) / EVENTS_PER_MILLISECOND, event);
        lines.write(event.bytes(), 0, event.length());
        lines.write('\n');
      }
      long arrival = START + number * EVENTS / EVENTS_PER_MILLISECOND;
      String name = Long.toString(number);
      return RawRecord.of(lines.toByteArray(), RawRecord.LINES, arrival, "load", name);
    }
  }
}
