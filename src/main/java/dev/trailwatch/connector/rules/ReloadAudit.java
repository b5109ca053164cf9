package dev.trailwatch.connector.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rule.RuleSetDiff;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line of JSON that a reload leaves behind: what was in force, what is now, and each rule that
 * was added, changed or removed with its fingerprint.
 *
 * <p>Two rules of one fingerprint count and say the same, wherever they stand.
 */
final class ReloadAudit {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReloadAudit() {}

  static String adopted(RuleSet before, RuleSet after, RuleSetDiff diff) {
    Map<String, String> old = fingerprints(before);
    Map<String, String> now = fingerprints(after);
    ObjectNode line = JSON.createObjectNode();
    line.put("event", "rules-adopted");
    line.put("version", after.version());
    line.put("before", before.version());
    line.put("rules", after.rules().size());
    rules(line.putArray("added"), diff.addedRules(), null, now);
    rules(line.putArray("changed"), diff.changedRules(), old, now);
    rules(line.putArray("removed"), diff.removedRules(), old, null);
    ObjectNode alarms = line.putObject("alarms");
    names(alarms.putArray("added"), diff.addedAlarms());
    names(alarms.putArray("changed"), diff.changedAlarms());
    names(alarms.putArray("restarted"), diff.restartedAlarms());
    names(alarms.putArray("removed"), diff.removedAlarms());
    return text(line);
  }

  static String rejected(String inForce, String reason) {
    ObjectNode line = JSON.createObjectNode();
    line.put("event", "rules-rejected");
    line.put("version", inForce);
    line.put("reason", reason.strip());
    return text(line);
  }

  private static void rules(
      ArrayNode list,
      List<String> names,
      @Nullable Map<String, String> old,
      @Nullable Map<String, String> now) {
    for (String name : names) {
      ObjectNode rule = list.addObject().put("rule", name);
      if (old != null) {
        rule.put("before", old.get(name));
      }
      if (now != null) {
        rule.put("fingerprint", now.get(name));
      }
    }
  }

  private static void names(ArrayNode list, List<String> names) {
    names.forEach(list::add);
  }

  private static Map<String, String> fingerprints(RuleSet set) {
    Map<String, String> fingerprints = new HashMap<>();
    for (Rule rule : set.rules()) {
      fingerprints.put(rule.name(), rule.fingerprint());
    }
    return fingerprints;
  }

  private static String text(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree of strings can be written", e);
    }
  }
}
