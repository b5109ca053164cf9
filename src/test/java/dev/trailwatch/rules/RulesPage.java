package dev.trailwatch.rules;

import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page that lists the shipped rules, made out of their files. */
final class RulesPage {
  private static final Map<Integer, String> CONTROLS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(1, "unauthorized API calls"),
              Map.entry(2, "console sign-in without MFA"),
              Map.entry(3, "use of root"),
              Map.entry(4, "IAM policy changes"),
              Map.entry(5, "CloudTrail changes"),
              Map.entry(6, "console sign-in failures"),
              Map.entry(7, "disabling or deletion of customer keys"),
              Map.entry(8, "S3 bucket policy changes"),
              Map.entry(9, "AWS Config changes"),
              Map.entry(10, "security group changes"),
              Map.entry(11, "network access list changes"),
              Map.entry(12, "network gateway changes"),
              Map.entry(13, "route table changes"),
              Map.entry(14, "VPC changes"),
              Map.entry(15, "AWS Organizations changes")));

  private final List<Rule> rules;

  RulesPage(RuleSet ruleSet) {
    this.rules = new ArrayList<>(ruleSet.allRules());
    // what is for auditors comes last
    rules.sort(Comparator.comparing(rule -> rule.mode() == RuleMode.NATIVE));
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append("# The rules that ship\n\n")
        .append("Made out of `rules/` by a test; edit the rules, not this page. ")
        .append(
            "[Which of them are loud, and what silences them](noise.html); [how to write your"
                + " own](rules.html).\n\n");
    page.append(counts()).append('\n');
    page.append(coverage());
    Map<String, List<Rule>> files = new LinkedHashMap<>();
    for (Rule rule : rules) {
      String file = Path.of(rule.place().file()).getFileName().toString();
      files.computeIfAbsent(file, name -> new ArrayList<>()).add(rule);
    }
    files.forEach((file, ofFile) -> page.append(theme(file, ofFile)));
    return page.toString();
  }

  private String counts() {
    Map<String, Long> perTier =
        rules.stream()
            .collect(Collectors.groupingBy(RulesPage::tier, TreeMap::new, Collectors.counting()));
    return String.format(
        "%d rules: %d page (critical and high), %d make a ticket (medium), %d go into a digest"
            + " (low and info); %d more are twins for auditors, which only CloudWatch evaluates.%n",
        rules.size() - perTier.get("audit"),
        perTier.get("page"),
        perTier.get("ticket"),
        perTier.get("digest"),
        perTier.get("audit"));
  }

  /** Which rule stands for which control. */
  private String coverage() {
    StringBuilder table = new StringBuilder("## CIS AWS Foundations Benchmark\n\n");
    table.append("v3.0's 4.16 asks for Security Hub, not for a filter.\n\n");
    table.append("| v1.2 | v1.4 and v3.0 | control | rules | twin |\n|---|---|---|---|---|\n");
    for (Map.Entry<Integer, String> control : CONTROLS.entrySet()) {
      int number = control.getKey();
      table.append(
          String.format(
              "| %s | 4.%d | %s | %s | %s |%n",
              number <= 14 ? "3." + number : "",
              number,
              control.getValue(),
              tagged("3.0/4." + number, false),
              tagged("3.0/4." + number, true)));
    }
    return table.append('\n').toString();
  }

  private String tagged(String control, boolean twins) {
    return rules.stream()
        .filter(rule -> (rule.mode() == RuleMode.NATIVE) == twins)
        .filter(rule -> rule.tags().getOrDefault("cis", List.of()).contains(control))
        .map(rule -> "`" + rule.name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String theme(String file, List<Rule> rules) {
    StringBuilder text = new StringBuilder("## " + file + "\n\n");
    for (Rule rule : rules) {
      text.append("### ").append(rule.name()).append("\n\n");
      text.append(description(rule)).append("\n\n");
      text.append("- ").append(rule.severity().key()).append(", ").append(threshold(rule));
      List<String> mitre = rule.tags().getOrDefault("mitre", List.of());
      text.append(mitre.isEmpty() ? "" : "; MITRE ATT&CK " + String.join(", ", mitre));
      if (rule.mode() == RuleMode.NATIVE) {
        text.append("; evaluated by CloudWatch only");
      }
      text.append(rule.mode() == RuleMode.SHADOW ? "; shadow: recorded, not told" : "");
      text.append('\n');
      if (rule.mode() != RuleMode.NATIVE) {
        text.append("- counts when ").append(sentence(rule)).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String threshold(Rule rule) {
    Alarm alarm = rule.alarms().get(0);
    int threshold = (int) alarm.spec().threshold();
    int enough = alarm.spec().breaches(threshold) ? threshold : threshold + 1;
    int minutes = alarm.spec().periodSeconds() / 60;
    String by = alarm.groupBy().isEmpty() ? "" : " by one " + String.join(", ", alarm.groupBy());
    return String.format(
        "%d in %d minute%s%s",
        enough, minutes, minutes == 1 ? "" : "s", by.toLowerCase(Locale.ROOT));
  }

  /** Markdown must not take a star for emphasis, nor a bracket for a link. */
  private static String sentence(Rule rule) {
    return rule.pattern().sentence().replace("*", "\\*").replace("[", "\\[").replace("<", "&lt;");
  }

  private static String description(Rule rule) {
    return String.valueOf(rule.description()).strip().replace("*", "\\*");
  }

  private static String tier(Rule rule) {
    return rule.tags().get("tier").get(0);
  }
}
