package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.pattern.Glob;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.TextLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the events that a pattern names are written by one service, and still are. */
final class EventCheck {
  /** Beyond so many services a pattern does not mean one of them. */
  private static final int GENERAL = 25;

  private static final int SHORTEST_START = 10;
  private static final int MOST_NAMES = 64;

  private final Subject subject;
  private final Warnings warnings;
  private final boolean asksForSource;

  private EventCheck(Subject subject, Warnings warnings) {
    this.subject = subject;
    this.warnings = warnings;
    this.asksForSource = asksForSource(subject.counts());
  }

  private static boolean asksForSource(List<Claim> claims) {
    for (Claim claim : claims) {
      if (Leaves.of(claim.node()).mention("eventSource")) {
        return true;
      }
    }
    return false;
  }

  static void run(Subject subject, Warnings warnings) {
    EventCheck check = new EventCheck(subject, warnings);
    check.retired();
    Map<String, List<String>> written = check.written();
    Map<String, List<String>> counted = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> event : written.entrySet()) {
      counted.put(event.getKey(), check.countedOf(event.getKey(), event.getValue()));
    }
    check.foreign(written, counted);
    check.ambiguous(counted);
  }

  private void retired() {
    Set<String> names = new LinkedHashSet<>();
    for (TextLiteral name : subject.leaves().equalTo("eventName")) {
      if (subject.knowledge().retired(name.text())) {
        names.add(name.text());
      }
    }
    if (!names.isEmpty()) {
      warnings.pattern(
          subject.rule(),
          Issue.of(
              Severity.INFO,
              LintCode.RETIRED_EVENT,
              String.join(", ", names) + ": " + subject.knowledge().retiredBecause()),
          null);
    }
  }

  /** The events that the pattern asks for, each with the services that write it. */
  private Map<String, List<String>> written() {
    Map<String, List<String>> written = new TreeMap<>();
    EventNames events = subject.knowledge().events();
    for (TextLiteral literal : subject.leaves().equalTo("eventName")) {
      Glob name = literal.glob();
      List<String> names = List.of(name.text());
      if (!name.isLiteral()) {
        boolean vague = name.pieces()[0].length() < SHORTEST_START;
        names = vague ? List.of() : events.matching(name, MOST_NAMES);
      }
      for (String each : names) {
        List<String> sources = events.sources(each);
        if (!sources.isEmpty()) {
          written.put(each, sources);
        }
      }
    }
    return written;
  }

  /** Those of the services whose events of this name the rule counts. */
  private List<String> countedOf(String event, List<String> sources) {
    Claim named = isEqual("eventName", event);
    if (!asksForSource) {
      return counts(named) ? sources : List.of();
    }
    List<String> counted = new ArrayList<>();
    for (String source : sources) {
      if (counts(named, isEqual("eventSource", source))) {
        counted.add(source);
      }
    }
    return counted;
  }

  private Claim isEqual(String field, String text) {
    return subject.knowledge().isEqual(field, text);
  }

  /** Whether the rule counts some event of which this holds. */
  private boolean counts(Claim... such) {
    // first what decides most alternatives of the pattern
    List<Claim> claims = new ArrayList<>(List.of(such));
    claims.addAll(subject.counts());
    return !Solver.impossible(subject.knowledge(), claims);
  }

  /** Events that the pattern asks for of services that are known and do not write them. */
  private void foreign(Map<String, List<String>> written, Map<String, List<String>> counted) {
    List<TextLiteral> sourcesAsked = subject.leaves().equalTo("eventSource");
    EventNames events = subject.knowledge().events();
    if (!sourcesAsked.stream().allMatch(each -> events.knownSource(each.glob()))) {
      return;
    }
    List<TextLiteral> exact = subject.leaves().equalTo("eventName");
    for (Map.Entry<String, List<String>> event : counted.entrySet()) {
      boolean named = exact.stream().anyMatch(each -> each.text().equals(event.getKey()));
      if (!named || !event.getValue().isEmpty()) {
        continue;
      }
      if (counts(isEqual("eventName", event.getKey()))) {
        List<String> sources = written.getOrDefault(event.getKey(), List.of());
        warnings.pattern(
            subject.rule(),
            Issue.warning(
                    LintCode.UNKNOWN_SOURCE,
                    event.getKey()
                        + " is no event of the source that the pattern asks for; it is written by "
                        + String.join(", ", sources))
                .hint("check $.eventSource"),
            leaf(event.getKey()));
      }
    }
  }

  private void ambiguous(Map<String, List<String>> counted) {
    List<String> named =
        subject.leaves().equalTo("eventSource").stream()
            .map(TextLiteral::text)
            .collect(Collectors.toList());
    List<String> names = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    int most = 0;
    for (Map.Entry<String, List<String>> event : counted.entrySet()) {
      List<String> sources = event.getValue();
      // services that the pattern names are meant
      if (sources.size() > 1 && !named.containsAll(sources)) {
        names.add(event.getKey());
        others.addAll(sources);
        most = Math.max(most, sources.size());
      }
    }
    String home = home(counted);
    others.remove(home);
    if (names.isEmpty() || others.size() > GENERAL) {
      return;
    }
    boolean narrowed =
        subject.leaves().paths().stream()
            .anyMatch(path -> path.startsWith("requestParameters") || path.startsWith("response"));
    boolean few = most < 3 || narrowed;
    warnings.pattern(
        subject.rule(),
        Issue.of(
                few ? Severity.INFO : Severity.WARNING,
                LintCode.MISSING_SOURCE,
                String.join(", ", names)
                    + ": also "
                    + (names.size() == 1 ? "an event" : "events")
                    + " of "
                    + listed(others))
            .hint("add  $.eventSource = \"" + home + "\" &&  for those of one service"),
        leaf(names.get(0)));
  }

  /** The service that writes most of the named events; of several, the best known. */
  private static String home(Map<String, List<String>> counted) {
    Map<String, Integer> votes = new TreeMap<>();
    for (List<String> sources : counted.values()) {
      for (String source : sources) {
        votes.merge(source, 2, Integer::sum);
      }
    }
    for (String known : List.of("iam.amazonaws.com", "ec2.amazonaws.com", "s3.amazonaws.com")) {
      votes.computeIfPresent(known, (source, count) -> count + 1);
    }
    String home = "";
    int best = 0;
    for (Map.Entry<String, Integer> vote : votes.entrySet()) {
      if (vote.getValue() > best) {
        best = vote.getValue();
        home = vote.getKey();
      }
    }
    return home;
  }

  private static String listed(Set<String> sources) {
    List<String> first = new ArrayList<>(sources);
    int more = first.size() - 5;
    return String.join(", ", first.subList(0, Math.min(5, first.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private @Nullable Node leaf(String event) {
    return subject.leaves().withText().stream()
        .filter(each -> Knowledge.path(each.selector()).equals("eventName"))
        .filter(each -> ((TextLiteral) each.literal()).glob().matches(event))
        .findFirst()
        .orElse(null);
  }
}
