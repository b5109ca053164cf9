package dev.trailwatch.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
      "  trailwatch evaluate-alarm --cli-input-json - <<'END'",
      "  {\"alarm\":{\"Statistic\":\"Sum\",\"Period\":300,\"EvaluationPeriods\":3,"
          + "\"DatapointsToAlarm\":2,\"Threshold\":5,"
          + "\"ComparisonOperator\":\"GreaterThanThreshold\"},"
          + "\"initialState\":\"OK\",\"datapoints\":[9,null,9]}",
      "  END",
      "",
      "Datapoints stand oldest first, null is a missing one. The last \"evaluations\" of them",
      "(default 1) are each evaluated in turn, the earlier ones are history."
    })
final class EvaluateAlarm implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FILE_SCHEME = "file://";

  @Spec private CommandSpec spec;

  @Option(
      names = "--cli-input-json",
      required = true,
      paramLabel = "FILE",
      description = "The request: a file, also as file://FILE, or - for one request a line.")
  private String input;

  @Option(names = "--reason-data", description = "Tell each transition's StateReasonData as well.")
  private boolean reasonData;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int exitCode = input.equals("-") ? answerLines(out) : answerFile(out);
    out.flush();
    return exitCode;
  }

  private int answerFile(PrintWriter out) throws IOException {
    String name = input.startsWith(FILE_SCHEME) ? input.substring(FILE_SCHEME.length()) : input;
    String json;
    try {
      json = Files.readString(Path.of(name));
    } catch (IOException e) {
      throw CommandFailure.couldNot("can't read " + name + ": " + e);
    }
    try {
      ObjectNode answer = AlarmRequest.parse(json).answer(reasonData);
      out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
      return ExitCode.FINE;
    } catch (RefusedRequestException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("error: " + name + ": " + e.sentence() + "  (" + e.code() + ")");
      err.flush();
      return e.exitCode();
    }
  }

  private int answerLines(PrintWriter out) throws IOException {
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
