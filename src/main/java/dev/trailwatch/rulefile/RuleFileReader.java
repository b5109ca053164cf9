package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.FileOrder;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleBuilder;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rule files into the one set that they make together.
 *
 * <p>Every error and warning of every file is found at once. A user's own file may adapt rules of
 * other files: defaults, lists and overrides are applied here, whatever the order of the files.
 */
public final class RuleFileReader {
  private static final int MOST_RULES = 10_000;

  private final Findings findings = new Findings();
  private final Overlay overlay;
  private final List<RuleDraft> rules = new ArrayList<>();
  private final List<RuleDraft> standalone = new ArrayList<>();

  private RuleFileReader(@Nullable LocalDate today) {
    this.overlay = new Overlay(findings, today);
  }

  /** Reads files as one set, with every exception in force, whatever its date. */
  public static ReadResult read(List<SourceText> files) {
    return new RuleFileReader(null).readAll(files);
  }

  /**
   * Reads files as one set.
   *
   * @param today the day that expiries are held against: what expired before it is warned of and
   *     left out
   */
  public static ReadResult read(List<SourceText> files, LocalDate today) {
    return new RuleFileReader(today).readAll(files);
  }

  private ReadResult readAll(List<SourceText> files) {
    List<Section> roots = new ArrayList<>();
    for (SourceText file : files) {
      YamlNode root = YamlTree.read(file, findings);
      if (root != null) {
        Shape.FILE.check(root, findings);
        version(root);
        roots.add(new Section(root, findings));
      }
    }
    roots.forEach(overlay::add);
    readRules(roots);
    AlarmAssembler assembler = new AlarmAssembler(findings, rules);
    List<RuleDraft> drafts = new ArrayList<>(rules);
    drafts.addAll(standalone);
    drafts.forEach(assembler::groups);
    List<Rule> built = new ArrayList<>();
    for (RuleDraft draft : rules) {
      List<Alarm> alarms = assembler.build(draft);
      RuleBuilder builder = draft.builder;
      MetricTransformation metric = draft.metric;
      if (builder != null && metric != null) {
        built.add(builder.metric(metric).alarms(alarms).build());
      }
    }
    List<Alarm> alone = new ArrayList<>();
    standalone.forEach(draft -> alone.addAll(assembler.build(draft)));
    demands();
    boolean fine = findings.errors() == 0;
    int count = 0;
    for (Section root : roots) {
      count += root.items("rules").size();
    }
    List<Issue> issues = findings.all();
    issues.sort(FileOrder.of(files));
    return ReadResult.of(RuleSet.of(built, alone), fine, count, issues);
  }

  private void version(YamlNode root) {
    YamlNode version = root.get("version");
    boolean known = version != null && version.text().equals("1");
    if (version != null && version.is(YamlNode.Kind.NUMBER) && !known) {
      findings.add(
          version.error(
              RuleFileCode.BAD_VERSION,
              "\"version\" is 1, the only one there is; found " + Shape.found(version)));
    }
    if (known && root.entries().size() == 1) {
      findings.add(
          root.at(
              Issue.warning(
                  RuleFileCode.NOTHING_THERE, "the file has no rules, alarms or settings")));
    }
  }

  private void readRules(List<Section> roots) {
    RuleReader reader = new RuleReader(findings, overlay);
    Map<String, YamlNode> names = new LinkedHashMap<>();
    int count = 0;
    for (Section root : roots) {
      for (YamlNode item : root.items("rules")) {
        if (++count > MOST_RULES) {
          findings.add(item.error(RuleFileCode.TOO_LARGE, "more than 10,000 rules"));
          return;
        }
        RuleDraft draft = reader.rule(item);
        if (draft != null && unique(names, draft)) {
          rules.add(draft);
        }
      }
    }
    for (Section root : roots) {
      for (YamlNode item : root.items("alarms")) {
        RuleDraft draft = reader.standaloneAlarm(item);
        if (draft != null) {
          standalone.add(draft);
        }
      }
    }
  }

  private boolean unique(Map<String, YamlNode> names, RuleDraft draft) {
    YamlNode name = draft.section.value("name");
    YamlNode first = name == null ? null : names.putIfAbsent(draft.name, name);
    if (first == null || name == null) {
      return true;
    }
    findings.add(
        name.error(
                RuleFileCode.DUPLICATE_NAME,
                "rule \"" + draft.name + "\" is declared already in " + first.place())
            .hint("to adapt a rule of another file, use overrides"));
    return false;
  }

  private void demands() {
    Set<String> live = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    int evaluated = 0;
    for (RuleDraft rule : rules) {
      all.add(rule.name);
      evaluated += rule.evaluated() ? 1 : 0;
      if (rule.enabled && rule.mode == RuleMode.LIVE) {
        live.add(rule.name);
      }
    }
    overlay.demand(live, all, evaluated);
    standalone.forEach(alarm -> all.add(alarm.name));
    overlay.finish(all);
  }
}
