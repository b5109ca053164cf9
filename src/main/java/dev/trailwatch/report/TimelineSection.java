package dev.trailwatch.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One lane for each rule that alarmed: when it was in ALARM, and when its matches came. */
final class TimelineSection {
  private static final int LANES = 100;
  private static final int OVERVIEW = 64;
  private static final int LANE = 20;

  private final Markup page;
  private final TimeAxis axis;
  private final ReplayTotals totals;
  private final List<RuleFindings> rules;

  TimelineSection(Markup page, TimeAxis axis, ReplayTotals totals, List<RuleFindings> rules) {
    this.page = page;
    this.axis = axis;
    this.totals = totals;
    this.rules = rules;
  }

  void write() {
    page.open("section", "id", "timeline").element("h2", "Timeline");
    page.open("p", "class", "sub")
        .text(
            "One row for each rule that alarmed, in the order of its first alarm; times are UTC.");
    key("k-al", "in ALARM");
    key("k-tk", "matching events");
    key("k-all", "all events");
    page.close();
    page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Timeline")
        .open("table", "class", "tl");
    head();
    page.open("tbody");
    overview();
    int lanes = 0;
    int left = 0;
    for (RuleFindings rule : rules) {
      if (!rule.stories().isEmpty()) {
        if (lanes++ < LANES) {
          lane(rule);
        } else {
          left++;
        }
      }
    }
    page.close().close().close();
    if (lanes == 0) {
      page.element("p", "No rule went to ALARM.", "class", "sub");
    } else if (left > 0) {
      page.element("p", "And " + left + " more rules.", "class", "sub");
    }
    page.end();
  }

  private void key(String style, String meaning) {
    page.text(" ")
        .open("span", "class", "key")
        .element("i", "", "class", style)
        .text(" " + meaning)
        .close();
  }

  private void head() {
    page.open("thead").open("tr");
    page.element("th", "Rule", "scope", "col");
    page.element("th", "Alarms", "scope", "col", "class", "num");
    page.element("th", "Events", "scope", "col", "class", "num");
    page.open("th", "scope", "col", "class", "ln").element("span", "When", "class", "vh");
    page.open("svg", "class", "axis", "height", "18", "width", "100%", "aria-hidden", "true");
    for (long moment : axis.labels()) {
      String x = axis.at(moment);
      // centred on its moment, but not across the edge
      String style = moment == axis.labels().get(0) ? "first" : "later";
      page.element("text", axis.label(moment), "x", x, "y", "13", "class", style);
    }
    page.close().close().close().close();
  }

  private void overview() {
    TreeMap<Long, long[]> columns = new TreeMap<>();
    long peak = 1;
    for (Map.Entry<Long, long[]> stretch : totals.events().entrySet()) {
      long[] column =
          columns.computeIfAbsent(axis.columnOf(stretch.getKey()), start -> new long[2]);
      column[0] += stretch.getValue()[0];
      column[1] += stretch.getValue()[1];
      peak = Math.max(peak, column[0]);
    }
    String unit = Words.seconds((int) Math.min(Integer.MAX_VALUE, axis.column() / 1000));
    String most = Words.count(peak) + " in " + unit;
    page.open("tr", "class", "ovr").open("th", "scope", "row").text("all events ");
    page.element("span", "at most " + most, "class", "mut").close();
    page.element("td", "", "class", "num");
    page.element("td", Words.count(totals.count("eventsIn")), "class", "num");
    page.open("td", "class", "ln");
    chart(OVERVIEW, "All events: at most " + most);
    for (Map.Entry<Long, long[]> column : columns.entrySet()) {
      long all = column.getValue()[0];
      long matched = column.getValue()[1];
      String title =
          String.format(
              "%s: %s, %s matched a rule",
              axis.time(column.getKey()),
              Words.count(all, "event", "events"),
              Words.count(matched));
      bar("all", column.getKey(), OVERVIEW, (double) all / peak, title);
      if (matched > 0) {
        bar("hit", column.getKey(), OVERVIEW, (double) matched / peak, "");
      }
    }
    page.close().close().close();
  }

  private void lane(RuleFindings rule) {
    page.open("tr").open("th", "scope", "row");
    page.element("a", rule.name(), "href", "#" + rule.anchor()).close();
    page.open("td", "class", "num").element("b", Words.count(rule.stories().size())).close();
    page.element("td", Words.count(rule.matched()), "class", "num");
    page.open("td", "class", "ln");
    chart(
        LANE,
        String.format(
            "%s: %s, %s",
            rule.name(),
            Words.count(rule.stories().size(), "alarm", "alarms"),
            Words.count(rule.matched(), "matching event", "matching events")));
    for (Map.Entry<Long, long[]> box : boxes(rule.stories()).entrySet()) {
      long[] endAndCount = box.getValue();
      String end = endAndCount[0] == AlarmSpan.OPEN ? "the end" : axis.time(endAndCount[0]);
      String title =
          String.format(
              "in ALARM from %s to %s%s",
              axis.time(box.getKey()),
              end,
              endAndCount[1] > 1 ? ", " + Words.count(endAndCount[1]) + " alarms" : "");
      page.open(
          "rect",
          "class",
          "al",
          "x",
          axis.at(box.getKey()),
          "width",
          axis.width(box.getKey(), endAndCount[0]),
          "y",
          "1",
          "height",
          Integer.toString(LANE - 2),
          "rx",
          "2");
      page.element("title", title).close();
    }
    ticks(rule.events());
    page.close().close().end();
  }

  /** Stays in ALARM by their start; those that share a column are drawn as one. */
  private NavigableMap<Long, long[]> boxes(List<Story> stories) {
    TreeMap<Long, long[]> boxes = new TreeMap<>();
    for (Story story : stories) {
      long start = story.crossing();
      long end = story.span().to();
      Map.Entry<Long, long[]> before = boxes.lastEntry();
      boolean touches =
          before != null
              && (before.getValue()[0] == AlarmSpan.OPEN
                  || start - before.getValue()[0] < axis.column());
      if (touches) {
        before.getValue()[0] = Math.max(before.getValue()[0], end);
        before.getValue()[1]++;
      } else {
        boxes.put(start, new long[] {end, 1});
      }
    }
    return boxes;
  }

  private void ticks(NavigableMap<Long, Long> events) {
    TreeMap<Long, Long> columns = new TreeMap<>();
    events.forEach((minute, count) -> columns.merge(axis.columnOf(minute), count, Long::sum));
    long peak = columns.values().stream().mapToLong(Long::longValue).max().orElse(1);
    columns.forEach(
        (start, count) ->
            bar(
                "tk",
                start,
                LANE - 4,
                Math.sqrt((double) count / peak),
                axis.time(start) + ": " + Words.count(count, "match", "matches")));
  }

  private void chart(int height, String label) {
    page.open(
        "svg",
        "height",
        Integer.toString(height),
        "width",
        "100%",
        "role",
        "img",
        "aria-label",
        label);
    for (long moment : axis.labels()) {
      String x = axis.at(moment);
      page.empty("line", "class", "g", "x1", x, "x2", x, "y1", "0", "y2", Integer.toString(height));
    }
  }

  private void bar(String style, long start, int height, double share, String title) {
    double tall = Math.max(1.5, share * (height - 4));
    page.open(
        "rect",
        "class",
        style,
        "x",
        axis.at(start),
        "width",
        axis.bar(),
        "y",
        String.format(Locale.ROOT, "%.1f", height - tall),
        "height",
        String.format(Locale.ROOT, "%.1f", tall));
    if (!title.isEmpty()) {
      page.element("title", title);
    }
    page.close();
  }
}
