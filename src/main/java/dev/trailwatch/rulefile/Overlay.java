package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Suggest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user's own files say about rules that stand elsewhere: defaults, lists, overrides.
 *
 * <p>Applied to the tree of a rule before it is read as one, so that each value keeps the place it
 * comes from, and a wrong value is told where it was written.
 */
final class Overlay {
  private static final String DEFAULTS = "defaults";
  private static final String OVERRIDE = "override";

  private final Findings findings;
  private final @Nullable LocalDate today;
  private @Nullable YamlNode defaults;
  private final Map<String, ValueList> lists = new LinkedHashMap<>();
  private final List<Adaptation> overrides = new ArrayList<>();
  private final List<YamlNode> required = new ArrayList<>();
  private @Nullable YamlNode minimumRules;

  /** Values under a name, for the exceptions of many rules. */
  static final class ValueList {
    final YamlNode place;
    final Section section;
    final List<String> values;

    ValueList(YamlNode place, Section section, List<String> values) {
      this.place = place;
      this.section = section;
      this.values = values;
    }
  }

  /** One entry of {@code overrides}. */
  private static final class Adaptation {
    final Section section;
    final Set<YamlNode> met = new LinkedHashSet<>();

    Adaptation(Section section) {
      this.section = section;
    }
  }

  /**
   * An empty overlay.
   *
   * @param today the day that expiries are held against; null to leave them alone
   */
  Overlay(Findings findings, @Nullable LocalDate today) {
    this.findings = findings;
    this.today = today;
  }

  /** Takes over what a file says about rules of other files. */
  void add(Section file) {
    YamlNode given = file.value("defaults", YamlNode.Kind.MAP);
    if (given != null && Shape.DEFAULTS.check(given, findings)) {
      if (defaults != null) {
        findings.add(
            file.key("defaults")
                .error(RuleFileCode.CONFLICT, "defaults stand already in " + defaults.place()));
      } else {
        defaults = given;
      }
    }
    YamlNode named = file.value("lists", YamlNode.Kind.MAP);
    if (named != null) {
      named.entries().values().forEach(this::addList);
    }
    for (YamlNode item : file.items("overrides")) {
      if (Shape.OVERRIDE.check(item, findings)) {
        addOverride(new Section(item, findings));
      }
    }
    for (YamlNode item : file.items("required")) {
      if (item.is(YamlNode.Kind.STRING)) {
        required.add(item);
      } else {
        findings.add(
            item.error(
                RuleFileCode.WRONG_TYPE, "expected a rule's name, found " + Shape.found(item)));
      }
    }
    if (file.whole("minimum_rules", 0, 10_000) != null) {
      minimumRules = file.value("minimum_rules");
    }
  }

  private void addList(YamlNode.Entry entry) {
    Names.checkTag(entry.key, findings);
    if (!Shape.VALUES.check(entry.value, findings)) {
      return;
    }
    Section section = new Section(entry.value, findings);
    List<String> values = section.scalars("values");
    ValueList known = lists.get(entry.key.text());
    if (known == null || known.values.isEmpty()) {
      lists.put(entry.key.text(), new ValueList(entry.key, section, values));
    } else if (!values.isEmpty()) {
      findings.add(
          entry.key.error(
              RuleFileCode.DUPLICATE_NAME,
              "list \"" + entry.key.text() + "\" has its values in " + known.place.place()));
    }
  }

  private void addOverride(Section section) {
    int before = findings.errors();
    YamlNode alarm = section.value("alarm", YamlNode.Kind.MAP);
    if (alarm != null) {
      Shape.OVERRIDDEN_ALARM.check(alarm, findings);
    }
    YamlNode mute = section.value("mute", YamlNode.Kind.MAP);
    if (mute != null) {
      Shape.MUTE.check(mute, findings);
    }
    if (section.items("rules").isEmpty()) {
      section.error(RuleFileCode.BAD_VALUE, "rules", "\"rules\" names no rule");
    }
    section.scalars("rules");
    if (findings.errors() == before) {
      overrides.add(new Adaptation(section));
    }
  }

  /** The values under a name; null if no file declares it. */
  @Nullable ValueList list(String name) {
    return lists.get(name);
  }

  Set<String> listNames() {
    return lists.keySet();
  }

  /** Whether a day has gone by; false if expiries are left alone. */
  boolean expired(LocalDate lastDay) {
    return today != null && today.isAfter(lastDay);
  }

  /** The rule, or alarm that stands on its own, with defaults and overrides laid over it. */
  YamlNode effective(YamlNode rule, String name, Map<String, List<String>> tags) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(rule.entries());
    if (defaults != null) {
      for (String key : List.of("severity", "runbook", "mode", "deduplicate")) {
        YamlNode.Entry given = defaults.entries().get(key);
        if (given != null) {
          entries.putIfAbsent(key, given.from(DEFAULTS));
        }
      }
    }
    for (Section override : meeting(name, tags)) {
      override
          .node()
          .entries()
          .forEach(
              (key, entry) -> {
                YamlNode.Entry below = entries.get(key);
                if (key.equals("tags") || key.equals("except") || key.equals("accept")) {
                  entries.put(key, below == null ? entry.from(OVERRIDE) : joined(below, entry));
                } else if (!key.equals("rules") && !key.equals("alarm")) {
                  entries.put(key, entry.from(OVERRIDE));
                }
              });
    }
    return rule.with(entries);
  }

  /**
   * An alarm of a rule, or one that stands on its own, with defaults and overrides laid over it.
   */
  YamlNode effectiveAlarm(YamlNode alarm, String owner, Map<String, List<String>> tags) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(alarm.entries());
    if (defaults != null) {
      for (YamlNode.Entry given : defaults.entries().values()) {
        String key = given.key.text();
        boolean ofAlarm = Shape.ALARM.keys().contains(key);
        if (ofAlarm && !entries.containsKey(key) && !entries.containsKey(twin(key))) {
          entries.put(key, given.from(DEFAULTS));
        }
      }
    }
    for (Section override : meeting(owner, tags)) {
      YamlNode given = override.value("alarm", YamlNode.Kind.MAP);
      if (given != null) {
        for (YamlNode.Entry entry : given.entries().values()) {
          entries.remove(twin(entry.key.text()));
          entries.put(entry.key.text(), entry.from(OVERRIDE));
        }
      }
    }
    return alarm.with(entries);
  }

  /** The key that says the same thing in another way. */
  private static String twin(String key) {
    return key.equals("statistic")
        ? "extended_statistic"
        : key.equals("extended_statistic") ? "statistic" : "";
  }

  private static YamlNode.Entry joined(YamlNode.Entry below, YamlNode.Entry above) {
    if (below.value.is(YamlNode.Kind.LIST) && above.value.is(YamlNode.Kind.LIST)) {
      YamlNode list =
          new YamlNode(YamlNode.Kind.LIST, "", below.value.file(), below.value.line(), 1);
      list.items().addAll(below.value.items());
      list.items().addAll(above.value.items());
      return new YamlNode.Entry(below.key, list);
    }
    if (below.value.is(YamlNode.Kind.MAP) && above.value.is(YamlNode.Kind.MAP)) {
      Map<String, YamlNode.Entry> both = new LinkedHashMap<>(below.value.entries());
      both.putAll(above.value.entries());
      return new YamlNode.Entry(below.key, below.value.with(both));
    }
    return above;
  }

  private List<Section> meeting(String name, Map<String, List<String>> tags) {
    List<Section> meeting = new ArrayList<>();
    for (Adaptation override : overrides) {
      boolean meets = false;
      for (YamlNode selector : override.section.items("rules")) {
        if (selects(selector.text(), name, tags)) {
          override.met.add(selector);
          meets = true;
        }
      }
      if (meets) {
        meeting.add(override.section);
      }
    }
    return meeting;
  }

  /** A name, a glob over names, or {@code tag:} and a tag's name or value. */
  private static boolean selects(String selector, String name, Map<String, List<String>> tags) {
    if (selector.startsWith("tag:")) {
      String tag = selector.substring("tag:".length());
      return tags.containsKey(tag) || tags.values().stream().anyMatch(each -> each.contains(tag));
    }
    if (selector.indexOf('*') < 0) {
      return selector.equals(name);
    }
    String[] parts = selector.split("\\*", -1);
    int at = parts[0].length();
    if (!name.startsWith(parts[0])) {
      return false;
    }
    String last = parts[parts.length - 1];
    for (int i = 1; i < parts.length - 1; i++) {
      int found = name.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return name.length() - last.length() >= at && name.endsWith(last);
  }

  /** Finds the overrides that met nothing; called when all rules have been read. */
  void finish(Set<String> names) {
    for (Adaptation override : overrides) {
      for (YamlNode selector : override.section.items("rules")) {
        if (!override.met.contains(selector)) {
          String text = selector.text();
          findings.add(
              selector.error(
                  RuleFileCode.UNKNOWN_REFERENCE,
                  "the override \""
                      + text
                      + "\" meets no rule"
                      + Suggest.didYouMean(text, names, "")));
        }
      }
    }
  }

  /**
   * Finds what the set has to hold and does not.
   *
   * @param live names of the rules that are evaluated and tell
   * @param evaluated the number of rules that are evaluated
   */
  void demand(Set<String> live, Set<String> all, int evaluated) {
    for (YamlNode name : required) {
      if (!live.contains(name.text())) {
        String why =
            all.contains(name.text()) ? "\" is switched off, shadow or native" : "\" is not there";
        findings.add(
            name.error(RuleFileCode.REQUIRED_RULE, "the required rule \"" + name.text() + why));
      }
    }
    if (minimumRules != null && evaluated < Double.parseDouble(minimumRules.text())) {
      findings.add(
          minimumRules.at(
              Issue.error(
                  RuleFileCode.REQUIRED_RULE,
                  evaluated
                      + (evaluated == 1 ? " rule is" : " rules are")
                      + " evaluated, minimum_rules is "
                      + minimumRules.text())));
    }
  }
}
