package dev.trailwatch.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.Suggest;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a filter pattern, a rule or an error code means. */
@Command(
    name = "explain",
    description = {
      "Tells what a filter pattern means, a rule, or an error code. Of a rule also where each value"
          + " comes from: its file and line, the set's defaults, an override, or the built-in default."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  trailwatch explain '{ $.errorCode = \"*UnauthorizedOperation\" }'",
      "  trailwatch explain '{ $.errorCode = \"AccessDenied*\" }' --event event.json",
      "  trailwatch explain trail.disabled --rules rules/ --event event.json",
      "  trailwatch explain P106"
    })
final class Explain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description = "A filter pattern, the name of a rule, or an error code such as P106.")
  private String what = "";

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description = "Where the rule is looked for, as one set; repeatable; default: rules.")
  private List<Path> rules = new ArrayList<>();

  @Option(
      names = "--event",
      paramLabel = "FILE",
      description = "One log event: shows which condition holds, and what the event has there.")
  private @Nullable Path event;

  @Option(
      names = "--extensions",
      description = "Accept what only the engine can run, as in a rule with extensions: true.")
  private boolean extensions;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default) or json.",
      defaultValue = "text")
  private String format = "text";

  @Override
  public Integer call() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = Utf8.to(text);
    try {
      if (rules.isEmpty() && what.matches("[A-Za-z][0-9]{3}")) {
        return code(out);
      }
      Rule rule = rule();
      return rule == null ? pattern(out) : rule(out, rule);
    } finally {
      out.flush();
      Answer.print(spec, format.equals("text"), text.toString(StandardCharsets.UTF_8));
    }
  }

  private int code(PrintStream out) throws IOException {
    String id = what.toUpperCase(Locale.ROOT);
    String page = ErrorsPage.section(id);
    if (page == null) {
      throw CommandFailure.usage("there is no error code " + id);
    }
    out.print(page);
    return ExitCode.FINE;
  }

  /** The rule that is meant; null if it is a pattern, which --rules excludes. */
  private @Nullable Rule rule() {
    boolean asked = !rules.isEmpty();
    boolean maybe = what.matches("[A-Za-z0-9._/-]+") && Files.isDirectory(Path.of("rules"));
    if (!asked && !maybe) {
      return null;
    }
    ReadResult read =
        RuleFileReader.read(RuleInput.load(rules).rules(), LocalDate.now(ZoneOffset.UTC));
    List<String> names = new ArrayList<>();
    for (Rule rule : read.readable().allRules()) {
      names.add(rule.name());
      if (rule.name().equals(what)) {
        return rule;
      }
    }
    if (asked) {
      long errors =
          read.issues().stream().filter(issue -> issue.severity() == Severity.ERROR).count();
      String faults =
          errors == 0 ? "" : " (the files have " + errors + " errors: trailwatch check)";
      throw CommandFailure.usage(
          "no rule \"" + what + "\"" + Suggest.didYouMean(what, names, "") + faults);
    }
    return null;
  }

  private int rule(PrintStream out, Rule rule) throws IOException {
    LogEvent example = event == null ? null : LogEvent.of(Inputs.read(event).strip());
    ExplainedRule explained = ExplainedRule.of(rule);
    switch (format) {
      case "text":
        explained.text(out, example);
        return ExitCode.FINE;
      case "json":
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode node = explained.json(mapper, example);
        out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        return ExitCode.FINE;
      default:
        throw CommandFailure.usage("--format is text or json, not " + format);
    }
  }

  private int pattern(PrintStream out) throws IOException {
    FilterPattern pattern;
    try {
      Dialect dialect = extensions ? Dialect.EXTENDED : Dialect.CLOUDWATCH;
      pattern = FilterPattern.compile(what, dialect);
    } catch (PatternException refused) {
      spec.commandLine().getErr().println(refused.getMessage());
      return ExitCode.FINDINGS;
    }
    LogEvent example = event == null ? null : LogEvent.of(Inputs.read(event).strip());
    switch (format) {
      case "text":
        text(out, pattern, example);
        return ExitCode.FINE;
      case "json":
        json(out, pattern, example);
        return ExitCode.FINE;
      default:
        throw CommandFailure.usage("--format is text or json, not " + format);
    }
  }

  private static void text(PrintStream out, FilterPattern pattern, @Nullable LogEvent example) {
    out.println("pattern   " + pattern);
    out.println("matches   when " + pattern.sentence());
    out.println("form      " + pattern.form().name().toLowerCase(Locale.ROOT));
    out.println("");
    out.print(pattern.tree());
    for (Issue extension : pattern.extensions()) {
      out.println("");
      out.print(Caret.render(extension));
    }
    if (example != null) {
      out.println("");
      out.println("this event " + (pattern.matches(example) ? "matches" : "does not match"));
      out.print(pattern.trace(example));
    }
  }

  private static void json(PrintStream out, FilterPattern pattern, @Nullable LogEvent example)
      throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode node = mapper.createObjectNode();
    node.put("pattern", pattern.toString());
    node.put("form", pattern.form().name().toLowerCase(Locale.ROOT));
    node.put("sentence", pattern.sentence());
    node.put("tree", pattern.tree());
    node.put("native", !pattern.usesExtensions());
    if (example != null) {
      node.put("matches", pattern.matches(example));
      node.put("trace", pattern.trace(example));
    }
    out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node));
  }
}
