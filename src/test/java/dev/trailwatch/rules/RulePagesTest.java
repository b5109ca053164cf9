package dev.trailwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The pages about the shipped rules say what is so.
 *
 * <p>{@code -Dgolden=write} writes the page that is made out of the rules anew.
 */
class RulePagesTest {
  private static final Path RULES_PAGE = Path.of("src/site/markdown/shipped-rules.md");
  private static final Path NOISE_PAGE = Path.of("src/site/markdown/noise.md");

  @Test
  void thePageOfTheRulesIsCurrent() throws IOException {
    String text = new RulesPage(ShippedRules.load()).text();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(RULES_PAGE, text);
    }

    assertThat(Files.readString(RULES_PAGE)).isEqualTo(text);
  }

  @Test
  void everyCisControlHasARuleThatTheEngineEvaluatesAndATwin() throws IOException {
    RuleSet rules = ShippedRules.load();
    for (String version : List.of("1.2/3.", "1.4/4.", "3.0/4.")) {
      for (int number = 1; number <= (version.startsWith("1.2") ? 14 : 15); number++) {
        String control = version + number;
        assertThat(rules.allRules().stream().filter(rule -> covers(rule, control)))
            .as(control)
            .anyMatch(rule -> rule.mode() == RuleMode.LIVE)
            .anyMatch(rule -> rule.mode() == RuleMode.NATIVE);
      }
    }
  }

  /** The names that a control lists stand in its twin's text; each must be counted by a rule. */
  @Test
  void whatATwinNamesARuleOfTheSameControlCounts() throws IOException {
    RuleSet rules = ShippedRules.load();
    Set<String> missing = new TreeSet<>();
    for (Rule twin : rules.allRules()) {
      List<String> controls = twin.tags().getOrDefault("cis", List.of());
      if (twin.mode() != RuleMode.NATIVE || controls.isEmpty()) {
        continue;
      }
      String control = controls.get(controls.size() - 1);
      Matcher names = Pattern.compile("eventName ?= ?\"?(\\w+)").matcher(twin.pattern().text());
      while (names.find()) {
        boolean counted =
            rules.rules().stream()
                .filter(rule -> covers(rule, control))
                .anyMatch(
                    rule ->
                        rule.pattern().text().contains(names.group(1))
                            || rule.pattern().matches(event(control, names.group(1))));
        if (!counted) {
          missing.add(names.group(1));
        }
      }
    }

    // calls of EC2-Classic, which AWS has retired
    assertThat(missing)
        .containsExactly(
            "AttachClassicLinkVpc",
            "DetachClassicLinkVpc",
            "DisableVpcClassicLink",
            "EnableVpcClassicLink");
  }

  @Test
  void theOverlayOfTheNoisePageFitsTheRules() throws IOException {
    List<SourceText> files = new ArrayList<>(RuleDirectory.load(ShippedRules.FOLDER));
    List<String> overlays = yaml(Files.readString(NOISE_PAGE));
    for (int i = 0; i < overlays.size(); i++) {
      files.add(SourceText.of("overlay-" + i + ".yaml", overlays.get(i)));
    }
    ReadResult read = RuleFileReader.read(files);

    assertThat(overlays).hasSize(1);
    assertThat(read.issues()).isEmpty();
    RuleSet rules = read.ruleSet();
    assertThat(rules).isNotNull();
    Rule policies = rule(rules, "iam.policies");
    assertThat(policies.counts(policyBy("terraform-production"))).isFalse();
    assertThat(policies.counts(policyBy("somebody"))).isTrue();
    assertThat(rule(rules, "kms.decrypt").mode()).isEqualTo(RuleMode.LIVE);
    assertThat(rule(rules, "trail.disabled").alarms().get(0).alarmActions())
        .containsExactly("page");
    assertThat(rule(rules, "iam.policies").alarms().get(0).alarmActions())
        .containsExactly("digest");
    for (Rule each : rules.allRules()) {
      boolean noisy = each.tags().keySet().stream().anyMatch(tag -> tag.endsWith("-noise"));
      assertThat(!each.exceptions().isEmpty()).as(each.name()).isEqualTo(noisy);
    }
  }

  @Test
  void everyTagThatNamesANoiseIsOnTheNoisePage() throws IOException {
    String page = Files.readString(NOISE_PAGE);
    for (Rule rule : ShippedRules.load().allRules()) {
      for (String tag : rule.tags().keySet()) {
        if (tag.endsWith("-noise")) {
          assertThat(page).contains("`" + tag + "`").contains("tag:" + tag);
        }
      }
    }
  }

  @Test
  void everyRuleThatThePagesNameIsThere() throws IOException {
    Set<String> names = new TreeSet<>();
    ShippedRules.load().allRules().forEach(rule -> names.add(rule.name()));
    Matcher named =
        Pattern.compile("\\| `([a-z0-9-]+\\.[a-z0-9.-]+)` \\|")
            .matcher(Files.readString(NOISE_PAGE));
    int found = 0;
    while (named.find()) {
      assertThat(names).contains(named.group(1));
      found++;
    }
    assertThat(found).isGreaterThan(20);
  }

  private static boolean covers(Rule rule, String control) {
    return rule.tags().getOrDefault("cis", List.of()).contains(control);
  }

  private static LogEvent event(String control, String name) {
    String source = control.endsWith("/4.4") ? "iam" : "ec2";
    return LogEvent.of(
        "{\"eventSource\":\"" + source + ".amazonaws.com\",\"eventName\":\"" + name + "\"}");
  }

  private static LogEvent policyBy(String role) {
    return LogEvent.of(
        "{\"eventSource\":\"iam.amazonaws.com\",\"eventName\":\"CreatePolicy\",\"userIdentity\":"
            + "{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":{\"userName\":\""
            + role
            + "\"}}}}");
  }

  private static Rule rule(RuleSet rules, String name) {
    return rules.allRules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> yaml(String page) {
    List<String> blocks = new ArrayList<>();
    Matcher block = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(page);
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }
}
