package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.SelectorStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of CloudTrail: its fields, its event names, and its habits. */
final class Knowledge {
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final EventNames events = EventNames.load();
  private final List<Absence> absences = new ArrayList<>();
  private final List<Belonging> belongings = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();
  private final List<Noise> noises = new ArrayList<>();
  private final Map<String, Claim> equalities = new HashMap<>();
  private final Set<String> retired = new LinkedHashSet<>();
  private String retiredBecause = "";

  private Knowledge() {}

  /** Reads the data files. */
  static Knowledge load() {
    Knowledge knowledge = new Knowledge();
    for (JsonNode line : Facts.lines("fields.jsonl")) {
      Field field = Field.of(line);
      knowledge.fields.put(field.path(), field);
    }
    Facts.lines("habits.jsonl").forEach(knowledge::habit);
    return knowledge;
  }

  private void habit(JsonNode line) {
    String kind = line.required("habit").textValue();
    switch (kind) {
      case "absent":
        absences.add(Absence.of(line));
        break;
      case "belongs":
        belongings.add(Belonging.of(line));
        break;
      case "retired":
        retired.addAll(Facts.texts(line.required("events")));
        retiredBecause = line.required("because").textValue();
        break;
      case "variant":
        variants.add(Variant.of(line));
        break;
      case "noise":
        noises.add(Noise.of(line));
        break;
      default:
        throw new IllegalStateException("no such habit: " + kind);
    }
  }

  /** The field's path, names joined by dots, indexes in brackets. */
  static String path(Selector selector) {
    StringBuilder path = new StringBuilder();
    for (SelectorStep step : selector.steps()) {
      String name = step.name();
      if (name == null) {
        path.append(step);
      } else {
        path.append(path.length() == 0 ? "" : ".").append(name);
      }
    }
    return path.toString();
  }

  /** What is known of a field; null if nothing is, as below an open one. */
  @Nullable Field field(Selector selector) {
    return fields.get(path(selector));
  }

  /** What is known of a field by its path. */
  @Nullable Field field(String path) {
    return fields.get(path);
  }

  /** Whether a record can have such a field: it is documented, or lies below an open one. */
  boolean hasField(Selector selector) {
    StringBuilder path = new StringBuilder();
    Field field = null;
    for (SelectorStep step : selector.steps()) {
      String name = step.name();
      if (field != null && field.open()) {
        return true;
      }
      if (name == null) {
        return step.isWildcard() && (field == null || field.kind() == Field.Kind.OBJECT);
      }
      path.append(path.length() == 0 ? "" : ".").append(name);
      field = fields.get(path.toString());
      if (field == null) {
        return false;
      }
    }
    return true;
  }

  Collection<Field> fields() {
    return fields.values();
  }

  EventNames events() {
    return events;
  }

  /** That a field is a text; many rules ask about the same ones. */
  Claim isEqual(String field, String text) {
    return equalities.computeIfAbsent(
        "$." + field + " = " + Exceptions.quoted(text),
        condition -> Claim.that(Exceptions.compile(condition)));
  }

  /** Fields that an event never has. */
  List<Absence> absences() {
    return absences;
  }

  /** Texts that stand in one field only. */
  List<Belonging> belongings() {
    return belongings;
  }

  List<Variant> variants() {
    return variants;
  }

  List<Noise> noises() {
    return noises;
  }

  boolean retired(String event) {
    return retired.contains(event);
  }

  /** Why no new event has a retired name. */
  String retiredBecause() {
    return retiredBecause;
  }
}
