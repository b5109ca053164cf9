package dev.trailwatch.job;

import java.util.Locale;

/**
 * Measures what a rule that every event matches costs beside one that none matches.
 *
 * <p>{@code HotRule [events] [parallelism] [rounds]}: partial sums are to keep the two together.
 */
public final class HotRule {
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
    for (int round = 0; round <= rounds; round++) {
      LoadedJob.Work never = measure("never", events, parallelism);
      LoadedJob.Work always = measure("*", events, parallelism);
      System.out.printf(
          Locale.ROOT,
          "%s: never %,.0f events/s, %.2f us; always %,.0f events/s, %.2f us: %.2f times%n",
          round == 0 ? "warm-up" : "round " + round,
          never.perSecond(),
          never.cpuMicros(),
          always.perSecond(),
          always.cpuMicros(),
          always.cpuMicros() / never.cpuMicros());
    }
  }

  private static LoadedJob.Work measure(String version, long events, int parallelism)
      throws Exception {
    LoadRecords records = new LoadRecords(1, 0);
    try (LoadedJob job = new LoadedJob(RULES.formatted(version), records, parallelism, "hashmap")) {
      job.send(500, LoadRecords.EVENTS);
      LoadedJob.Work work = job.send(events / LoadRecords.EVENTS, LoadRecords.EVENTS);
      long matched = job.metric("eventsMatched");
      if (version.equals("*") != matched > 0) {
        throw new IllegalStateException(matched + " events matched " + version);
      }
      return work;
    }
  }
}
