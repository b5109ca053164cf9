package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.cases.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateAlarmTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ALARM =
      "{'Statistic':'Sum','Period':300,'EvaluationPeriods':3,'DatapointsToAlarm':2,'Threshold':5,"
          + "'ComparisonOperator':'GreaterThanThreshold','TreatMissingData':'missing'}";

  @TempDir private Path directory;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();

  private int run(String input, String... args) {
    String[] line = new String[args.length + 1];
    line[0] = "evaluate-alarm";
    System.arraycopy(args, 0, line, 1, args.length);
    CommandRun run = CommandRun.withInput(input, line);
    out.append(run.out());
    err.append(run.err());
    return run.exitCode();
  }

  private JsonNode answer(String request) throws IOException {
    out.setLength(0);
    assertThat(run(request.replace('\'', '"') + "\n", "--cli-input-json", "-")).isZero();
    return MAPPER.readTree(out.toString());
  }

  @Test
  void everyCaseOfAlarmStatesIsAnsweredLineByLine() throws IOException {
    List<JsonNode> cases = JsonLines.resource("/alarm/alarm-states.jsonl");
    StringBuilder requests = new StringBuilder();
    cases.forEach(testCase -> requests.append(request(testCase)).append('\n'));

    assertThat(run(requests.toString(), "--cli-input-json", "-")).isZero();

    List<String> answers = out.toString().lines().toList();
    assertThat(answers).hasSize(153);
    for (int i = 0; i < cases.size(); i++) {
      JsonNode answer = MAPPER.readTree(answers.get(i));
      JsonNode testCase = cases.get(i);
      assertThat(answer.get("states"))
          .as(testCase.get("id").asText())
          .isEqualTo(testCase.get("expectStates"));
      JsonNode expected = testCase.get("expectTransitions");
      assertThat(answer.get("transitions")).hasSize(expected.size());
      for (int j = 0; j < expected.size(); j++) {
        JsonNode transition = answer.get("transitions").get(j);
        assertThat(transition.get("evaluation")).isEqualTo(expected.get(j).get(0));
        assertThat(transition.get("oldState")).isEqualTo(expected.get(j).get(1));
        assertThat(transition.get("newState")).isEqualTo(expected.get(j).get(2));
        assertThat(transition.get("stateReason").asText()).endsWith(".");
      }
    }
  }

  private static ObjectNode request(JsonNode testCase) {
    ObjectNode request = MAPPER.createObjectNode();
    ObjectNode alarm = request.putObject("alarm");
    for (Map.Entry<String, JsonNode> key : testCase.get("alarm").properties()) {
      alarm.set(
          Character.toUpperCase(key.getKey().charAt(0)) + key.getKey().substring(1),
          key.getValue());
    }
    if (testCase.has("evaluationRange")) {
      alarm.set("EvaluationRange", testCase.get("evaluationRange"));
    }
    request.set("initialState", testCase.get("initialState"));
    request.set("datapoints", testCase.get("datapoints"));
    request.put("evaluations", testCase.get("expectStates").size());
    return request;
  }

  @Test
  void aTransitionIsToldWithItsReason() throws IOException {
    JsonNode answer =
        answer(
            "{'alarm':"
                + ALARM
                + ",'initialState':'OK','datapoints':[9,0,9],"
                + "'firstPeriodStart':'2026-01-01T00:00:00Z'}");

    assertThat(answer)
        .hasToString(
            ("{'states':['ALARM'],'transitions':[{'evaluation':0,'oldState':'OK',"
                    + "'newState':'ALARM','stateReason':'Threshold Crossed: 2 out of the last 3"
                    + " datapoints [9.0 (01/01/26 00:10:00), 9.0 (01/01/26 00:00:00)] were greater"
                    + " than the threshold (5.0) (minimum 2 datapoints for OK -> ALARM"
                    + " transition).'}]}")
                .replace('\'', '"'));
  }

  @Test
  void withoutAnythingElseOneEvaluationStartsFromInsufficientData() throws IOException {
    JsonNode answer = answer("{'alarm':" + ALARM + ",'datapoints':[0]}");

    assertThat(answer.get("transitions").get(0).get("oldState").asText())
        .isEqualTo("INSUFFICIENT_DATA");
  }

  @Test
  void theRequestMayStandInTheCommandLine() throws IOException {
    String request = ("{'alarm':" + ALARM + ",'datapoints':[9,9]}").replace('\'', '"');

    assertThat(run("", "--cli-input-json", request)).isZero();

    assertThat(MAPPER.readTree(out.toString()).get("states").get(0).asText()).isEqualTo("ALARM");
  }

  @Test
  void aFileIsReadUnderBothItsNames() throws IOException {
    Path file = directory.resolve("in.json");
    Files.writeString(file, ("{\n'alarm':" + ALARM + ",\n'datapoints':[9,9]}").replace('\'', '"'));

    assertThat(run("", "--cli-input-json", file.toString())).isZero();
    assertThat(run("", "--cli-input-json", "file://" + file)).isZero();

    assertThat(MAPPER.readTree(out.toString()).get("states").get(0).asText()).isEqualTo("ALARM");
  }

  @Test
  void stateReasonDataIsToldWhenAskedFor() throws IOException {
    String request = ("{'alarm':" + ALARM + ",'datapoints':[9,9]}").replace('\'', '"');

    assertThat(run(request, "--cli-input-json", "-", "--reason-data")).isZero();

    JsonNode transition = MAPPER.readTree(out.toString()).get("transitions").get(0);
    assertThat(MAPPER.readTree(transition.get("stateReasonData").asText()).get("period").intValue())
        .isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json | ParamValidation | no JSON",
        "[] | ParamValidation | JSON object",
        "{'datapoints':[1]} | ParamValidation | \"alarm\" is missing",
        "{'alarm':A,'datapoint':[1]} | ParamValidation | unknown key \"datapoint\"",
        "{'alarm':{'Treshold':1},'datapoints':[1]} | ParamValidation | unknown key \"Treshold\"",
        "{'alarm':A} | ParamValidation | \"datapoints\" is missing",
        "{'alarm':A,'datapoints':['x']} | ParamValidation | a datapoint is a number",
        "{'alarm':A,'datapoints':[1],'datapoints':[2]} | ParamValidation | Duplicate",
        "{'alarm':{'Period':300.5},'datapoints':[1]} | ParamValidation | whole number",
        "{'alarm':{'Period':300},'datapoints':[1]} | ParamValidation | \"EvaluationPeriods\" is missing",
        "{'alarm':A,'datapoints':[]} | ValidationError | \"evaluations\" must lie",
        "{'alarm':A,'datapoints':[1],'evaluations':2} | ValidationError | not 2",
        "{'alarm':A,'datapoints':[1],'initialState':'ok'} | ValidationError | INSUFFICIENT_DATA",
        "{'alarm':A,'datapoints':[1],'firstPeriodStart':'now'} | ValidationError | 2026-01-01T",
        "{'alarm':A+'Period':45+,'datapoints':[1]} | ValidationError | multiple of 60",
        "{'alarm':A+'Statistic':'Median'+,'datapoints':[1]} | ValidationError | no statistic",
        "{'alarm':A+'Statistic':'p90'+,'datapoints':[1]} | ValidationError | ExtendedStatistic",
        "{'alarm':A+'ExtendedStatistic':'p90'+,'datapoints':[1]} | ValidationError | either",
        "{'alarm':A+'DatapointsToAlarm':4+,'datapoints':[1]} | ValidationError | between 1 and",
        "{'alarm':A+'EvaluationRange':2+,'datapoints':[1]} | ValidationError | evaluation range",
        "{'alarm':A+'TreatMissingData':'x'+,'datapoints':[1]} | ValidationError | notBreaching",
        "{'alarm':A+'ComparisonOperator':'x'+,'datapoints':[1]} | ValidationError | LessThan"
      })
  void aRequestThatCantBeIsRefusedOnItsLine(String request, String code, String because)
      throws IOException {
    String json = request;
    int plus = json.indexOf("A+");
    if (plus >= 0) {
      int end = json.indexOf("+", plus + 2);
      JsonNode changed = MAPPER.readTree(ALARM.replace('\'', '"'));
      JsonNode change =
          MAPPER.readTree("{" + json.substring(plus + 2, end).replace('\'', '"') + "}");
      ((ObjectNode) changed).setAll((ObjectNode) change);
      json = json.substring(0, plus) + changed + json.substring(end + 1);
    }
    json = json.replace("'alarm':A", "'alarm':" + ALARM);

    JsonNode error = answer(json).get("error");

    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("message").asText()).contains(because);
  }

  @Test
  void oneRefusedLineDoesNotStopTheOthers() {
    String good = ("{'alarm':" + ALARM + ",'datapoints':[9,9]}").replace('\'', '"');

    assertThat(run(good + "\nnonsense\n\n" + good + "\n", "--cli-input-json", "-")).isZero();

    assertThat(out.toString().lines().toList())
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(0)).isEqualTo(lines.get(2)))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("{\"error\":"));
  }

  @Test
  void exitCodesSayWhatWentWrong() throws IOException {
    Path invalid = directory.resolve("invalid.json");
    Files.writeString(
        invalid, ("{'alarm':" + ALARM + ",'datapoints':[1],'evaluations':0}").replace('\'', '"'));
    Path malformed = directory.resolve("malformed.json");
    Files.writeString(malformed, "{");

    assertThat(run("", "--cli-input-json", invalid.toString())).isEqualTo(ExitCode.FINDINGS);
    assertThat(run("", "--cli-input-json", malformed.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(run("")).isEqualTo(ExitCode.USAGE);
    assertThat(run("", "--cli-input-json", "-")).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run("", "--cli-input-json", directory.resolve("none").toString()))
        .isEqualTo(ExitCode.COULD_NOT);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("ValidationError", "ParamValidation", "cannot read");
  }

  @Test
  void aPercentileOfTooFewSamplesKeepsTheState() throws IOException {
    String alarm =
        "{'ExtendedStatistic':'p90','Period':60,'EvaluationPeriods':1,'Threshold':5,"
            + "'ComparisonOperator':'GreaterThanThreshold',"
            + "'EvaluateLowSampleCountPercentile':'ignore'}";

    JsonNode answer =
        answer(
            "{'alarm':"
                + alarm
                + ",'initialState':'OK','evaluations':3,'datapoints':["
                + "{'Value':9,'SampleCount':99},{'Value':9,'SampleCount':100},9]}");

    assertThat(answer.get("states").toString()).isEqualTo("[\"OK\",\"ALARM\",\"ALARM\"]");
  }
}
