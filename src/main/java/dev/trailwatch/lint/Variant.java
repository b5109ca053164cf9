package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.pattern.PatternException;
import dev.trailwatch.pattern.Selector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Another way in which CloudTrail writes what a rule counts: a rule that counts the one event
 * should count the other too, or, where it is an exception, should not.
 */
final class Variant {
  private final LintCode code;
  private final Severity severity;
  private final Claim when;
  private final Map<Selector, List<String>> unless;
  private final Map<Selector, JsonNode> change;
  private final List<String> mentions;
  private final boolean counts;
  private final String because;
  private final String instead;

  private Variant(JsonNode line) {
    boolean form = line.path("code").asText("").equals(LintCode.REQUEST_FORM.id());
    this.code = form ? LintCode.REQUEST_FORM : LintCode.VARIANT_MISSED;
    this.severity = Severity.valueOf(line.required("level").textValue().toUpperCase(Locale.ROOT));
    this.when = Claim.that(Exceptions.compile(text(conditions(line.required("when")))).root());
    this.unless = conditions(line.path("unless"));
    this.change = new LinkedHashMap<>();
    line.required("change")
        .properties()
        .forEach(entry -> change.put(selector(entry.getKey()), entry.getValue()));
    this.mentions = Facts.texts(line.required("mentions"));
    this.counts = line.path("counts").asBoolean(true);
    this.because = line.required("because").textValue();
    this.instead = line.required("instead").textValue();
  }

  /** Reads one line of the data file. */
  static Variant of(JsonNode line) {
    return new Variant(line);
  }

  private static Map<Selector, List<String>> conditions(JsonNode said) {
    Map<Selector, List<String>> conditions = new LinkedHashMap<>();
    said.properties()
        .forEach(entry -> conditions.put(selector(entry.getKey()), Facts.texts(entry.getValue())));
    return conditions;
  }

  private static String text(Map<Selector, List<String>> conditions) {
    return conditions.entrySet().stream()
        .map(
            entry ->
                entry.getValue().stream()
                    .map(value -> entry.getKey() + " = " + Exceptions.quoted(value))
                    .collect(Collectors.joining(" || ", "(", ")")))
        .collect(Collectors.joining(" && "));
  }

  private static Selector selector(String path) {
    try {
      return Selector.parse("$." + path);
    } catch (PatternException e) {
      throw new IllegalStateException(path, e);
    }
  }

  LintCode code() {
    return code;
  }

  Severity severity() {
    return severity;
  }

  /** What holds for the one event. */
  Claim when() {
    return when;
  }

  /** The texts with which the two do not differ. */
  Map<Selector, List<String>> unless() {
    return unless;
  }

  /** The fields by which a pattern shows that the difference is its business. */
  List<String> mentions() {
    return mentions;
  }

  /** Whether the other event should count. */
  boolean counts() {
    return counts;
  }

  String because() {
    return because;
  }

  String instead() {
    return instead;
  }

  /** The event without what the other has elsewhere: a rule that counts this looks not there. */
  ObjectNode without(ObjectNode event) {
    boolean moved = change.values().stream().anyMatch(JsonNode::isNull);
    ObjectNode bare = event.deepCopy();
    for (Map.Entry<Selector, JsonNode> entry : change.entrySet()) {
      if (!moved || entry.getValue().isNull()) {
        EventDraft.remove(bare, entry.getKey());
      }
    }
    return bare;
  }

  /** The other event. */
  ObjectNode changed(ObjectNode event) {
    ObjectNode changed = event.deepCopy();
    for (Map.Entry<Selector, JsonNode> entry : change.entrySet()) {
      String text = entry.getValue().asText();
      if (entry.getValue().isNull()) {
        EventDraft.remove(changed, entry.getKey());
      } else if (text.startsWith("@")) {
        selector(text.substring(1))
            .select(event)
            .forEach(copied -> EventDraft.put(changed, entry.getKey(), copied));
      } else {
        EventDraft.put(changed, entry.getKey(), entry.getValue());
      }
    }
    return changed;
  }
}
