package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Suggest;
import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.FieldReference;
import dev.trailwatch.rule.RuleException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the entries of {@code except}; an expired one is warned of and left out. */
final class ExceptionReader {
  private static final String PART = "exception, pattern";

  private final Findings findings;
  private final Patterns patterns;
  private final Overlay overlay;

  ExceptionReader(Findings findings, Overlay overlay) {
    this.findings = findings;
    this.patterns = new Patterns(findings);
    this.overlay = overlay;
  }

  List<RuleException> read(List<YamlNode> items, Dialect dialect) {
    List<RuleException> exceptions = new ArrayList<>();
    for (YamlNode item : items) {
      if (Shape.EXCEPTION.check(item, findings)) {
        RuleException exception = read(new Section(item, findings), dialect);
        if (exception != null) {
          exceptions.add(exception);
        }
      }
    }
    return exceptions;
  }

  private @Nullable RuleException read(Section section, Dialect dialect) {
    int before = findings.errors();
    if (section.has("pattern") == (section.has("field") || section.has("in"))) {
      findings.add(
          section
              .node()
              .error(RuleFileCode.CONFLICT, "an exception has either a pattern, or field and in"));
      return null;
    }
    if (section.has("field") != section.has("in")) {
      findings.add(
          section
              .node()
              .error(
                  RuleFileCode.MISSING_KEY,
                  section.has("in")
                      ? "\"in\" needs the field that is one of these values"
                      : "\"field\" needs \"in\": the name of a list, or values"));
      return null;
    }
    Overlay.ValueList list = list(section);
    String reason = own(section, list, "reason");
    String owner = own(section, list, "owner");
    LocalDate expires = expires(section, list);
    if (reason == null && findings.errors() == before) {
      findings.add(
          section
              .node()
              .error(RuleFileCode.MISSING_KEY, "an exception needs the key \"reason\"")
              .hint("say why these events are harmless: the next reader has to judge it"));
    }
    FilterPattern pattern = patterns.compile(section, "pattern", dialect, PART);
    YamlNode fieldNode = section.value("field");
    FieldReference field = fieldNode == null ? null : patterns.field(fieldNode, "exception, field");
    List<String> values = list != null ? list.values : section.scalars("in");
    if (findings.errors() != before || reason == null) {
      return null;
    }
    if (expires != null && overlay.expired(expires)) {
      YamlNode said = section.has("expires") || list == null ? section.key("expires") : list.place;
      findings.add(
          said.at(
              Issue.warning(
                      RuleFileCode.EXPIRED_EXCEPTION,
                      "this exception expired on " + expires + " and is ignored")
                  .hint(
                      "remove it, or have "
                          + (owner == null ? "its owner" : owner)
                          + " give it a new date")));
      return null;
    }
    if (pattern != null) {
      return RuleException.of(pattern, reason, owner, expires);
    }
    return field == null ? null : RuleException.of(field, values, reason, owner, expires);
  }

  /** The list that {@code in} names; null if it holds the values itself or names none. */
  private Overlay.@Nullable ValueList list(Section section) {
    YamlNode name = section.value("in", YamlNode.Kind.STRING);
    if (name == null) {
      return null;
    }
    Overlay.ValueList list = overlay.list(name.text());
    if (list == null) {
      findings.add(
          name.error(
                  RuleFileCode.UNKNOWN_REFERENCE,
                  "no list \""
                      + name.text()
                      + "\""
                      + Suggest.didYouMean(name.text(), overlay.listNames(), ""))
              .hint("declare it under lists, or write the values: in: [\"terraform-*\"]"));
    }
    return list;
  }

  private static @Nullable String own(
      Section section, Overlay.@Nullable ValueList list, String key) {
    String own = section.text(key);
    return own != null || list == null ? own : list.section.text(key);
  }

  private @Nullable LocalDate expires(Section section, Overlay.@Nullable ValueList list) {
    YamlNode date = section.value("expires", YamlNode.Kind.STRING);
    if (date == null && list != null) {
      date = list.section.value("expires", YamlNode.Kind.STRING);
    }
    return date == null ? null : Times.date(date, findings);
  }
}
