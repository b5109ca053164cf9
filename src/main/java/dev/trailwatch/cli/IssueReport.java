package dev.trailwatch.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.Visible;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The issues of rule files, told to a person, a program, GitHub, or a SARIF reader. */
final class IssueReport {
  private static final JsonFactory JSON = new JsonFactory();

  /** GitHub shows at most so many annotations of a step. */
  private static final int ANNOTATIONS = 10;

  /** How issues can be told. */
  enum Format {
    TEXT,
    JSON,
    SARIF,
    GITHUB
  }

  private final int rules;
  private final int files;
  private final List<Issue> issues;
  private final List<Issue> told;

  /**
   * A report.
   *
   * @param notes whether people are told what is only good to know; programs always are
   */
  IssueReport(int rules, int files, List<Issue> issues, boolean notes) {
    this.rules = rules;
    this.files = files;
    this.issues = issues;
    this.told = new ArrayList<>(issues);
    told.removeIf(issue -> !notes && issue.severity() == Severity.INFO);
  }

  /** How many issues have this severity. */
  long count(Severity severity) {
    return issues.stream().filter(issue -> issue.severity() == severity).count();
  }

  /** The whole report, ended by a line break. */
  String render(Format format) {
    switch (format) {
      case TEXT:
        return text();
      case JSON:
        return json();
      case SARIF:
        return sarif();
      case GITHUB:
        return github();
      default:
        throw new AssertionError(format);
    }
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    for (Issue issue : told) {
      out.append(Caret.render(issue));
    }
    if (!told.isEmpty()) {
      out.append('\n');
    }
    return out.append(summary()).append('\n').toString();
  }

  /** One line: {@code 24 rules in 7 files: 2 errors, 1 warning.} */
  String summary() {
    String what = Quantity.of(rules, "rule") + " in " + Quantity.of(files, "file") + ": ";
    List<String> counts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
      if (count(severity) > 0) {
        counts.add(Quantity.of(count(severity), severity.word()));
      }
    }
    String found = counts.isEmpty() ? "no issues" : String.join(", ", counts);
    long notes = count(Severity.INFO);
    boolean hidden = told.size() < issues.size();
    String more =
        notes == 0 ? "." : ", " + Quantity.of(notes, "note") + (hidden ? " (--notes)." : ".");
    String code = told.isEmpty() ? "" : told.get(0).code().id();
    return what
        + found
        + more
        + (code.isEmpty() ? "" : "   More on a code:  trailwatch explain " + code);
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.useDefaultPrettyPrinter();
      out.writeStartObject();
      out.writeNumberField("rules", rules);
      out.writeNumberField("files", files);
      out.writeNumberField("errors", count(Severity.ERROR));
      out.writeNumberField("warnings", count(Severity.WARNING));
      out.writeNumberField("notes", count(Severity.INFO));
      out.writeArrayFieldStart("issues");
      for (Issue issue : issues) {
        json(issue, out);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be written", e);
    }
    return text + "\n";
  }

  private static void json(Issue issue, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("severity", issue.severity().word());
    out.writeStringField("code", issue.code().id());
    out.writeStringField("message", issue.message());
    Place place = issue.place();
    if (issue.hint() != null) {
      out.writeStringField("hint", issue.hint());
    }
    if (place != null) {
      out.writeStringField("file", place.file());
      out.writeNumberField("line", place.line());
      out.writeNumberField("column", place.column());
      if (place.part() != null) {
        out.writeStringField("part", place.part());
      }
    }
    boolean excerpt = issue.text() != null && issue.span() != null;
    boolean inFile = place == null || place.part() == null;
    if (excerpt && issue.text() != null && issue.span() != null && !inFile) {
      out.writeStringField("text", issue.text().text());
      out.writeNumberField("start", issue.span().start());
      out.writeNumberField("end", issue.span().end());
    }
    out.writeEndObject();
  }

  /** Workflow commands; a line break or a colon in a text must not start another one. */
  private String github() {
    StringBuilder out = new StringBuilder();
    int shown = 0;
    for (Issue issue : bySeverity()) {
      if (shown++ == ANNOTATIONS) {
        out.append("::notice title=check::")
            .append(told.size() - ANNOTATIONS)
            .append(" more issues, see the log\n");
      }
      if (shown > ANNOTATIONS) {
        out.append(data(issue.toString())).append('\n');
        continue;
      }
      String kind = issue.severity() == Severity.INFO ? "notice" : issue.severity().word();
      out.append("::").append(kind).append(' ');
      Place place = issue.place();
      if (place != null) {
        out.append("file=").append(property(place.file())).append(',');
        out.append("line=").append(Math.max(1, place.line())).append(',');
        out.append("col=").append(Math.max(1, place.column())).append(',');
      }
      String part = place == null || place.part() == null ? "" : place.part() + ": ";
      String hint = issue.hint() == null ? "" : "; " + issue.hint();
      out.append("title=").append(property(issue.code().id())).append("::");
      out.append(data(part + issue.message() + hint)).append('\n');
    }
    return out.append(summary()).append('\n').toString();
  }

  /** GitHub shows the first ones only. */
  private List<Issue> bySeverity() {
    List<Issue> sorted = new ArrayList<>(told);
    sorted.sort(Comparator.comparing(Issue::severity));
    return sorted;
  }

  private static String data(String text) {
    // "::" begins a command at a line's start, "##[" anywhere
    return Visible.of(text).replace("%", "%25").replace("::", ": :").replace("##", "# #");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  private String sarif() {
    StringWriter text = new StringWriter();
    Map<String, String> summaries = new TreeMap<>();
    issues.forEach(issue -> summaries.put(issue.code().id(), issue.code().summary()));
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.useDefaultPrettyPrinter();
      out.writeStartObject();
      out.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      out.writeStringField("version", "2.1.0");
      out.writeArrayFieldStart("runs");
      out.writeStartObject();
      out.writeObjectFieldStart("tool");
      out.writeObjectFieldStart("driver");
      out.writeStringField("name", "trailwatch");
      String version = IssueReport.class.getPackage().getImplementationVersion();
      if (version != null) {
        out.writeStringField("version", version);
      }
      out.writeArrayFieldStart("rules");
      for (Map.Entry<String, String> code : summaries.entrySet()) {
        out.writeStartObject();
        out.writeStringField("id", code.getKey());
        out.writeObjectFieldStart("shortDescription");
        out.writeStringField("text", code.getValue());
        out.writeEndObject();
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndObject();
      out.writeArrayFieldStart("results");
      for (Issue issue : issues) {
        sarif(issue, out);
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be written", e);
    }
    return text + "\n";
  }

  private static void sarif(Issue issue, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("ruleId", issue.code().id());
    String level = issue.severity() == Severity.INFO ? "note" : issue.severity().word();
    out.writeStringField("level", level.toLowerCase(Locale.ROOT));
    out.writeObjectFieldStart("message");
    String hint = issue.hint() == null ? "" : "; " + issue.hint();
    out.writeStringField("text", issue.message() + hint);
    out.writeEndObject();
    Place place = issue.place();
    if (place != null) {
      out.writeArrayFieldStart("locations");
      out.writeStartObject();
      out.writeObjectFieldStart("physicalLocation");
      out.writeObjectFieldStart("artifactLocation");
      out.writeStringField("uri", uri(place.file()));
      out.writeEndObject();
      out.writeObjectFieldStart("region");
      out.writeNumberField("startLine", Math.max(1, place.line()));
      out.writeNumberField("startColumn", Math.max(1, place.column()));
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  /** A file's name as a relative or absolute reference. */
  private static String uri(String file) {
    try {
      return new URI(null, null, file, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(file, e);
    }
  }
}
