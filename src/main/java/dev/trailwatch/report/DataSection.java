package dev.trailwatch.report;

import java.util.List;

/** What was read, what was not, and how to make the report again. */
final class DataSection {
  private static final int MOST = 100;

  private final Markup page;
  private final ReplayTotals totals;
  private final String version;

  DataSection(Markup page, ReplayTotals totals, String version) {
    this.page = page;
    this.totals = totals;
    this.version = version;
  }

  void write() {
    page.open("section", "id", "data").element("h2", "Data");
    page.open("dl", "class", "dl");
    item(
        "Events",
        String.format(
            "%s = %s matched + %s matched no rule + %s rejected",
            count("eventsIn"),
            count("eventsMatched"),
            count("eventsUnmatched"),
            count("eventsRejected")));
    item("Copies left out", count("duplicateEvents"));
    if (totals.count("eventsOutside") > 0) {
      item("Outside of the time asked for", count("eventsOutside"));
    }
    item("Records that could not be used", count("recordsUndecodable"));
    item("Rule set", version);
    totals.facts().forEach(this::item);
    page.close();
    List<String> skipped = totals.skipped();
    page.element("h3", "Skipped input");
    if (skipped.isEmpty()) {
      page.element("p", "None: everything could be read.");
    } else {
      page.open("ul");
      for (String sentence : skipped.subList(0, Math.min(MOST, skipped.size()))) {
        page.element("li", Words.cut(sentence), "class", "mono");
      }
      page.close();
    }
    page.end();
  }

  private void item(String name, String value) {
    page.element("dt", name).element("dd", value);
  }

  private String count(String name) {
    return Words.count(totals.count(name));
  }
}
