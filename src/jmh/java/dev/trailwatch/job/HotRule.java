package dev.trailwatch.job;

import java.util.Locale;

/**
 * Measures what a rule that every event matches costs beside one that none matches.
 *
 * <p>{@code HotRule [events] [parallelism] [rounds]}: partial sums are to keep the two together.
 */
public final class HotRule {
  /** Rounds until the compilers of the virtual machine have little left to do. */
  private static final int WARM_UP = 3;

  private static final String RULES =
      """
      version: 1
      rules:
        - name: hot
          pattern: '{ $.eventVersion = "%s" }'
          alarm: {period: 60, threshold: 1e12}
      """;

  private HotRule() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    long events = args.length > 0 ? Long.parseLong(args[0]) : 3_000_000;
    int parallelism = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    long first = events / LoadRecords.EVENTS / 10;
    long then = events / LoadRecords.EVENTS;
    try (PreparedRecords records = new LoadRecords(1, 0).prepare(first + then)) {
      for (int round = 1 - WARM_UP; round <= rounds; round++) {
        LoadedJob.Work never = measure("never", records, first, then, parallelism);
        LoadedJob.Work always = measure("*", records, first, then, parallelism);
        System.out.printf(
            Locale.ROOT,
            "%s: never %,.0f events/s, %.2f us of processor time an event;"
                + " always %,.0f events/s, %.2f us: %.2f of the throughput, %.2f times the time%n",
            round < 1 ? "warm-up" : "round " + round,
            never.perSecond(),
            never.cpuMicros(),
            always.perSecond(),
            always.cpuMicros(),
            always.perSecond() / never.perSecond(),
            always.cpuMicros() / never.cpuMicros());
      }
    }
  }

  private static LoadedJob.Work measure(
      String version, PreparedRecords records, long first, long then, int parallelism)
      throws Exception {
    try (LoadedJob job = new LoadedJob(RULES.formatted(version), records, parallelism, "hashmap")) {
      job.send(first, LoadRecords.EVENTS);
      LoadedJob.Work work = job.send(then, LoadRecords.EVENTS);
      long matched = job.metric("eventsMatched");
      if (version.equals("*") != matched > 0) {
        throw new IllegalStateException(matched + " events matched " + version);
      }
      return work;
    }
  }
}
