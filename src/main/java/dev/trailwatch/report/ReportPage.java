package dev.trailwatch.report;

import dev.trailwatch.event.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page as a whole: its head, its headline, its sections in the order of a reader's questions.
 */
final class ReportPage {
  private final ReplayTotals totals;
  private final List<RuleFindings> rules;
  private final @Nullable Comparison comparison;
  private final String version;
  private final TimeAxis axis;
  private final List<Story> stories = new ArrayList<>();
  private final Markup page = new Markup();

  ReportPage(
      ReplayTotals totals,
      List<RuleFindings> rules,
      @Nullable Comparison comparison,
      String version) {
    this.totals = totals;
    this.rules = rules;
    this.comparison = comparison;
    this.version = version;
    rules.forEach(rule -> stories.addAll(rule.stories()));
    Collections.sort(stories);
    boolean empty = totals.events().isEmpty();
    this.axis =
        TimeAxis.of(
            empty ? 0 : totals.events().firstKey(),
            empty ? 0 : totals.events().lastKey() + totals.width() - 60_000);
  }

  String html() {
    String style = style();
    page.open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src '" + hash(style) + "'; base-uri 'none'; form-action 'none'");
    page.empty("meta", "name", "viewport", "content", "width=device-width,initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.empty("meta", "name", "referrer", "content", "no-referrer");
    page.element("title", "Trailwatch replay: " + headline()).style(style).end();
    page.open("body");
    page.element("a", "Skip to the timeline", "class", "skip", "href", "#timeline");
    head();
    Map<String, String> sections = sections();
    page.open("nav", "aria-label", "Sections").open("div", "class", "wrap");
    sections.forEach((id, title) -> page.element("a", title, "href", "#" + id));
    page.close().end();
    page.open("main", "class", "wrap");
    new TimelineSection(page, axis, totals, rules).write();
    new StorySection(page, axis, rules, stories).write();
    if (comparison != null) {
      new ComparisonSection(page, comparison).write();
    }
    new PeopleSection(page, totals).write();
    new NoiseSection(page, rules).write();
    new RulesSection(page, axis, rules).write();
    new DataSection(page, totals, version).write();
    page.end();
    page.open("footer")
        .element("div", "Made by trailwatch replay. No script, nothing loaded.", "class", "wrap")
        .end();
    return page.close().close().toString();
  }

  private Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("timeline", "Timeline");
    sections.put("story", "What happened");
    if (comparison != null) {
      sections.put("comparison", "Comparison");
    }
    sections.put("who", "Who and from where");
    sections.put("noise", "Noise");
    sections.put("rules", "Rules");
    sections.put("data", "Data");
    return sections;
  }

  private String headline() {
    long alarmed = rules.stream().filter(rule -> !rule.stories().isEmpty()).count();
    if (alarmed == 0) {
      return "no ALARM from " + Words.count(rules.size(), "rule", "rules");
    }
    return Words.count(alarmed)
        + " of "
        + Words.count(rules.size(), "rule", "rules")
        + " went to ALARM, "
        + (stories.size() == 1 ? "once" : Words.count(stories.size()) + " times in all");
  }

  private void head() {
    page.open("header").open("div", "class", "wrap").open("div", "class", "brand");
    page.open("svg", "width", "22", "height", "22", "viewBox", "0 0 22 22", "aria-hidden", "true")
        .empty("path", "d", "M2 15h4l3-9 4 13 3-8h4", "class", "mark")
        .close();
    page.text("Trailwatch ").element("span", "replay report", "class", "mut").close();
    String headline = headline();
    page.element("h1", Character.toUpperCase(headline.charAt(0)) + headline.substring(1));
    page.open("p", "class", "lead").element("b", range()).text(" ");
    if (!stories.isEmpty()) {
      Story first = stories.get(0);
      RuleFindings rule = owner(first);
      page.text("The first alarm was ")
          .element("a", rule.name(), "href", "#" + rule.anchor())
          .text(" at " + axis.time(first.moment()) + ". ");
    }
    long matched = totals.count("eventsMatched");
    List<Tally> principals = totals.matched().principals();
    if (!principals.isEmpty() && matched > 0) {
      Tally most = principals.get(0);
      page.element("span", Words.principal(most.value()), "class", "mono")
          .text(
              String.format(
                  " made %s of the %s (%s).",
                  Words.count(most.count()),
                  Words.count(matched, "matching event", "matching events"),
                  Words.percent(most.count(), matched)));
    }
    page.close().open("dl", "class", "facts");
    long events = totals.count("eventsIn");
    fact("Events read", Words.count(events), "");
    fact("Matched a rule", Words.count(matched), Words.percent(matched, events));
    fact("Alarms", Words.count(stories.size()), "");
    long silent = rules.stream().filter(rule -> rule.matched() == 0).count();
    fact("Rules silent", Words.count(silent), "never matched");
    few("Accounts", totals.matched().accounts());
    few("Regions", totals.matched().regions());
    page.close().close().end();
  }

  /** How many different values matching events have, and the first of them. */
  private void few(String name, List<Tally> values) {
    if (!values.isEmpty()) {
      String more = values.size() > 1 ? " and others" : "";
      fact(name, Words.count(values.size()), Words.cut(values.get(0).value()) + more);
    }
  }

  private void fact(String name, String value, String remark) {
    page.open("div").element("dt", name).open("dd").text(value + " ");
    if (!remark.isEmpty()) {
      page.element("span", remark, "class", "mut");
    }
    page.close().close();
  }

  private String range() {
    if (totals.events().isEmpty()) {
      return "No event.";
    }
    long from = totals.events().firstKey();
    long to = totals.events().lastKey() + totals.width();
    String day = "EEE d MMMM yyyy";
    String start = TimeAxis.format(day + ", HH:mm", from);
    boolean oneDay = TimeAxis.format(day, from).equals(TimeAxis.format(day, to));
    return start + " to " + TimeAxis.format(oneDay ? "HH:mm" : day + ", HH:mm", to) + " UTC.";
  }

  private RuleFindings owner(Story story) {
    for (RuleFindings rule : rules) {
      if (rule.stories().contains(story)) {
        return rule;
      }
    }
    throw new IllegalStateException("an ALARM of no rule: " + story.alarm().name());
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("the report's style sheet is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What lets the page's one style sheet through its own security policy, and no other. */
  private static String hash(String style) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] sum = digest.digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
