package dev.trailwatch.report;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.Tally;
import java.util.List;
import java.util.Locale;

/** Who made the matching events, from where, with which calls. */
final class PeopleSection {
  private static final int MOST = 12;

  private final Markup page;
  private final ReplayTotals totals;

  PeopleSection(Markup page, ReplayTotals totals) {
    this.page = page;
    this.totals = totals;
  }

  void write() {
    Evidence matched = totals.matched();
    page.open("section", "id", "who").element("h2", "Who and from where");
    String remark =
        matched.isTruncated()
            ? "The most frequent of many; counts of rare ones are estimates."
            : "Of the events that matched a rule that has an alarm, each counted once.";
    page.element("p", remark, "class", "sub").open("div", "class", "cols").open("div");
    table("Principals", "Principal", matched.principals(), matched.count());
    table("Addresses", "Address", matched.sourceIPs(), matched.count());
    page.close().open("div");
    table("Calls", "Call", matched.eventNames(), matched.count());
    page.close().close().end();
  }

  private void table(String caption, String head, List<Tally> tallies, long all) {
    page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
        .open("table", "class", "pp");
    page.element("caption", caption).open("thead").open("tr");
    page.element("th", head, "scope", "col");
    page.element("th", "Events", "scope", "col", "class", "num");
    page.element("th", "Failed", "scope", "col", "class", "num");
    page.element("th", "Share", "scope", "col");
    page.close().close().open("tbody");
    for (Tally tally : tallies.subList(0, Math.min(MOST, tallies.size()))) {
      page.open("tr").open("th", "scope", "row", "class", "mono");
      page.element("span", Words.principal(tally.value()), "title", Words.cut(tally.value()))
          .close();
      page.element("td", Words.count(tally.count()), "class", "num");
      page.element("td", tally.failed() == 0 ? "" : Words.count(tally.failed()), "class", "num");
      page.open("td", "class", "bar");
      page.open("svg", "height", "10", "width", "100%", "aria-hidden", "true");
      page.empty(
          "rect",
          "class",
          "hit",
          "height",
          "10",
          "width",
          String.format(Locale.ROOT, "%.1f%%", 100.0 * tally.count() / Math.max(1, all)));
      page.close().close().end();
    }
    page.close();
    if (tallies.size() > MOST) {
      page.open("tfoot")
          .open("tr")
          .element("td", "+" + (tallies.size() - MOST) + " more", "class", "mut", "colspan", "4")
          .close()
          .close();
    }
    page.close().close();
  }
}
