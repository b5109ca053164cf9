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
 * Measures what the job costs around its matcher: the time of the whole job, keyed alarms included,
 * beside that of a bare loop in one thread that inflates and matches the same records; by the clock
 * and by the processors, of which the job's alarms have one of their own.
 *
 * <p>{@code JobOverhead [records] [rules] [rounds] [matches] [grouped]}: subscription records of 63
 * events, so many a round; rules of the mix without those that match most, so that at most so many
 * match an event on average; whether alarms are grouped by principal. One job runs all rounds, as
 * it runs for weeks: what the compilers of the virtual machine do is done in the first ones.
 */
public final class JobOverhead {
  private static final int EVENTS = 63;

  /** About what a core carries: time in the trail goes by as fast as on the clock. */
  private static final int EVENTS_PER_MILLISECOND = 250;

  /** Rounds until the compilers have little left to do. */
  private static final int WARM_UP = 5;

  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  private JobOverhead() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 15_000;
    int size = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    double most = args.length > 3 ? Double.parseDouble(args[3]) : 0.63;
    boolean grouped = args.length > 4 && Boolean.parseBoolean(args[4]);
    String rules = RuleMixFile.text(size, most, grouped);
    Everyday everyday = new Everyday();
    int all = (WARM_UP + rounds) * count;
    try (PreparedRecords records = PreparedRecords.of(all, everyday::record);
        LoadedJob job = new LoadedJob(rules, records, 1, "hashmap")) {
      measure(new BareLoop(records, rules), job, count, rounds);
    }
  }

  private static void measure(BareLoop loop, LoadedJob job, int count, int rounds)
      throws Exception {
    double[] times = new double[rounds];
    double[] processorTimes = new double[rounds];
    for (int round = 1 - WARM_UP; round <= rounds; round++) {
      double bare = loop.run(count);
      LoadedJob.Work work = job.send(count, EVENTS);
      double time = 1e6 / work.perSecond() / bare;
      double processorTime = work.cpuMicros() / bare;
      System.out.printf(
          Locale.ROOT,
          "%s: bare loop %.2f us an event, job %.2f us of time, %.2f of processor time:"
              + " %.2f and %.2f times (%.2f matches an event)%n",
          round < 1 ? "warm-up" : "round " + round,
          bare,
          1e6 / work.perSecond(),
          work.cpuMicros(),
          time,
          processorTime,
          loop.matches());
      if (round > 0) {
        times[round - 1] = time;
        processorTimes[round - 1] = processorTime;
      }
    }
    Arrays.sort(times);
    Arrays.sort(processorTimes);
    System.out.printf(
        Locale.ROOT,
        "median: %.2f times the time, %.2f times the processor time%n",
        times[rounds / 2],
        processorTimes[rounds / 2]);
  }

  /** Inflates and matches, and nothing else. */
  private static final class BareLoop {
    private final PreparedRecords records;
    private final MatchSession session;
    private final byte[][] some = new byte[1000][];
    private int at;
    private long matched;

    BareLoop(PreparedRecords records, String rules) {
      this.records = records;
      RuleSetRecord set = new RuleSetRecord();
      set.version = "bare";
      set.names = new String[] {"mix.yaml"};
      set.texts = new String[] {rules};
      RulesInForce inForce = new RulesInForce();
      inForce.adopt(set);
      session = inForce.newest().session();
    }

    /** The processor time that an event of the next records takes, in microseconds. */
    double run(int count) throws UndecodableRecord {
      long time = 0;
      try (RecordReader reader = new RecordReader()) {
        for (int end = at + count; at < end; ) {
          int size = Math.min(some.length, end - at);
          for (int i = 0; i < size; i++) {
            some[i] = records.record(at + i).bytes;
          }
          at += size;
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
      return time / 1e3 / count / EVENTS;
    }

    /** How many rules match an event. */
    double matches() {
      return (double) matched / at / EVENTS;
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
