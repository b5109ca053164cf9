package dev.trailwatch.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code evaluate-alarm}: what an alarm would do, without data to wait for. */
@Command(
    name = "evaluate-alarm",
    description = "Says which states an alarm goes through on given datapoints, and why.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {
      "  trailwatch evaluate-alarm --cli-input-json '{",
      "    \"alarm\": {\"Statistic\": \"Sum\", \"Period\": 300,",
      "      \"EvaluationPeriods\": 3, \"DatapointsToAlarm\": 2, \"Threshold\": 5,",
      "      \"ComparisonOperator\": \"GreaterThanThreshold\"},",
      "    \"initialState\": \"OK\", \"datapoints\": [9, null, 9]}'",
      "",
      "Datapoints stand oldest first, null is a missing one. The last \"evaluations\" of them"
          + " (default 1) are each evaluated in turn, the earlier ones are history."
    })
final class EvaluateAlarm implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FILE_SCHEME = "file://";

  @Spec private CommandSpec spec;

  @Option(
      names = "--cli-input-json",
      required = true,
      paramLabel = "FILE",
      description =
          "The request: a file, also as file://FILE, or the JSON itself; - reads one request a line"
              + " and answers each with one line.")
  private String input;

  @Option(names = "--reason-data", description = "Tell each transition's StateReasonData as well.")
  private boolean reasonData;

  @Override
  public Integer call() throws IOException {
    PrintStream out = Utf8.output();
    int exitCode = input.equals("-") ? answerLines(out) : answer(out);
    out.flush();
    return exitCode;
  }

  private int answer(PrintStream out) throws IOException {
    boolean json = input.startsWith(FILE_SCHEME) || input.stripLeading().startsWith("{");
    String request = json ? Inputs.text(input) : Inputs.read(Path.of(input));
    try {
      ObjectNode answer = AlarmRequest.parse(request).answer(reasonData);
      out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
      return ExitCode.FINE;
    } catch (RefusedRequestException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("error: " + e.sentence() + "  (" + e.code() + ")");
      err.flush();
      return e.exitCode();
    }
  }

  private int answerLines(PrintStream out) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean any = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      any = true;
      out.println(MAPPER.writeValueAsString(answerLine(line)));
      if (!lines.ready()) {
        out.flush(); // a caller that waits for each answer gets it
      }
    }
    if (!any) {
      throw CommandFailure.couldNot("no request came in on standard input");
    }
    return ExitCode.FINE;
  }

  private ObjectNode answerLine(String line) {
    try {
      return AlarmRequest.parse(line).answer(reasonData);
    } catch (RefusedRequestException e) {
      ObjectNode answer = MAPPER.createObjectNode();
      answer.putObject("error").put("code", e.code()).put("message", e.sentence());
      return answer;
    }
  }
}
