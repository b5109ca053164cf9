package dev.trailwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.exchange.ImportedRules;
import dev.trailwatch.exchange.Importer;
import dev.trailwatch.exchange.TerraformExport;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.NativeGaps;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The module {@code native-alarms} against the engine's own reader: what Terraform plans out of the
 * rule files is what the engine understands them to say.
 */
class NativeAlarmsITCase {
  private static final String MODULE = "modules/native-alarms";

  @Test
  void terraformPlansWhatTheEngineReads() throws Exception {
    assumeTrue(Terraform.isHere("native alarms against the engine's rule reader"));
    Map<String, JsonNode> plans = Terraform.plans(MODULE, "tests/shipped");

    agree(plans.get("live"), Path.of("rules"), Set.of(RuleMode.LIVE));
    agree(plans.get("twins"), Path.of("rules"), Set.of(RuleMode.NATIVE));
    agree(
        plans.get("fixtures"),
        Path.of("deploy", MODULE, "tests/rules"),
        Set.of(RuleMode.LIVE, RuleMode.NATIVE));
  }

  /** What is planned, imported as rules, exported and imported again: nothing changes. */
  @Test
  void thePlanGoesRound() throws Exception {
    assumeTrue(Terraform.isHere("import of a plan, exported and imported again"));
    for (JsonNode plan : Terraform.plans(MODULE, "tests/shipped").values()) {
      // the mocked provider puts a random word where the real one decides at the apply
      String known =
          plan.toString()
              .replaceAll(
                  "(\"evaluate_low_sample_count_percentiles\":)\"(?!evaluate|ignore)[a-z0-9]+\"",
                  "$1null");
      ImportedRules first = Importer.create().terraform("plan", known).rules();
      ReadResult read = RuleFileReader.read(List.of(SourceText.of("imported.yaml", first.text())));
      TerraformExport export = TerraformExport.of(Objects.requireNonNull(read.ruleSet()));
      ImportedRules second = Importer.create().terraform("x.tf.json", export.text()).rules();

      assertThat(first.leftOut()).isEmpty();
      assertThat(export.notNative()).isEmpty();
      assertThat(second.text()).isEqualTo(first.text());
      System.out.printf("imported of the plan: %s; again: %s%n", first, second);
    }
  }

  private static void agree(JsonNode plan, Path folder, Set<RuleMode> modes) throws Exception {
    RuleSet rules = read(folder);
    Map<String, JsonNode> filters = planned(plan, "aws_cloudwatch_log_metric_filter", "name");
    Map<String, JsonNode> alarms = planned(plan, "aws_cloudwatch_metric_alarm", "alarm_name");
    JsonNode notNative = plan.at("/output_changes/not_native/after");

    TreeSet<String> expected = new TreeSet<>();
    TreeMap<String, String> expectedAlarms = new TreeMap<>();
    for (Rule rule : rules.allRules()) {
      if (!isNative(rule, modes)) {
        String reasons = notNative.path(rule.name()).asText();
        assertThat(reasons).as(rule.name()).isNotBlank();
        String own = reasons.replaceAll("its mode is [a-z]+, which modes leaves out(; )?", "");
        assertThat(own.replaceAll("; $", ""))
            .as(rule.name())
            .isEqualTo(String.join("; ", NativeGaps.of(rule)));
        continue;
      }
      expected.add(rule.name());
      JsonNode filter = Objects.requireNonNull(filters.get(rule.name()), rule.name());
      assertThat(pattern(filter)).as(rule.name()).isEqualTo(nativePattern(rule));
      assertThat(metric(filter)).as(rule.name()).isEqualTo(metric(rule));
      rule.alarms().forEach(alarm -> expectedAlarms.put(alarm.name(), arguments(alarm)));
    }
    for (Alarm alarm : rules.allAlarms()) {
      if (alarm.ruleName() == null && !notNative.has(alarm.name())) {
        expectedAlarms.put(alarm.name(), arguments(alarm));
      }
    }

    assertThat(filters.keySet()).isEqualTo(expected);
    TreeMap<String, String> found = new TreeMap<>();
    alarms.forEach((name, alarm) -> found.put(name, arguments(alarm)));
    assertThat(found).isEqualTo(expectedAlarms);
    System.out.printf(
        "%s %s: %d metric filters and %d alarms planned as the engine reads them, %d left out%n",
        folder, modes, filters.size(), alarms.size(), notNative.size());
  }

  /** Whether CloudWatch can do what the rule asks: said here a second time, from the rule. */
  private static boolean isNative(Rule rule, Set<RuleMode> modes) {
    boolean own = rule.nativePattern() != null;
    boolean told = rule.enabled() && modes.contains(rule.mode());
    boolean plain = rule.exceptions().isEmpty() && !rule.extensions();
    boolean oneSeries = rule.metric().dimensions().isEmpty() || rule.alarms().isEmpty();
    return told && (own || plain) && oneSeries && nativePattern(rule).length() <= 1024;
  }

  private static String nativePattern(Rule rule) {
    return Objects.requireNonNullElse(rule.nativePattern(), rule.pattern()).text();
  }

  private static RuleSet read(Path folder) throws Exception {
    ReadResult result = RuleFileReader.read(RuleDirectory.load(folder));
    RuleSet rules = result.ruleSet();
    assertThat(rules).as(result.issues().toString()).isNotNull();
    return Objects.requireNonNull(rules);
  }

  private static Map<String, JsonNode> planned(JsonNode plan, String type, String key) {
    return StreamSupport.stream(plan.get("resource_changes").spliterator(), false)
        .filter(change -> change.get("type").asText().equals(type))
        .map(change -> change.at("/change/after"))
        .collect(
            Collectors.toMap(
                after -> after.get(key).asText(),
                after -> after,
                (first, second) -> {
                  throw new AssertionError(first.get(key) + " is planned twice");
                },
                TreeMap::new));
  }

  private static String pattern(JsonNode filter) {
    return filter.get("pattern").asText();
  }

  private static String metric(JsonNode filter) {
    JsonNode metric = filter.get("metric_transformation").get(0);
    List<String> parts = new ArrayList<>();
    parts.add(metric.get("namespace").asText());
    parts.add(metric.get("name").asText());
    parts.add(metric.get("value").asText());
    JsonNode fallback = metric.path("default_value");
    parts.add(fallback.asText("").isEmpty() ? "null" : String.valueOf(fallback.asDouble()));
    parts.add(unit(metric.path("unit").asText("")));
    return String.join(" | ", parts);
  }

  private static String metric(Rule rule) {
    return String.join(
        " | ",
        rule.metric().namespace(),
        rule.metric().name(),
        rule.metric().valueText(),
        String.valueOf(rule.metric().defaultValue()),
        unit(rule.metric().unit() == null ? "" : rule.metric().unit()));
  }

  /** A filter without a unit is one with the unit None. */
  private static String unit(String unit) {
    return unit.isEmpty() || unit.equals("null") ? "None" : unit;
  }

  private static String arguments(JsonNode alarm) {
    JsonNode extended = alarm.path("extended_statistic");
    JsonNode enough = alarm.path("datapoints_to_alarm");
    return String.join(
        " | ",
        alarm.get("namespace").asText(),
        alarm.get("metric_name").asText(),
        extended.isTextual() ? extended.asText() : alarm.get("statistic").asText(),
        alarm.get("period").asText(),
        enough.isNumber() ? enough.asText() : alarm.get("evaluation_periods").asText(),
        alarm.get("evaluation_periods").asText(),
        alarm.get("comparison_operator").asText(),
        String.valueOf(alarm.get("threshold").asDouble()),
        alarm.get("treat_missing_data").asText(),
        alarm.get("actions_enabled").asText());
  }

  private static String arguments(Alarm alarm) {
    return String.join(
        " | ",
        alarm.namespace(),
        alarm.metricName(),
        alarm.spec().statistic().awsName(),
        String.valueOf(alarm.spec().periodSeconds()),
        String.valueOf(alarm.spec().datapoints()),
        String.valueOf(alarm.spec().evaluationPeriods()),
        alarm.spec().operator().awsName(),
        String.valueOf(alarm.spec().threshold()),
        alarm.spec().missingData().key(),
        String.valueOf(alarm.actionsEnabled()));
  }
}
