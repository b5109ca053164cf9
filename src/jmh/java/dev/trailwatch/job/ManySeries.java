package dev.trailwatch.job;

import java.util.Locale;

/**
 * Measures what the series of one grouped rule cost: bytes each, and the job's events a second
 * beside the same load on a thousand series.
 *
 * <p>{@code ManySeries [series] [events] [hashmap|rocksdb] [parallelism]}: one refused call of each
 * principal, then the events, of which every tenth is a refused call of any of them.
 */
public final class ManySeries {
  private static final int FEW = 1_000;

  /**
   * Records of ten minutes: all series that were filled end their first period at once, which no
   * stream does.
   */
  private static final long SETTLING = 10 * 60_000 / LoadRecords.EVENTS;

  private static final String RULES =
      """
      version: 1
      rules:
        - name: denied
          pattern: '{ $.errorCode = "LoadDenied" }'
          metric: {dimensions: {Principal: '@principal'}}
          alarm: {period: 300, threshold: 5, group_by: [Principal], max_series: 10000000}
      """;

  private ManySeries() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    int series = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    long events = args.length > 1 ? Long.parseLong(args[1]) : 6_000_000;
    String backend = args.length > 2 ? args[2] : "hashmap";
    int parallelism = args.length > 3 ? Integer.parseInt(args[3]) : 2;
    measure(FEW, events / 2, backend, parallelism);
    double few = measure(FEW, events, backend, parallelism);
    double many = measure(series, events, backend, parallelism);
    System.out.printf(
        Locale.ROOT, "%,d series to %,d: %.2f times the processor time%n", series, FEW, many / few);
  }

  private static double measure(int series, long events, String backend, int parallelism)
      throws Exception {
    LoadRecords load = new LoadRecords(series, 10);
    long wanted = load.filling() + SETTLING + events / LoadRecords.EVENTS;
    try (PreparedRecords records = load.prepare(wanted);
        LoadedJob job = new LoadedJob(RULES, records, parallelism, backend)) {
      job.send(1, LoadRecords.EVENTS);
      job.awaitSeries(LoadRecords.EVENTS);
      long before = LoadedJob.heap();
      job.send(load.filling() - 1, LoadRecords.EVENTS);
      job.awaitSeries(series);
      double bytes = (double) (LoadedJob.heap() - before) / (series - LoadRecords.EVENTS);
      job.send(SETTLING, LoadRecords.EVENTS);
      LoadedJob.Work work = job.send(events / LoadRecords.EVENTS, LoadRecords.EVENTS);
      double later = (double) (LoadedJob.heap() - before) / series;
      System.out.printf(
          Locale.ROOT,
          "%,d series, %s: %,.0f events/s, %.2f us of processor time an event;"
              + " %.0f bytes of heap a series with one event, %.0f at the end; %.0f on disk%n",
          series,
          backend,
          work.perSecond(),
          work.cpuMicros(),
          bytes,
          later,
          (double) job.stateSize() / series);
      return work.cpuMicros();
    }
  }
}
