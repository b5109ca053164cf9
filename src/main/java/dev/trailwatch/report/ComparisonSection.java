package dev.trailwatch.report;

import java.util.List;

/** Two histories of ALARMs side by side, as a change preview has it: + gained, - lost, ~ moved. */
final class ComparisonSection {
  private static final int MOST = 100;

  private final Markup page;
  private final Comparison comparison;

  ComparisonSection(Markup page, Comparison comparison) {
    this.page = page;
    this.comparison = comparison;
  }

  void write() {
    page.open("section", "id", "comparison").element("h2", "Comparison");
    page.element(
        "p",
        String.format(
            "%s against %s: %s the same, %s moved, %s gained, %s lost.",
            comparison.left(),
            comparison.right(),
            Words.count(comparison.same()),
            Words.count(comparison.changed().size()),
            Words.count(comparison.onlyRight().size()),
            Words.count(comparison.onlyLeft().size())),
        "class",
        "sub");
    page.open(
            "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Comparison")
        .open("table", "class", "st")
        .open("thead")
        .open("tr");
    for (String title : List.of("Change", "Alarm", comparison.left(), comparison.right())) {
      page.element("th", title, "scope", "col");
    }
    page.close().close().open("tbody");
    for (Comparison.Pair pair : head(comparison.changed(), MOST)) {
      row("~ moved", pair.left().alarm(), time(pair.left()), time(pair.right()));
    }
    for (AlarmSpan span : head(comparison.onlyRight(), MOST)) {
      row("+ gained", span.alarm(), "", time(span));
    }
    for (AlarmSpan span : head(comparison.onlyLeft(), MOST)) {
      row("- lost", span.alarm(), time(span), "");
    }
    page.close().close().close();
    int rows =
        comparison.changed().size() + comparison.onlyLeft().size() + comparison.onlyRight().size();
    if (rows == 0) {
      page.element("p", "No difference.");
    }
    page.end();
  }

  private void row(String change, String alarm, String left, String right) {
    page.open("tr").element("td", change, "class", "mono nw").element("td", Words.cut(alarm));
    page.element("td", left, "class", "t").element("td", right, "class", "t").end();
  }

  private static <T> List<T> head(List<T> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }

  private static String time(AlarmSpan span) {
    return TimeAxis.format("yyyy-MM-dd HH:mm:ss", span.from());
  }
}
