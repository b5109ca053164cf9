package dev.trailwatch.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the figures back out of a report, as a reader of the page sees them. */
public final class ReportTexts {
  private static final Pattern RULE =
      Pattern.compile(
          "<details id=\"rule-\\d+\"><summary><span class=\"nm\">(.*?)</span>.*?"
              + "<span class=\"(?:hot|mut)\">([^<]*)</span></summary>(.*?)</details>",
          Pattern.DOTALL);
  private static final Pattern HEARD =
      Pattern.compile("([\\d,]+) alarms? \u00b7 ([\\d,]+) events?");
  private static final Pattern ALARM =
      Pattern.compile(
          "<h3>([^<]*)</h3><p>ALARM when [^<]*?(?:\\. |\\.</p>)(?:([\\d,]+) of ([\\d,]+) periods? with"
              + " data breached)?");
  private static final Pattern NOW =
      Pattern.compile("<td class=\"cur\">([\\d,]+)<span class=\"vh\"> \\(now\\)</span>");

  private final Map<String, Rule> rules = new LinkedHashMap<>();

  /** A rule's figures. */
  public record Rule(
      long alarms, long events, Map<String, Long> breaching, Map<String, Long> asTuned) {}

  private ReportTexts() {}

  /** The figures of every rule, by its name. */
  public static Map<String, Rule> rules(String html) {
    ReportTexts texts = new ReportTexts();
    Matcher rule = RULE.matcher(html);
    while (rule.find()) {
      Matcher heard = HEARD.matcher(rule.group(2));
      boolean any = heard.find();
      texts.rules.put(
          rule.group(1),
          new Rule(
              any ? number(heard.group(1)) : 0,
              any ? number(heard.group(2)) : 0,
              breaching(rule.group(3)),
              asTuned(rule.group(3))));
    }
    return texts.rules;
  }

  private static Map<String, Long> breaching(String body) {
    Map<String, Long> breaching = new LinkedHashMap<>();
    Matcher alarm = ALARM.matcher(body);
    while (alarm.find()) {
      breaching.put(alarm.group(1), alarm.group(2) == null ? 0 : number(alarm.group(2)));
    }
    return breaching;
  }

  private static Map<String, Long> asTuned(String body) {
    Map<String, Long> tuned = new LinkedHashMap<>();
    for (String part : body.split("(?=<h3>)", -1)) {
      Matcher alarm = ALARM.matcher(part);
      Matcher now = NOW.matcher(part);
      if (alarm.find() && now.find()) {
        tuned.put(alarm.group(1), number(now.group(1)));
      }
    }
    return tuned;
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }
}
