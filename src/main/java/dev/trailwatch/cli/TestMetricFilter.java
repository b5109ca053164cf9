package dev.trailwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.pattern.PatternException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aws logs test-metric-filter}, offline: the same options and the same answer. */
@Command(
    name = "test-metric-filter",
    description =
        "Answers as \"aws logs test-metric-filter\" does, without AWS: which messages match a filter"
            + " pattern, and what it extracts from them.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  trailwatch test-metric-filter \\",
      "      --filter-pattern '{ $.errorCode = \"AccessDenied*\" }' \\",
      "      --log-event-messages '{\"errorCode\":\"AccessDenied\"}' '{\"errorCode\":null}'",
      "  trailwatch test-metric-filter --filter-pattern ERROR \\",
      "      --log-event-messages file://messages.json",
      "  trailwatch test-metric-filter --cli-input-json - < requests.jsonl"
    })
final class TestMetricFilter implements Callable<Integer> {
  /** TestMetricFilter's limit, as its API reference has it. */
  private static final int MAX_MESSAGES = 50;

  @Spec private CommandSpec spec;

  @Option(
      names = "--filter-pattern",
      paramLabel = "PATTERN",
      description = "The pattern, or file://FILE that holds it.")
  private @Nullable String filterPattern;

  @Option(
      names = "--log-event-messages",
      paramLabel = "MESSAGE",
      arity = "1..*",
      description = "1 to 50 messages, or file://FILE with a JSON array of them.")
  private @Nullable List<String> logEventMessages;

  @Option(
      names = "--cli-input-json",
      paramLabel = "JSON",
      description =
          "A request {\"filterPattern\":...,\"logEventMessages\":[...]} or file://FILE with one;"
              + " - reads one request a line and answers each with one line.")
  private @Nullable String cliInputJson;

  @Override
  public Integer call() throws IOException {
    PrintStream out = Utf8.output();
    if ("-".equals(cliInputJson)) {
      answerLines(out);
      return ExitCode.FINE;
    }
    TestMetricFilterRequest request = request();
    try {
      JsonNode answer = TestMetricFilterAnswer.of(request);
      out.println(TestMetricFilterAnswer.pretty(answer));
      return ExitCode.FINE;
    } catch (PatternException refused) {
      spec.commandLine()
          .getErr()
          .println(
              "An error occurred (InvalidParameterException) when calling the TestMetricFilter"
                  + " operation:\n"
                  + refused.getMessage());
      return ExitCode.FINDINGS;
    } finally {
      out.flush();
    }
  }

  /** Streams: each answer goes out before the command waits for more input. */
  private static void answerLines(PrintStream out) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        out.println(TestMetricFilterAnswer.ofLine(line));
      }
      if (!in.ready()) {
        out.flush();
      }
    }
    out.flush();
  }

  private TestMetricFilterRequest request() throws IOException {
    String pattern = filterPattern == null ? null : Inputs.text(filterPattern);
    List<String> messages = logEventMessages == null ? null : messages(logEventMessages);
    if (cliInputJson != null) {
      TestMetricFilterRequest input;
      try {
        input = TestMetricFilterRequest.parse(Inputs.text(cliInputJson));
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage("--cli-input-json: " + e.getMessage());
      }
      pattern = pattern == null ? input.filterPattern() : pattern;
      messages = messages == null ? input.logEventMessages() : messages;
    }
    if (pattern == null || messages == null) {
      throw CommandFailure.usage(
          "--filter-pattern and --log-event-messages are needed, or --cli-input-json");
    }
    if (messages.isEmpty() || messages.size() > MAX_MESSAGES) {
      throw CommandFailure.usage(
          "1 to " + MAX_MESSAGES + " log event messages are expected, not " + messages.size());
    }
    if (messages.contains("")) {
      throw CommandFailure.usage("a log event message must not be empty");
    }
    return new TestMetricFilterRequest(pattern, messages);
  }

  /** The messages as given; a single one may be a file or a JSON array. */
  private static List<String> messages(List<String> values) throws IOException {
    if (values.size() > 1) {
      return new ArrayList<>(values);
    }
    boolean file = values.get(0).startsWith("file://");
    String text = Inputs.text(values.get(0));
    List<String> array = TestMetricFilterRequest.strings(text);
    if (array != null) {
      return array;
    }
    if (file) {
      throw CommandFailure.usage(
          "--log-event-messages: " + values.get(0) + " must hold a JSON array of strings");
    }
    return List.of(text);
  }
}
