package dev.trailwatch.cli;

import dev.trailwatch.app.ReplayJob;
import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.report.AlarmSpan;
import dev.trailwatch.report.Comparison;
import dev.trailwatch.report.RuleSummary;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a replay says at its end: the counts, a table of the rules, a comparison. */
final class ReplaySummary {
  private static final int RULES = 30;
  private static final int CHANGES = 50;
  private static final int WIDEST_NAME = 48;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintWriter out;
  private final PrintWriter err;

  ReplaySummary(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  void print(ReplayJob.Outcome outcome, List<RuleSummary> rules) {
    for (String refused : outcome.refused()) {
      err.println("warning: " + Visible.of(refused));
    }
    err.flush();
    long events = outcome.count("eventsIn");
    double seconds = Math.max(1, outcome.milliseconds()) / 1000.0;
    out.printf(
        Locale.ROOT,
        "Replay of %s in %.1f s (%,d/s)%n",
        Quantity.of(events, "event"),
        seconds,
        Math.round(events / seconds));
    out.printf(
        Locale.ROOT,
        "  matched %,d \u00b7 no rule %,d \u00b7 rejected %,d \u00b7 copies %,d"
            + " \u00b7 records undecodable %,d%n",
        outcome.count("eventsMatched"),
        outcome.count("eventsUnmatched"),
        outcome.count("eventsRejected"),
        outcome.count("duplicateEvents"),
        outcome.count("recordsUndecodable"));
    if (outcome.count("eventsOutside") > 0) {
      out.printf(
          Locale.ROOT, "  outside of the time asked for %,d%n", outcome.count("eventsOutside"));
    }
    out.printf(
        Locale.ROOT,
        "  %s, %,d of them to ALARM%n",
        Quantity.of(outcome.count("transitions"), "transition"),
        outcome.count("alarms"));
    table(rules);
    out.flush();
  }

  private void table(List<RuleSummary> rules) {
    List<RuleSummary> alarmed = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    int quiet = 0;
    int width = 4;
    for (RuleSummary rule : rules) {
      if (rule.alarms() > 0) {
        alarmed.add(rule);
        width = Math.max(width, Math.min(WIDEST_NAME, rule.rule().length()));
      } else if (rule.events() == 0) {
        silent.add(rule.rule());
      } else {
        quiet++;
      }
    }
    if (!alarmed.isEmpty()) {
      String row = "  %-" + width + "s  %7s  %10s  %-16s  %-16s%n";
      out.println();
      out.printf(Locale.ROOT, row, "RULE", "ALARMS", "EVENTS", "FIRST", "LAST");
      for (RuleSummary rule : alarmed.subList(0, Math.min(RULES, alarmed.size()))) {
        boolean events = rule.events() > 0;
        out.printf(
            Locale.ROOT,
            row,
            cut(rule.rule()),
            String.format(Locale.ROOT, "%,d", rule.alarms()),
            String.format(Locale.ROOT, "%,d", rule.events()),
            events ? time(rule.first()) : "",
            events ? time(rule.last()) : "");
      }
      if (alarmed.size() > RULES) {
        out.printf("  and %d more that alarmed%n", alarmed.size() - RULES);
      }
    }
    if (quiet > 0) {
      out.println("  matched without an ALARM: " + Quantity.of(quiet, "rule"));
    }
    if (!silent.isEmpty()) {
      int named = Math.min(3, silent.size());
      out.printf(
          "  never matched: %d (%s%s)%n",
          silent.size(),
          String.join(", ", silent.subList(0, named)),
          silent.size() > named ? ", ..." : "");
    }
  }

  void print(Comparison comparison) {
    out.printf(Locale.ROOT, "%n%s against %s:%n", comparison.left(), comparison.right());
    int left = CHANGES;
    for (AlarmSpan gained : comparison.onlyRight()) {
      if (left-- > 0) {
        out.printf("  + %s  %s%n", time(gained.from()), gained.alarm());
      }
    }
    for (AlarmSpan lost : comparison.onlyLeft()) {
      if (left-- > 0) {
        out.printf("  - %s  %s%n", time(lost.from()), lost.alarm());
      }
    }
    for (Comparison.Pair moved : comparison.changed()) {
      if (left-- > 0) {
        out.printf(
            "  ~ %s  %s, now %s%n",
            time(moved.left().from()), moved.left().alarm(), time(moved.right().from()));
      }
    }
    if (left < 0) {
      out.printf("  and %d more%n", -left);
    }
    out.printf(
        Locale.ROOT,
        "  %,d ALARMs the same, %,d gained, %,d lost, %,d moved%n",
        comparison.same(),
        comparison.onlyRight().size(),
        comparison.onlyLeft().size(),
        comparison.changed().size());
    out.flush();
  }

  private static String cut(String name) {
    return name.length() <= WIDEST_NAME ? name : name.substring(0, WIDEST_NAME - 3) + "...";
  }

  private static String time(long moment) {
    return TIME.format(Instant.ofEpochMilli(moment));
  }
}
