package dev.trailwatch.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.ruletest.TestOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** The outcomes of tests, told to a person, a program, or a reader of JUnit's XML. */
final class TestReport {
  private static final JsonFactory JSON = new JsonFactory();

  /** How outcomes can be told. */
  enum Format {
    TEXT,
    JSON,
    JUNIT
  }

  private final TestRun run;

  TestReport(TestRun run) {
    this.run = run;
  }

  /** The whole report, ended by a line break. */
  String render(Format format) {
    switch (format) {
      case TEXT:
        return text();
      case JSON:
        return json();
      case JUNIT:
        return junit();
      default:
        throw new AssertionError(format);
    }
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    int width = run.outcomes().keySet().stream().mapToInt(String::length).max().orElse(0);
    run.outcomes()
        .forEach(
            (file, outcomes) -> {
              long passed = outcomes.stream().filter(TestOutcome::passed).count();
              long failed = outcomes.size() - passed;
              String counts = passed + " passed" + (failed == 0 ? "" : ", " + failed + " FAILED");
              out.append(
                  String.format(
                      "%-" + width + "s   %s   %d ms%n",
                      Visible.of(file),
                      counts,
                      run.millis(file)));
            });
    for (List<TestOutcome> outcomes : run.outcomes().values()) {
      outcomes.stream().filter(outcome -> !outcome.passed()).forEach(each -> failure(each, out));
    }
    out.append('\n');
    if (!run.untested().isEmpty()) {
      out.append("rules without a test: ").append(String.join(", ", run.untested())).append('\n');
    }
    long all = run.passed() + run.failed();
    out.append(Quantity.of(all, "test")).append(" in ");
    out.append(Quantity.of(run.outcomes().size(), "file")).append(": ");
    out.append(run.passed()).append(" passed, ").append(run.failed()).append(" failed.\n");
    out.append(run.passed()).append(" passed, ").append(run.failed()).append(" failed\n");
    return out.toString();
  }

  private static void failure(TestOutcome outcome, StringBuilder out) {
    out.append("\nFAILED  ").append(Visible.of(outcome.place().toString()));
    out.append("  \"").append(Visible.of(outcome.name())).append("\"\n");
    outcome.failure().forEach(line -> out.append("  ").append(Visible.of(line)).append('\n'));
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.useDefaultPrettyPrinter();
      out.writeStartObject();
      out.writeNumberField("passed", run.passed());
      out.writeNumberField("failed", run.failed());
      out.writeArrayFieldStart("untestedRules");
      for (String name : run.untested()) {
        out.writeString(name);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("tests");
      for (Map.Entry<String, List<TestOutcome>> file : run.outcomes().entrySet()) {
        for (TestOutcome outcome : file.getValue()) {
          out.writeStartObject();
          out.writeStringField("file", file.getKey());
          out.writeNumberField("line", outcome.place().line());
          out.writeStringField("name", outcome.name());
          out.writeBooleanField("passed", outcome.passed());
          if (!outcome.passed()) {
            out.writeStringField("failure", String.join("\n", outcome.failure()));
          }
          out.writeEndObject();
        }
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be written", e);
    }
    return text + "\n";
  }

  private String junit() {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites name=\"trailwatch test\" tests=\"");
    out.append(run.passed() + run.failed()).append("\" failures=\"").append(run.failed());
    out.append("\">\n");
    run.outcomes()
        .forEach(
            (file, outcomes) -> {
              long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
              out.append("  <testsuite name=\"").append(xml(file));
              out.append("\" tests=\"").append(outcomes.size());
              out.append("\" failures=\"").append(failed);
              out.append("\" errors=\"0\" time=\"").append(run.millis(file) / 1000.0);
              out.append("\">\n");
              outcomes.forEach(outcome -> junit(file, outcome, out));
              out.append("  </testsuite>\n");
            });
    return out.append("</testsuites>\n").toString();
  }

  private static void junit(String file, TestOutcome outcome, StringBuilder out) {
    out.append("    <testcase classname=\"").append(xml(file));
    out.append("\" name=\"").append(xml(outcome.name())).append('"');
    out.append(" file=\"").append(xml(file)).append("\" line=\"").append(outcome.place().line());
    if (outcome.passed()) {
      out.append("\"/>\n");
      return;
    }
    out.append("\">\n      <failure message=\"").append(xml(outcome.failure().get(0)));
    out.append("\">");
    outcome.failure().forEach(line -> out.append(xml(line)).append('\n'));
    out.append("</failure>\n    </testcase>\n");
  }

  private static String xml(String text) {
    return Visible.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
