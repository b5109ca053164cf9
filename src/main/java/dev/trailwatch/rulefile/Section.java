package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.diagnostic.Suggest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping whose values are read by key.
 *
 * <p>The kinds of its values were checked by its {@link Shape}: a value of another kind reads as if
 * it were not there, so that one fault is told once.
 */
final class Section {
  private final YamlNode node;
  private final Findings findings;

  Section(YamlNode node, Findings findings) {
    this.node = node;
    this.findings = findings;
  }

  /** The mapping itself. */
  YamlNode node() {
    return node;
  }

  boolean has(String key) {
    return node.get(key) != null;
  }

  /** The value; null if there is none. */
  @Nullable YamlNode value(String key) {
    return node.get(key);
  }

  /** The value if it is of this kind, else null. */
  @Nullable YamlNode value(String key, YamlNode.Kind kind) {
    YamlNode value = node.get(key);
    return value != null && value.is(kind) ? value : null;
  }

  /** Where a key stands; the mapping's place if it is not there. */
  YamlNode key(String key) {
    YamlNode.Entry entry = node.entries().get(key);
    return entry == null ? node : entry.key;
  }

  /** The items of a list; none if there is no list. */
  List<YamlNode> items(String key) {
    YamlNode value = value(key, YamlNode.Kind.LIST);
    return value == null ? List.of() : value.items();
  }

  /** Text that has to say something; null if there is none. */
  @Nullable String text(String key) {
    YamlNode value = value(key, YamlNode.Kind.STRING);
    if (value == null) {
      return null;
    }
    if (value.text().isBlank()) {
      error(RuleFileCode.BAD_VALUE, key, "\"" + key + "\" is empty");
      return null;
    }
    return value.text().strip();
  }

  boolean flag(String key, boolean otherwise) {
    YamlNode value = value(key, YamlNode.Kind.BOOLEAN);
    return value == null ? otherwise : Boolean.parseBoolean(value.text());
  }

  /** A finite number; null if there is none. */
  @Nullable Double number(String key) {
    YamlNode value = value(key, YamlNode.Kind.NUMBER);
    if (value == null) {
      return null;
    }
    double number = Double.parseDouble(value.text());
    if (!Double.isFinite(number)) {
      findings.add(
          value.error(RuleFileCode.BAD_VALUE, "\"" + key + "\" is beyond what a double holds"));
      return null;
    }
    return number;
  }

  /** A whole number within bounds; null if there is none. */
  @Nullable Long whole(String key, long least, long most) {
    YamlNode value = value(key, YamlNode.Kind.NUMBER);
    if (value == null) {
      return null;
    }
    Double number = number(key);
    if (number == null) {
      return null;
    }
    if (number != Math.rint(number) || number < least || number > most) {
      findings.add(
          value.error(
              RuleFileCode.BAD_VALUE,
              "\""
                  + key
                  + "\" is a whole number from "
                  + least
                  + " to "
                  + most
                  + ", found "
                  + value.text()));
      return null;
    }
    return (long) (double) number;
  }

  /** One of some values by the word that it is written as; null if there is none. */
  <T> @Nullable T choice(String key, T[] values, Function<T, String> word) {
    List<String> words = new ArrayList<>();
    for (T each : values) {
      words.add(word.apply(each));
    }
    return choice(
        key, written -> words.contains(written) ? values[words.indexOf(written)] : null, words);
  }

  /** One of some words; null if there is none. */
  <T> @Nullable T choice(
      String key, Function<String, @Nullable T> parse, Collection<String> words) {
    YamlNode value = value(key, YamlNode.Kind.STRING);
    if (value == null) {
      return null;
    }
    T choice = parse.apply(value.text());
    if (choice == null) {
      String otherwise = "";
      findings.add(
          value.error(
              RuleFileCode.BAD_VALUE,
              "\""
                  + key
                  + "\" is one of "
                  + String.join(", ", words)
                  + "; found \""
                  + value.text()
                  + "\""
                  + Suggest.didYouMean(value.text(), words, otherwise)));
    }
    return choice;
  }

  /** The texts of a list's scalars, numbers as they stand. */
  List<String> scalars(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(key)) {
      switch (item.kind()) {
        case STRING:
        case NUMBER:
        case BOOLEAN:
          texts.add(item.text());
          break;
        default:
          findings.add(
              item.error(
                  RuleFileCode.WRONG_TYPE,
                  "\"" + key + "\" is a list of texts, found " + Shape.found(item)));
      }
    }
    return texts;
  }

  /** Names with one value or a list of values each; empty if there are none. */
  Map<String, List<String>> tags(String key) {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    YamlNode value = value(key, YamlNode.Kind.MAP);
    if (value == null) {
      return tags;
    }
    Section section = new Section(value, findings);
    for (YamlNode.Entry entry : value.entries().values()) {
      Names.checkTag(entry.key, findings);
      switch (entry.value.kind()) {
        case LIST:
          tags.put(entry.key.text(), List.copyOf(section.scalars(entry.key.text())));
          break;
        case MAP:
          findings.add(
              entry.value.error(
                  RuleFileCode.WRONG_TYPE, "a tag takes a value or a list of values, no mapping"));
          break;
        case NULL:
          tags.put(entry.key.text(), List.of());
          break;
        default:
          tags.put(entry.key.text(), List.of(entry.value.text()));
      }
    }
    return tags;
  }

  /** Where each key stands, and what laid it over, for telling where a value comes from. */
  Map<String, Place> origins() {
    Map<String, Place> origins = new LinkedHashMap<>();
    for (YamlNode.Entry entry : node.entries().values()) {
      origins.put(entry.key.text(), entry.key.place(entry.layer));
    }
    return origins;
  }

  /** An error at a key's value. */
  void error(RuleFileCode code, String key, String message) {
    YamlNode value = node.get(key);
    findings.add((value == null ? node : value).error(code, message));
  }

  /** An error at a key's value, with advice. */
  void error(RuleFileCode code, String key, String message, String hint) {
    YamlNode value = node.get(key);
    findings.add((value == null ? node : value).error(code, message).hint(hint));
  }
}
