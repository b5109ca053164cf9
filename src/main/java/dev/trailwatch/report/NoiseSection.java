package dev.trailwatch.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which rules were never heard, and which exceptions would spare most ALARMs. */
final class NoiseSection {
  private static final int MOST = 20;
  private static final int NAMED = 100;

  private final Markup page;
  private final List<RuleFindings> rules;

  private static final class Suggestion {
    private final RuleFindings rule;
    private final AlarmFindings alarm;
    private final Noise.Source source;

    Suggestion(RuleFindings rule, AlarmFindings alarm, Noise.Source source) {
      this.rule = rule;
      this.alarm = alarm;
      this.source = source;
    }
  }

  NoiseSection(Markup page, List<RuleFindings> rules) {
    this.page = page;
    this.rules = rules;
  }

  void write() {
    page.open("section", "id", "noise").element("h2", "Noise and silence");
    exceptions();
    silent();
    page.end();
  }

  private void exceptions() {
    List<Suggestion> suggestions = new ArrayList<>();
    for (RuleFindings rule : rules) {
      for (AlarmFindings alarm : rule.alarms()) {
        alarm.noisiest(1).forEach(worst -> suggestions.add(new Suggestion(rule, alarm, worst)));
      }
    }
    suggestions.sort(Comparator.comparingInt(suggestion -> -suggestion.source.alarms()));
    page.element("h3", "What one exception would spare");
    page.element(
        "p",
        "For each alarm the one value without which fewest ALARMs are left: a place to look, not"
            + " advice. An exception is also where an attacker hides, so it needs a reason, an"
            + " owner and an end.",
        "class",
        "sub");
    if (suggestions.isEmpty()) {
      page.element("p", "No single principal, address or call is behind any ALARM.");
      return;
    }
    page.open(
            "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Exceptions")
        .open("table", "class", "st")
        .open("thead")
        .open("tr");
    page.element("th", "Alarm", "scope", "col");
    page.element("th", "Spared", "scope", "col", "class", "num");
    page.element("th", "Exception", "scope", "col");
    page.element("th", "Its matches", "scope", "col", "class", "num");
    page.close().close().open("tbody");
    for (Suggestion each : suggestions.subList(0, Math.min(MOST, suggestions.size()))) {
      page.open("tr").open("td", "class", "nw");
      page.element("a", each.alarm.alarm().name(), "href", "#" + each.rule.anchor()).close();
      page.open("td", "class", "num")
          .element("b", Words.count(each.source.alarms()))
          .element("span", " of " + Words.count(each.alarm.stories().size()), "class", "mut")
          .close();
      page.element("td", yaml(each.source), "class", "mono");
      page.open("td", "class", "num").text(Words.count(each.source.events()));
      page.element("span", " of " + Words.count(each.alarm.matched()), "class", "mut").close();
      page.end();
    }
    page.close().close().close();
  }

  /** The exception's key parts as a rule file has them. */
  private static String yaml(Noise.Source source) {
    return String.format(
        "field: '%s', in: ['%s']", source.field(), source.value().replace("'", "''"));
  }

  private void silent() {
    List<RuleFindings> silent = new ArrayList<>();
    List<RuleFindings> unwatched = new ArrayList<>();
    for (RuleFindings rule : rules) {
      if (rule.alarms().isEmpty()) {
        unwatched.add(rule);
      } else if (rule.matched() == 0) {
        silent.add(rule);
      }
    }
    names("Never matched", silent, "Every rule matched something.");
    if (!unwatched.isEmpty()) {
      names("Without an alarm of their own, so not counted here", unwatched, "");
    }
  }

  private void names(String title, List<RuleFindings> which, String none) {
    page.element("h3", title);
    if (which.isEmpty()) {
      page.element("p", none);
      return;
    }
    page.open("p", "class", "names");
    String comma = "";
    for (RuleFindings rule : which.subList(0, Math.min(NAMED, which.size()))) {
      page.text(comma).element("a", rule.name(), "href", "#" + rule.anchor());
      comma = ", ";
    }
    if (which.size() > NAMED) {
      page.text(" and " + (which.size() - NAMED) + " more");
    }
    page.close();
  }
}
