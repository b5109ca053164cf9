package dev.trailwatch.report;

import dev.trailwatch.event.EventSample;
import dev.trailwatch.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each rule, folded: its pattern, its alarms, other thresholds and windows, some of its events. */
final class RulesSection {
  private static final int MOST = 100;
  private static final int SAMPLES = 12;

  private final Markup page;
  private final TimeAxis axis;
  private final List<RuleFindings> rules;

  RulesSection(Markup page, TimeAxis axis, List<RuleFindings> rules) {
    this.page = page;
    this.axis = axis;
    this.rules = rules;
  }

  void write() {
    page.open("section", "id", "rules").element("h2", "Rules");
    page.element(
        "p",
        "Those that alarmed first. Open one for its pattern, what other thresholds and windows"
            + " would have done, and some of its events.",
        "class",
        "sub");
    for (RuleFindings rule : rules.subList(0, Math.min(MOST, rules.size()))) {
      write(rule);
    }
    for (RuleFindings rule : rules.subList(Math.min(MOST, rules.size()), rules.size())) {
      page.open("p", "id", rule.anchor(), "class", "rest").element("b", rule.name());
      page.text(" " + heard(rule)).end();
    }
    page.end();
  }

  private void write(RuleFindings rule) {
    page.open("details", "id", rule.anchor()).open("summary");
    page.element("span", rule.name(), "class", "nm");
    Rule declared = rule.rule();
    if (declared != null) {
      page.element("span", declared.severity().key(), "class", "tag");
    }
    page.element("span", "", "class", "sp");
    page.element("span", heard(rule), "class", rule.stories().isEmpty() ? "mut" : "hot").close();
    page.open("div", "class", "body");
    if (declared != null) {
      String description = declared.description();
      if (description != null) {
        page.element("p", description);
      }
      page.element("pre", declared.pattern().text(), "class", "pat");
      page.element("p", declared.place().toString(), "class", "mut mono");
    }
    for (AlarmFindings alarm : rule.alarms()) {
      alarm(alarm);
    }
    samples(rule);
    page.close().end();
  }

  private static String heard(RuleFindings rule) {
    if (rule.alarms().isEmpty()) {
      return "no alarm";
    }
    if (rule.matched() == 0) {
      return "never matched";
    }
    return Words.count(rule.stories().size(), "alarm", "alarms")
        + " \u00b7 "
        + Words.count(rule.matched(), "event", "events");
  }

  private void alarm(AlarmFindings alarm) {
    page.element("h3", alarm.alarm().name());
    page.open("p");
    page.text("ALARM when " + Words.condition(alarm.alarm().spec()));
    if (!alarm.alarm().groupBy().isEmpty()) {
      page.text(
          ", for each "
              + String.join(" and ", alarm.alarm().groupBy())
              + " ("
              + Words.count(alarm.instances())
              + " seen)");
    }
    page.text(". ");
    if (alarm.periods() > 0) {
      page.text(
          String.format(
              "%s of %s with data breached; the highest value was %s.",
              Words.count(alarm.breaching()),
              Words.count(alarm.periods(), "period", "periods"),
              Words.number(alarm.highest())));
    }
    page.close();
    if (alarm.matched() > 0) {
      tuning(alarm);
    }
  }

  private void tuning(AlarmFindings alarm) {
    Tuning tuning = alarm.tuning();
    page.open(
            "div",
            "class",
            "scroll",
            "tabindex",
            "0",
            "role",
            "region",
            "aria-label",
            "ALARMs of " + alarm.alarm().name() + " otherwise")
        .open("table", "class", "sens");
    page.element("caption", "ALARMs at another threshold and in another window");
    page.open("thead").open("tr").element("th", "Window", "scope", "col");
    String sign = Words.sign(alarm.alarm().spec().operator());
    for (double threshold : tuning.thresholds()) {
      page.element("th", sign + " " + Words.number(threshold), "scope", "col", "class", "num");
    }
    page.close().close().open("tbody");
    for (int p = 0; p < tuning.periods().size(); p++) {
      page.open("tr").element("th", Words.seconds(tuning.periods().get(p)), "scope", "row");
      for (int t = 0; t < tuning.thresholds().size(); t++) {
        int alarms = tuning.alarms(p, t);
        boolean present = tuning.isPresent(p, t);
        page.open("td", "class", present ? "cur" : "num");
        page.text(alarms < 0 ? "\u2013" : Words.count(alarms));
        if (present) {
          page.element("span", " (now)", "class", "vh");
        }
        page.close();
      }
      page.close();
    }
    page.close().close().close();
  }

  private void samples(RuleFindings rule) {
    List<EventSample> samples = rule.evidence().samples();
    if (samples.isEmpty()) {
      return;
    }
    page.element("h3", "Some of its events");
    page.open(
            "div",
            "class",
            "scroll",
            "tabindex",
            "0",
            "role",
            "region",
            "aria-label",
            "Events of " + rule.name())
        .open("table", "class", "ev")
        .open("thead")
        .open("tr");
    for (String title : List.of("Time", "Call", "Who", "From", "Error", "eventID")) {
      page.element("th", title, "scope", "col");
    }
    page.close().close().open("tbody");
    for (EventSample sample : samples.subList(0, Math.min(SAMPLES, samples.size()))) {
      page.open("tr").element("td", axis.time(sample.eventTime()), "class", "t");
      cell(sample.eventName());
      String who = sample.principal();
      cell(who == null ? null : Words.principal(who));
      cell(sample.sourceIPAddress());
      cell(sample.errorCode());
      cell(sample.eventID());
      page.end();
    }
    page.close().close().close();
  }

  private void cell(@Nullable String text) {
    page.element("td", text == null ? "" : Words.brief(text), "class", "mono");
  }
}
