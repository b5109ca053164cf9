package dev.trailwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleFileReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;

  private static final RuleSet RULES =
      RuleFileReader.read(
              List.of(
                  SourceText.of(
                      "rules.yaml",
                      """
                      version: 1
                      rules:
                        - name: denied
                          pattern: '{ $.errorCode = "AccessDenied" }'
                          alarm: {period: 60, threshold: 3}
                        - name: never
                          pattern: '{ $.errorCode = "Never" }'
                      """)),
              LocalDate.of(2026, 3, 1))
          .ruleSet();

  @Test
  void countsWhatOtherThresholdsAndWindowsWouldHaveDone() {
    ReplayReport report = report();
    List<MinuteSum> minutes =
        List.of(minute(0, "ann", 3), minute(1, "bob", 2), minute(10, "ann", 6));
    report.add(history(minutes, span(1, 2), span(11, 12)));
    String html = report.html();
    ReportTexts.Rule denied = ReportTexts.rules(html).get("denied");
    assertThat(denied.alarms()).isEqualTo(2);
    assertThat(denied.events()).isEqualTo(11);
    assertThat(denied.breaching()).isEqualTo(Map.of("denied", 2L));
    assertThat(denied.asTuned()).isEqualTo(Map.of("denied", 2L));
    // thresholds 2, 3, 6, 9, 15 in minutes: 0 and 1 together, 10; 10 alone at 6; none at 9
    assertThat(row(html, "1 min")).startsWith("2", "2", "1", "0");
    // the first five minutes have 5, the third five have 6
    assertThat(row(html, "5 min")).startsWith("2", "2", "1", "0");
    // one quarter of an hour has all 11
    assertThat(row(html, "15 min")).startsWith("1", "1", "1", "1", "0");
  }

  @Test
  void namesWhoMakesTheAlarmsAndWhatAnExceptionWouldSpare() {
    ReplayReport report = report();
    List<MinuteSum> minutes =
        List.of(minute(0, "ann", 4), minute(5, "ann", 3), minute(10, "bob", 3));
    report.add(history(minutes, span(1, 2), span(6, 7), span(11, 12)));
    assertThat(report.html())
        .contains("field: &#39;@principal&#39;, in: [&#39;ann&#39;]")
        .contains("<b>2</b><span class=\"mut\"> of 3</span>")
        .contains("7<span class=\"mut\"> of 10</span>");
  }

  @Test
  void namesTheRulesThatNeverMatchedAndTheInputThatWasSkipped() {
    String html = report().html();
    assertThat(html).contains("No ALARM from 2 rules").contains("broken.gz: no gzip");
    assertThat(ReportTexts.rules(html).get("never").events()).isZero();
  }

  @Test
  void theOrderOfTheHistoriesOfAnAlarmIsTheOnlyOrderThatCounts() {
    List<MinuteSum> minutes = new ArrayList<>(List.of(minute(0, "ann", 4), minute(5, "bob", 3)));
    ReplayReport first = report();
    first.add(history(minutes, span(1, 2)));
    Collections.reverse(minutes);
    ReplayReport second = report();
    second.add(history(minutes, span(1, 2)));
    assertThat(second.html()).isEqualTo(first.html());
  }

  @Test
  void aLongStoryIsToldFromBothEnds() {
    ReplayReport report = report();
    List<MinuteSum> minutes = new ArrayList<>();
    List<AlarmSpan> spans = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      minutes.add(minute(2 * i, "ann", 3));
      spans.add(span(2 * i + 1, 2 * i + 2));
    }
    report.add(history(minutes, spans.toArray(AlarmSpan[]::new)));
    String html = report.html();
    assertThat(html).contains("800 more between").contains("1,000 times in all");
    assertThat(html.length()).isLessThan(300_000);
  }

  private static ReplayReport report() {
    TreeMap<Long, long[]> events = new TreeMap<>();
    events.put(START, new long[] {10, 3});
    events.put(START + 30 * MINUTE, new long[] {5, 0});
    return new ReplayReport(
        RULES,
        ReplayTotals.builder()
            .count("eventsIn", 15)
            .count("eventsMatched", 3)
            .events(MINUTE, events)
            .skipped(List.of("broken.gz: no gzip"))
            .build());
  }

  private static InstanceHistory history(List<MinuteSum> minutes, AlarmSpan... spans) {
    Alarm alarm = RULES.alarms().get(0);
    Evidence all =
        minutes.stream().map(MinuteSum::evidence).reduce(Evidence.none(), Evidence::merge);
    return InstanceHistory.of(alarm, List.of(), minutes, all, List.of(spans));
  }

  private static MinuteSum minute(int number, String principal, int events) {
    long start = START + number * MINUTE;
    Evidence evidence = Evidence.none();
    for (int i = 0; i < events; i++) {
      String message =
          """
          {"eventVersion":"1.08","eventID":"%s-%d-%d","eventTime":"2026-01-01T00:00:00Z",
           "eventName":"GetObject","eventSource":"s3.amazonaws.com","errorCode":"AccessDenied",
           "sourceIPAddress":"192.0.2.%d","userIdentity":{"type":"IAMUser","arn":"%s"}}
          """
              .formatted(principal, number, i, i, principal);
      evidence = evidence.merge(Evidence.of(LogEvent.of(message), start + i));
    }
    return MinuteSum.of(start, Summary.of(1, events), evidence);
  }

  private static AlarmSpan span(int from, int to) {
    return AlarmSpan.of("denied", START + from * MINUTE, START + to * MINUTE);
  }

  /** The cells of a row of the tuning table. */
  private static String[] cells(String html, String window) {
    int from = html.indexOf("<th scope=\"row\">" + window + "</th>");
    String row = html.substring(from, html.indexOf("</tr>", from));
    return row.replaceAll("<span.*?</span>", "")
        .replaceAll("^.*?</th>", "")
        .replaceAll("</td>", " ")
        .replaceAll("<[^>]*>", "")
        .trim()
        .split(" ");
  }

  private static List<String> row(String html, String window) {
    return List.of(cells(html, window));
  }
}
