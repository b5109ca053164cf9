package dev.trailwatch.report;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.event.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every ALARM in order: when, which rule, how much, who, from where, which calls. */
final class StorySection {
  private static final int MOST = 200;

  private final Markup page;
  private final TimeAxis axis;
  private final Map<String, RuleFindings> owners = new HashMap<>();
  private final List<Story> stories;

  StorySection(Markup page, TimeAxis axis, List<RuleFindings> rules, List<Story> stories) {
    this.page = page;
    this.axis = axis;
    this.stories = stories;
    for (RuleFindings rule : rules) {
      rule.alarms().forEach(alarm -> owners.put(alarm.alarm().id(), rule));
    }
  }

  void write() {
    page.open("section", "id", "story").element("h2", "What happened, in order");
    page.element(
        "p",
        "Every change to ALARM, with the events behind it. The time is the first event's, or the"
            + " minute's in which the threshold was crossed. \u201c+2\u201d means two more.",
        "class",
        "sub");
    if (stories.isEmpty()) {
      page.element("p", "Nothing did.").end();
      return;
    }
    page.open(
            "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "All alarms")
        .open("table", "class", "st")
        .open("thead")
        .open("tr");
    for (String title : List.of("ALARM", "OK", "Rule")) {
      page.element("th", title, "scope", "col");
    }
    page.element("th", "Value", "scope", "col", "class", "num");
    for (String title : List.of("Who", "From", "Calls")) {
      page.element("th", title, "scope", "col");
    }
    page.close().close().open("tbody");
    for (int i = 0; i < stories.size(); i++) {
      if (stories.size() > MOST && i == MOST / 2) {
        int left = stories.size() - MOST;
        page.open("tr")
            .element("td", Words.count(left) + " more between", "colspan", "7", "class", "mut")
            .end();
        i += left;
      }
      row(stories.get(i));
    }
    page.close().close().close().end();
  }

  private void row(Story story) {
    AlarmSpec spec = story.alarm().spec();
    RuleFindings rule = owners.get(story.alarm().id());
    page.open("tr").open("td", "class", "t").element("b", axis.time(story.moment())).close();
    boolean open = story.span().to() == AlarmSpan.OPEN;
    page.element("td", open ? "still in ALARM" : axis.time(story.span().to()), "class", "t mut");
    page.open("td", "class", "name");
    String instance = story.span().alarm();
    String name = story.alarm().name();
    boolean grouped = instance.length() > name.length() && instance.startsWith(name);
    String shown = Words.cut(grouped ? name : instance);
    if (rule == null) {
      page.text(shown);
    } else {
      page.element("a", shown, "href", "#" + rule.anchor());
    }
    if (grouped) {
      // one line: whole it is told by whoever points at it, and for the most part by Who and From
      String group = Words.group(instance.substring(name.length()));
      page.element("span", group, "class", "grp mono", "title", Words.cut(instance));
    }
    page.close();
    page.open("td", "class", "num");
    page.element("b", Double.isNaN(story.peak()) ? "no data" : Words.number(story.peak()))
        .element(
            "span",
            " " + Words.sign(spec.operator()) + " " + Words.number(spec.threshold()),
            "class",
            "mut")
        .close();
    values(story.who(), true);
    values(story.where(), false);
    calls(story);
    page.end();
  }

  private void values(Story.Top top, boolean principals) {
    page.open("td", "class", "mono who");
    if (!top.values.isEmpty()) {
      String value = top.values.get(0).value();
      String shown = Words.brief(principals ? Words.principal(value) : value);
      page.element("span", shown, "title", Words.cut(value));
    }
    more(top.values.size() - 1 + top.others);
    page.close();
  }

  private void calls(Story story) {
    page.open("td", "class", "mono calls");
    String comma = "";
    for (Tally call : story.what().values) {
      page.text(comma + Words.brief(call.value()) + " \u00d7" + Words.count(call.count()));
      comma = ", ";
    }
    more(story.what().others);
    if (story.failed() > 0) {
      boolean all = story.failed() >= story.count();
      String failed = all ? "all failed" : Words.count(story.failed()) + " failed";
      page.text(" ").element("span", failed, "class", "fl");
    }
    page.close();
  }

  private void more(int others) {
    if (others > 0) {
      page.text(" ").element("span", "+" + others, "class", "mut");
    }
  }
}
