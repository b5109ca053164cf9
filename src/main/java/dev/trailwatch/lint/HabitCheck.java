package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.StrictJson;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule knows CloudTrail's habits, asked by events: of each habit one that the rule
 * counts, and its other form; and events that AWS services make by themselves.
 */
final class HabitCheck {
  private static final int MOST_EVENTS = 48;

  private final Subject subject;

  private HabitCheck(Subject subject) {
    this.subject = subject;
  }

  static void run(Subject subject, Warnings warnings) {
    HabitCheck check = new HabitCheck(subject);
    Set<String> told = new LinkedHashSet<>();
    for (Variant variant : subject.knowledge().variants()) {
      if (check.mentionsAny(variant.mentions())
          && check.overlooks(variant)
          && told.add(variant.because())) {
        warnings.pattern(
            subject.rule(),
            Issue.of(variant.severity(), variant.code(), variant.because()).hint(variant.instead()),
            check.leaf(variant.mentions()));
      }
    }
    for (Noise noise : subject.knowledge().noises()) {
      if (noise.askedBy(subject.leaves()) && subject.rule().counts(LogEvent.of(noise.event()))) {
        warnings.pattern(
            subject.rule(),
            Issue.of(Severity.WARNING, LintCode.NOISY, noise.because()).hint(noise.instead()),
            check.leaf(noise.mentions()));
      }
    }
  }

  private boolean mentionsAny(List<String> paths) {
    for (String path : paths) {
      if (subject.leaves().mention(path)) {
        return true;
      }
    }
    return false;
  }

  private boolean overlooks(Variant variant) {
    List<Claim> claims = new ArrayList<>(subject.counts());
    claims.add(variant.when());
    for (ObjectNode event : Solver.events(subject.knowledge(), claims, MOST_EVENTS)) {
      boolean telling = counts(event) && !exempt(variant, event) && !counts(variant.without(event));
      if (telling && counts(variant.changed(event)) != variant.counts()) {
        return true;
      }
    }
    return false;
  }

  private boolean counts(ObjectNode event) {
    return subject.rule().counts(LogEvent.of(StrictJson.text(event)));
  }

  /** Whether the event is of a kind that has no other form. */
  private boolean exempt(Variant variant, ObjectNode event) {
    for (Map.Entry<Selector, List<String>> entry : variant.unless().entrySet()) {
      List<String> texts =
          entry.getKey().select(event).stream()
              .map(node -> node.asText())
              .collect(Collectors.toList());
      boolean source = Knowledge.path(entry.getKey()).equals("eventSource");
      if (texts.isEmpty() && source) {
        texts = subject.knowledge().events().sources(event.path("eventName").asText());
      }
      if (!texts.isEmpty() && entry.getValue().containsAll(texts)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Node leaf(List<String> paths) {
    for (Node leaf : subject.leaves().all()) {
      Selector selector = Condition.selector(leaf);
      if (selector != null && paths.contains(Knowledge.path(selector))) {
        return leaf;
      }
    }
    return null;
  }
}
