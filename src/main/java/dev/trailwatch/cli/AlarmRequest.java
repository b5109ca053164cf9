package dev.trailwatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.ComparisonOperator;
import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.alarm.Verdict;
import dev.trailwatch.metric.Measurement;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.notification.StateReasonData;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One question to {@code evaluate-alarm}: an alarm, its state, and datapoints to judge. */
final class AlarmRequest {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> KEYS =
      Set.of("alarm", "initialState", "datapoints", "evaluations", "firstPeriodStart");
  private static final Set<String> DECIDING =
      Set.of(
          "Statistic",
          "ExtendedStatistic",
          "Period",
          "EvaluationPeriods",
          "DatapointsToAlarm",
          "Threshold",
          "ComparisonOperator",
          "TreatMissingData",
          "EvaluateLowSampleCountPercentile",
          "EvaluationRange",
          "Unit");

  /** Keys of put-metric-alarm that change no state. */
  private static final Set<String> OTHER =
      Set.of(
          "ActionsEnabled",
          "AlarmActions",
          "AlarmDescription",
          "AlarmName",
          "Dimensions",
          "EvaluationWindow",
          "InsufficientDataActions",
          "MetricName",
          "Namespace",
          "OKActions",
          "Tags");

  private static final long ENOUGH_SAMPLES = Long.MAX_VALUE;
  private static final long FIRST_PERIOD_START = 0;

  private final AlarmSpec spec;
  private final AlarmState initialState;
  private final List<@Nullable Measurement> datapoints;
  private final int evaluations;
  private final long firstPeriodStart;
  private final @Nullable String unit;

  private AlarmRequest(JsonNode root) throws RefusedRequestException {
    if (!root.isObject()) {
      throw RefusedRequestException.malformed("a request is a JSON object");
    }
    requireKnown(root, KEYS, Set.of());
    JsonNode alarm = root.path("alarm");
    if (!alarm.isObject()) {
      throw RefusedRequestException.malformed("\"alarm\" is missing, expected a JSON object");
    }
    requireKnown(alarm, DECIDING, OTHER);
    this.spec = spec(alarm);
    this.unit = text(alarm, "Unit");
    this.initialState = state(text(root, "initialState"));
    this.firstPeriodStart = time(text(root, "firstPeriodStart"));
    this.datapoints = datapoints(root.path("datapoints"), spec, firstPeriodStart);
    Integer asked = integer(root, "evaluations");
    this.evaluations = asked == null ? 1 : asked;
    if (evaluations < 1 || evaluations > datapoints.size()) {
      throw RefusedRequestException.invalid(
          "\"evaluations\" must lie between 1 and the number of datapoints, "
              + datapoints.size()
              + ", not "
              + evaluations);
    }
  }

  /** The request that a JSON text makes. */
  static AlarmRequest parse(String json) throws RefusedRequestException {
    try {
      return new AlarmRequest(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw RefusedRequestException.malformed("no JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw RefusedRequestException.invalid(String.valueOf(e.getMessage()));
    }
  }

  /** The states that the alarm goes through, and its transitions with their reasons. */
  ObjectNode answer(boolean withReasonData) {
    ObjectNode answer = MAPPER.createObjectNode();
    ArrayNode states = answer.putArray("states");
    ArrayNode transitions = answer.putArray("transitions");
    AlarmState state = initialState;
    for (int i = 0; i < evaluations; i++) {
      int newest = datapoints.size() - evaluations + i;
      long periodEnd = firstPeriodStart + (newest + 1) * spec.period().millis();
      Verdict verdict = AlarmEvaluator.evaluateMeasured(spec, range(newest), periodEnd, state);
      states.add(verdict.state().name());
      if (verdict.isTransition()) {
        ObjectNode transition = transitions.addObject();
        transition.put("evaluation", i);
        transition.put("oldState", state.name());
        transition.put("newState", verdict.state().name());
        transition.put("stateReason", verdict.reason());
        if (withReasonData) {
          transition.put("stateReasonData", StateReasonData.of(verdict, unit, periodEnd));
        }
      }
      state = verdict.state();
    }
    return answer;
  }

  /** What is there in the evaluation range whose newest period has the index, newest first. */
  private List<Measurement> range(int newest) {
    List<Measurement> range = new ArrayList<>();
    for (int i = newest; i >= 0 && i > newest - spec.evaluationRange(); i--) {
      Measurement datapoint = datapoints.get(i);
      if (datapoint != null) {
        range.add(datapoint);
      }
    }
    return range;
  }

  private static void requireKnown(JsonNode object, Set<String> keys, Set<String> others)
      throws RefusedRequestException {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name) && !others.contains(name)) {
        throw RefusedRequestException.malformed(
            "unknown key \"" + name + "\", expected one of " + new TreeSet<>(keys));
      }
    }
  }

  private static AlarmSpec spec(JsonNode alarm) throws RefusedRequestException {
    int period = required(integer(alarm, "Period"), "Period");
    int evaluationPeriods = required(integer(alarm, "EvaluationPeriods"), "EvaluationPeriods");
    Integer range = integer(alarm, "EvaluationRange");
    String missing = text(alarm, "TreatMissingData");
    String lowSamples = text(alarm, "EvaluateLowSampleCountPercentile");
    if (lowSamples != null && !lowSamples.equals("evaluate") && !lowSamples.equals("ignore")) {
      throw RefusedRequestException.invalid(
          "\"EvaluateLowSampleCountPercentile\" must be evaluate or ignore, not \""
              + lowSamples
              + "\"");
    }
    if (evaluationPeriods < 1) {
      throw RefusedRequestException.invalid(
          "\"EvaluationPeriods\" must be at least 1, not " + evaluationPeriods);
    }
    AlarmSpec.Builder builder =
        AlarmSpec.builder()
            .statistic(statistic(alarm))
            .periodSeconds(period)
            .evaluationPeriods(evaluationPeriods)
            .datapointsToAlarm(integer(alarm, "DatapointsToAlarm"))
            .operator(
                ComparisonOperator.parse(
                    required(text(alarm, "ComparisonOperator"), "ComparisonOperator")))
            .threshold(required(number(alarm, "Threshold"), "Threshold"))
            .missingData(missing == null ? MissingData.MISSING : MissingData.parse(missing))
            .lowSampleIgnore("ignore".equals(lowSamples));
    return builder
        .evaluationRange(
            range == null ? AlarmSpec.cloudWatchEvaluationRange(period, evaluationPeriods) : range)
        .build();
  }

  private static Statistic statistic(JsonNode alarm) throws RefusedRequestException {
    String plain = text(alarm, "Statistic");
    String extended = text(alarm, "ExtendedStatistic");
    if ((plain == null) == (extended == null)) {
      throw RefusedRequestException.invalid(
          "an alarm has either a \"Statistic\" or an \"ExtendedStatistic\"");
    }
    Statistic statistic = Statistic.parse(plain != null ? plain : String.valueOf(extended));
    if (statistic.isPercentile() == (plain != null)) {
      throw RefusedRequestException.invalid(
          "\""
              + statistic
              + "\" belongs into \""
              + (plain != null ? "Extended" : "")
              + "Statistic\"");
    }
    return statistic;
  }

  private static AlarmState state(@Nullable String name) throws RefusedRequestException {
    for (AlarmState state : AlarmState.values()) {
      if (name == null || state.name().equals(name)) {
        return name == null ? AlarmState.INSUFFICIENT_DATA : state;
      }
    }
    throw RefusedRequestException.invalid(
        "\"initialState\" must be OK, ALARM or INSUFFICIENT_DATA, not \"" + name + "\"");
  }

  private static long time(@Nullable String text) throws RefusedRequestException {
    if (text == null) {
      return FIRST_PERIOD_START;
    }
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw RefusedRequestException.invalid(
          "\"firstPeriodStart\" must be a time such as 2026-01-01T00:00:00Z, not \"" + text + "\"");
    }
  }

  private static List<@Nullable Measurement> datapoints(
      JsonNode array, AlarmSpec spec, long firstStart) throws RefusedRequestException {
    if (!array.isArray()) {
      throw RefusedRequestException.malformed(
          "\"datapoints\" is missing, expected an array of numbers and nulls, oldest first");
    }
    List<@Nullable Measurement> datapoints = new ArrayList<>(array.size());
    for (JsonNode entry : array) {
      long start = firstStart + datapoints.size() * spec.period().millis();
      if (entry.isNull()) {
        datapoints.add(null);
      } else if (entry.isObject()) {
        requireKnown(entry, Set.of("Value", "SampleCount"), Set.of());
        double value = required(number(entry, "Value"), "Value");
        double samples = required(number(entry, "SampleCount"), "SampleCount");
        datapoints.add(Measurement.of(start, value, (long) samples));
      } else if (entry.isNumber() && Double.isFinite(entry.doubleValue())) {
        datapoints.add(Measurement.of(start, entry.doubleValue(), ENOUGH_SAMPLES));
      } else {
        throw RefusedRequestException.malformed(
            "a datapoint is a number, null, or {\"Value\": 1.5, \"SampleCount\": 12}, not "
                + entry);
      }
    }
    return datapoints;
  }

  private static @Nullable String text(JsonNode object, String key) throws RefusedRequestException {
    JsonNode value = object.get(key);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw RefusedRequestException.malformed("\"" + key + "\" must be a text, not " + value);
    }
    return value.textValue();
  }

  private static @Nullable Double number(JsonNode object, String key)
      throws RefusedRequestException {
    JsonNode value = object.get(key);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isNumber()) {
      throw RefusedRequestException.malformed("\"" + key + "\" must be a number, not " + value);
    }
    return value.doubleValue();
  }

  private static @Nullable Integer integer(JsonNode object, String key)
      throws RefusedRequestException {
    Double number = number(object, key);
    if (number == null) {
      return null;
    }
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw RefusedRequestException.malformed(
          "\"" + key + "\" must be a whole number, not " + object.get(key));
    }
    return number.intValue();
  }

  private static <T> T required(@Nullable T value, String key) throws RefusedRequestException {
    if (value == null) {
      throw RefusedRequestException.malformed("\"" + key + "\" is missing");
    }
    return value;
  }
}
