package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.connector.replay.ReplayInputs;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.report.ReplayReport;
import dev.trailwatch.report.ReportTexts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays a real trail of 2,900 records whose true counts for 38 patterns are known. */
class ReplayTruthITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DATA = Path.of("../shared/data");

  @TempDir static Path directory;

  private static JsonNode truth;
  private static List<String> stream;
  private static Path rules;

  @BeforeAll
  static void readTheTruth() throws Exception {
    if (!Files.exists(DATA)) {
      System.out.println("NOT RUN: ReplayTruthITCase needs the recorded trail in " + DATA);
    }
    assumeTrue(Files.exists(DATA));
    truth = JSON.readTree(DATA.resolve("truth-stream.json").toFile()).path("patterns");
    var sample = Files.newInputStream(DATA.resolve("cloudtrail-sample.jsonl.gz"));
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(sample), StandardCharsets.UTF_8))) {
      stream = lines.lines().limit(2900).toList();
    }
    StringBuilder yaml = new StringBuilder("version: 1\nrules:\n");
    truth
        .properties()
        .forEach(
            pattern ->
                yaml.append(
                    """
                      - name: %s
                        pattern: '%s'
                        deduplicate: false
                        alarms:
                          - {alarm_name: %s-60, period: 60, threshold: %d}
                          - {alarm_name: %s-300, period: 300, threshold: %d}
                    """
                        .formatted(
                            pattern.getKey(),
                            pattern.getValue().path("pattern").asText().replace("'", "''"),
                            pattern.getKey(),
                            pattern.getValue().path("threshold").asInt(),
                            pattern.getKey(),
                            pattern.getValue().path("threshold").asInt())));
    rules = Files.writeString(directory.resolve("rules.yaml"), yaml);
  }

  @Test
  void everyCountOfEveryWindowIsTheTrueOneWhateverTheOrderAndLayoutOfTheInput() throws Exception {
    Path lines = Files.write(directory.resolve("lines.jsonl"), stream);
    Result inOrder = replay("in-order", lines);
    compareWithTheTruth(inOrder);

    List<String> shuffled = new ArrayList<>(stream);
    Collections.shuffle(shuffled, new Random(1));
    Result mixed = replay("mixed", Files.write(directory.resolve("mixed.jsonl"), shuffled));
    assertThat(mixed.datapoints).isEqualTo(inOrder.datapoints);
    assertThat(mixed.notices).isEqualTo(inOrder.notices);

    Result layout = replay("layout", trailBucket());
    assertThat(layout.datapoints).isEqualTo(inOrder.datapoints);
    assertThat(layout.notices).isEqualTo(inOrder.notices);
  }

  @Test
  void everyFigureOfTheReportIsTheTrueOneAndTheTuningTableKnowsWhatTheEngineDid() throws Exception {
    Path lines = Files.write(directory.resolve("reported.jsonl"), stream);
    RuleLocation location = RuleLocation.read(List.of(rules), LocalDate.of(2026, 3, 1));
    ReplayJob job =
        new ReplayJob(
            location.record(), ReplayInputs.resolve(List.of(lines.toString())).files(), 2);
    Map<String, ReportTexts.Rule> shown;
    Map<String, Long> transitions = new TreeMap<>();
    try (ReplayHistory history = job.history()) {
      ReplayReport report = new ReplayReport(location.ruleSet(), job.run().totals().build());
      history.forEach(location.ruleSet(), report::add);
      history.spans().forEach(span -> transitions.merge(span.alarm(), 1L, Long::sum));
      shown = ReportTexts.rules(report.html());
    }
    assertThat(shown).hasSize(38);
    for (Map.Entry<String, JsonNode> pattern : truth.properties()) {
      String name = pattern.getKey();
      JsonNode expected = pattern.getValue();
      ReportTexts.Rule rule = shown.get(name);
      assertThat(rule.events()).as(name).isEqualTo(expected.path("matches").asLong());
      long alarms = 0;
      for (int period : new int[] {60, 300}) {
        String alarm = name + "-" + period;
        assertThat(rule.breaching().get(alarm))
            .as(alarm)
            .isEqualTo(expected.path("alarmStarts").path(Integer.toString(period)).size());
        long went = transitions.getOrDefault(alarm, 0L);
        alarms += went;
        if (rule.events() > 0) {
          assertThat(rule.asTuned().get(alarm)).as(alarm).isEqualTo(went);
        }
      }
      assertThat(rule.alarms()).as(name).isEqualTo(alarms);
    }
  }

  private static void compareWithTheTruth(Result result) throws Exception {
    Map<String, TreeMap<Long, Double>> sums = new TreeMap<>();
    for (String line : result.datapoints.lines().toList()) {
      JsonNode point = JSON.readTree(line);
      sums.computeIfAbsent(
              point.path("rule").asText() + "-" + point.path("period").asInt(),
              series -> new TreeMap<>())
          .put(
              Instant.parse(point.path("start").asText()).toEpochMilli(),
              point.path("sum").asDouble());
    }
    Map<String, List<String>> transitions = new TreeMap<>();
    for (String line : result.notices.lines().toList()) {
      JsonNode notice = JSON.readTree(line);
      String change = notice.path("NewStateValue").asText();
      Instant at = Instant.parse(notice.path("StateChangeTime").asText().replace("+0000", "Z"));
      transitions
          .computeIfAbsent(notice.path("AlarmName").asText(), alarm -> new ArrayList<>())
          .add(change + " " + at);
    }
    int series = 0;
    for (Map.Entry<String, JsonNode> pattern : truth.properties()) {
      for (int period : new int[] {60, 300}) {
        series++;
        String name = pattern.getKey() + "-" + period;
        TreeMap<Long, Double> found = sums.getOrDefault(name, new TreeMap<>());
        TreeMap<Long, Double> expected = new TreeMap<>();
        pattern
            .getValue()
            .path("windows")
            .path(Integer.toString(period))
            .properties()
            .forEach(
                window ->
                    expected.put(
                        Instant.parse(window.getKey()).toEpochMilli(),
                        window.getValue().asDouble()));
        assertThat(found).as(name).isEqualTo(expected);
        double threshold = pattern.getValue().path("threshold").asDouble();
        TreeSet<String> starts = new TreeSet<>();
        found.forEach(
            (start, sum) -> {
              if (sum >= threshold) {
                starts.add(Instant.ofEpochMilli(start).toString());
              }
            });
        TreeSet<String> alarmStarts = new TreeSet<>();
        pattern
            .getValue()
            .path("alarmStarts")
            .path(Integer.toString(period))
            .forEach(start -> alarmStarts.add(start.asText()));
        assertThat(starts).as(name).isEqualTo(alarmStarts);
        assertThat(transitions.getOrDefault(name, List.of()))
            .as(name)
            .isEqualTo(evaluated(found, period, threshold));
      }
    }
    assertThat(series).isEqualTo(76);
  }

  /** What the pure evaluator says of a series: ALARM and the OK that follows, by period end. */
  private static List<String> evaluated(
      NavigableMap<Long, Double> sums, int period, double threshold) {
    List<String> told = new ArrayList<>();
    AlarmSpec spec =
        AlarmSpec.builder().periodSeconds(period).evaluationPeriods(1).threshold(threshold).build();
    AlarmState state = AlarmState.OK;
    if (sums.isEmpty()) {
      return told;
    }
    long millis = period * 1000L;
    for (long end = sums.firstKey() + millis; end <= sums.lastKey() + 3 * millis; end += millis) {
      Double sum = sums.get(end - millis);
      List<Datapoint> window =
          sum == null ? List.of() : List.of(Datapoint.of(end - millis, Summary.of(sum)));
      AlarmState next = AlarmEvaluator.evaluate(spec, window, end, state).state();
      if (next != state) {
        told.add(next + " " + Instant.ofEpochMilli(end));
      }
      state = next;
    }
    return told;
  }

  /** The same records as CloudTrail leaves them in a bucket: gzip files by day and delivery. */
  private static Path trailBucket() throws Exception {
    Path bucket = directory.resolve("bucket");
    for (int from = 0; from < stream.size(); from += 170) {
      List<String> records = stream.subList(from, Math.min(stream.size(), from + 170));
      Path file =
          bucket.resolve(
              "AWSLogs/123837392027/CloudTrail/us-east-1/2023/07/10/"
                  + "123837392027_CloudTrail_us-east-1_20230710T12%02dZ_x%d.json.gz"
                      .formatted(from / 170, from));
      Files.createDirectories(file.getParent());
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(
            ("{\"Records\":[" + String.join(",", records) + "]}").getBytes(StandardCharsets.UTF_8));
      }
    }
    return bucket;
  }

  private record Result(String datapoints, String notices) {}

  private static Result replay(String name, Path input) throws Exception {
    Path datapoints = directory.resolve(name + ".datapoints");
    Path notices = directory.resolve(name + ".notices");
    ReplayJob.Outcome outcome =
        new ReplayJob(
                RuleLocation.read(List.of(rules), LocalDate.of(2026, 3, 1)).record(),
                ReplayInputs.resolve(List.of(input.toString())).files(),
                2)
            .datapoints(datapoints)
            .output(notices)
            .run();
    assertThat(outcome.count("eventsIn")).isEqualTo(2900);
    assertThat(outcome.count("eventsMatched") + outcome.count("eventsUnmatched")).isEqualTo(2900);
    assertThat(outcome.count("recordsIn")).isEqualTo(outcome.count("recordsDecoded"));
    return new Result(Files.readString(datapoints), Files.readString(notices));
  }
}
