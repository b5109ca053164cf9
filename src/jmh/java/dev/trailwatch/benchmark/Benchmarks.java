package dev.trailwatch.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks some times over and writes how they compare.
 *
 * <p>Usage: {@code java -jar target/benchmarks.jar [rounds] [seconds]}. Figures are processor time
 * of the measured thread; a ratio is the median over the rounds, and its noise is the largest
 * distance of a round from it.
 */
public final class Benchmarks {
  private static final Path RATIOS = Path.of("target", "benchmark-ratios.json");

  /** All rules that ship. */
  private static final int SHIPPED = ShippedRules.patterns().size();

  private final int rounds;
  private final int seconds;

  /** By benchmark and rules: a figure for each round. */
  private final Map<String, List<Double>> micros = new TreeMap<>();

  private final Map<String, List<Double>> bytes = new TreeMap<>();

  private Benchmarks(int rounds, int seconds) {
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /** Runs. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    new Benchmarks(rounds, seconds).run();
  }

  private void run() throws RunnerException, IOException {
    for (int round = 0; round < rounds; round++) {
      run("BaseBenchmark", "mix-1000");
      run(
          "MatchBenchmark.(plain|escaped|fullZlib|fullPlainJava)",
          "mix-15",
          "mix-100",
          "mix-1000",
          "mix-10000");
      run("MatchBenchmark.eventRuler", "mix-1000", "mix-10000");
      run(
          "MatchBenchmark.(plain|eventRuler)",
          "nowildcards-1000",
          "equality-1000",
          "unselective-1002");
      run("MatchBenchmark.trees", "mix-1000");
      run("MatchBenchmark.(plain|escaped|fullZlib)", "shipped-" + SHIPPED);
      compile("cold", 0);
      compile("warm", 10);
    }
    List<Ratio> ratios = ratios();
    micros.forEach(
        (name, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-32s %10.3f us/event %10.1f bytes/event%n",
                name,
                median(all),
                median(bytes.get(name))));
    System.out.println();
    ratios.forEach(System.out::println);
    Files.createDirectories(RATIOS.toAbsolutePath().getParent());
    Files.writeString(RATIOS, json(ratios), StandardCharsets.UTF_8);
    System.out.println("written to " + RATIOS);
  }

  private void run(String include, String... rules) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(include.replace(".", "\\."))
        .param("rules", rules)
        .forks(1)
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(2L * seconds))
        .measurementIterations(2)
        .measurementTime(TimeValue.seconds(seconds))
        .jvmArgs("-Xmx2g", "-XX:+UseSerialGC")
        .verbosity(VerboseMode.SILENT);
    run(options);
  }

  /** Compiles 10,000 rules once, in a new process or after some warm-up. */
  private void compile(String name, int warmups) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("CompileBenchmark")
        .forks(1)
        .warmupIterations(warmups)
        .measurementIterations(1)
        .jvmArgs("-Xmx2g", "-XX:+UseSerialGC")
        .verbosity(VerboseMode.SILENT);
    for (RunResult result : new Runner(options.build()).run()) {
      note("compile 10000 " + name, score(result, "cpuNanos") / 1000, score(result, "allocated"));
    }
  }

  private void run(OptionsBuilder options) throws RunnerException {
    for (RunResult result : new Runner(options.build()).run()) {
      String method = result.getParams().getBenchmark();
      String parameter = result.getParams().getParam("rules");
      String name =
          method.substring(method.lastIndexOf('.') + 1)
              + (method.contains("Base") ? "" : " " + parameter);
      double events = score(result, "events");
      double cpu = score(result, "cpuNanos") / events / 1000;
      note(name, cpu, score(result, "allocated") / events);
    }
  }

  private void note(String name, double cpu, double allocated) {
    micros.computeIfAbsent(name, key -> new ArrayList<>()).add(cpu);
    bytes.computeIfAbsent(name, key -> new ArrayList<>()).add(allocated);
    System.err.printf(Locale.ROOT, "%s: %.3f us/event%n", name, cpu);
  }

  private static double score(RunResult result, String counter) {
    return result.getSecondaryResults().get(counter).getScore();
  }

  private List<Ratio> ratios() {
    List<Ratio> all = new ArrayList<>();
    for (String what : List.of("escaped", "fullZlib")) {
      all.add(
          lower(
              what + ", all shipped rules / 15",
              what + " shipped-" + SHIPPED,
              what + " mix-15",
              1.3,
              1.1));
    }
    all.add(
        lower("match 1000 plain / Jackson tokens", "plain mix-1000", "jacksonTokens", 0.9, 0.5));
    all.add(
        lower("match 1000 escaped / Jackson tokens", "escaped mix-1000", "jacksonTokens", 1, 0.5));
    all.add(higher("Event Ruler / match 1000", "eventRuler mix-1000", "plain mix-1000", 30, 60));
    all.add(
        higher(
            "Event Ruler / match 1000, no wildcards",
            "eventRuler nowildcards-1000",
            "plain nowildcards-1000",
            12,
            25));
    all.add(
        higher(
            "Event Ruler / match 1000, equality",
            "eventRuler equality-1000",
            "plain equality-1000",
            5,
            8));
    all.add(
        higher("Event Ruler / match 10000", "eventRuler mix-10000", "plain mix-10000", 250, 500));
    all.add(
        higher(
            "Event Ruler / match 1002, unselective",
            "eventRuler unselective-1002",
            "plain unselective-1002",
            2,
            9));
    all.add(higher("trees / match 1000", "trees mix-1000", "plain mix-1000", 40, 80));
    all.add(lower("match 10000 / match 15", "escaped mix-10000", "escaped mix-15", 2.8, 1.5));
    all.add(
        lower("full path 10000 / full path 15", "fullZlib mix-10000", "fullZlib mix-15", 1.5, 1.2));
    all.add(higher("Inflater / full path 1000", "inflaterAlone", "fullZlib mix-1000", 0.56, 0.65));
    all.add(higher("Inflater / full path 15", "inflaterAlone", "fullZlib mix-15", 0.65, 0.75));
    all.add(
        higher(
            "Inflater / full path 1000, own decoder",
            "inflaterAlone",
            "fullPlainJava mix-1000",
            0.72,
            1));
    all.add(
        higher(
            "Inflater / full path 15, own decoder",
            "inflaterAlone",
            "fullPlainJava mix-15",
            0.78,
            1));
    all.add(higher("Inflater / own decoder alone", "inflaterAlone", "plainJavaAlone", 1, 1.5));
    List<Double> allocated = bytes.get("fullPlainJava mix-1000");
    all.add(new Ratio("bytes allocated per event", allocated, 64, 0, true));
    for (String warmth : List.of("cold", "warm")) {
      List<Double> seconds = new ArrayList<>();
      micros.get("compile 10000 " + warmth).forEach(one -> seconds.add(one / 1e6));
      all.add(new Ratio("seconds to compile 10000 rules, " + warmth, seconds, 1, 0.5, true));
    }
    return all;
  }

  private Ratio lower(String name, String above, String below, double hold, double reach) {
    return new Ratio(name, divided(above, below), hold, reach, true);
  }

  private Ratio higher(String name, String above, String below, double hold, double reach) {
    return new Ratio(name, divided(above, below), hold, reach, false);
  }

  private List<Double> divided(String above, String below) {
    List<Double> result = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      result.add(micros.get(above).get(round) / micros.get(below).get(round));
    }
    return result;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(sorted).skip((sorted.length - 1) / 2).findFirst().orElseThrow();
  }

  private static String json(List<Ratio> ratios) {
    StringBuilder out = new StringBuilder("{\n");
    for (Ratio ratio : ratios) {
      out.append(out.length() == 2 ? "" : ",\n").append(ratio.json());
    }
    return out.append("\n}\n").toString();
  }

  private static final class Ratio {
    private final String name;
    private final double value;
    private final double noise;
    private final double hold;
    private final double reach;
    private final boolean lowerIsBetter;

    Ratio(String name, List<Double> rounds, double hold, double reach, boolean lowerIsBetter) {
      this.name = name;
      this.value = median(rounds);
      this.noise = rounds.stream().mapToDouble(one -> Math.abs(one - value)).max().orElse(0);
      this.hold = hold;
      this.reach = reach;
      this.lowerIsBetter = lowerIsBetter;
    }

    /** Better than the bound, or worse by no more than the noise. */
    private boolean ok() {
      return lowerIsBetter ? value <= hold + noise : value >= hold - noise;
    }

    String json() {
      return String.format(
          Locale.ROOT,
          "  \"%s\": {\"value\": %.3f, \"hold\": %s, \"reach\": %s, \"noise\": %.3f,"
              + " \"better\": \"%s\", \"ok\": %s}",
          name,
          value,
          hold,
          reach,
          noise,
          lowerIsBetter ? "lower" : "higher",
          ok());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-42s %9.3f +-%.3f  hold %s %s, reach %s  %s",
          name,
          value,
          noise,
          lowerIsBetter ? "<=" : ">=",
          hold,
          reach,
          ok() ? "ok" : "MISSED");
    }
  }
}
