package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.RefusalRecord;
import dev.trailwatch.wire.SilenceRecord;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the engine says of a silent trail and of records that it cannot decode. */
class HealthNoticesTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  @Test
  void aSilenceAndItsEndAreOneAlarmWithIdsThatSurviveAFailure() {
    SilenceNotice words = new SilenceNotice(Map.of("health", "arn"), "eu-west-1", HALF_AN_HOUR);
    NoticeRecord silent = words.map(silence("trail", true, 5_000));
    NoticeRecord again = words.map(silence("trail", true, 9_000));
    NoticeRecord over = words.map(silence("trail", false, 70_000));
    assertThat(silent.newState).isEqualTo("ALARM");
    assertThat(silent.alarm)
        .isEqualTo("trail-silent [Account=111122223333, Region=eu-west-1, LogGroup=trail]");
    assertThat(silent.email).contains("No event for 30 min").contains("get-trail-status");
    assertThat(silent.topics).containsExactly("health");
    assertThat(again.notificationId).isEqualTo(silent.notificationId);
    assertThat(over.alarm).isEqualTo(silent.alarm);
    assertThat(over.newState).isEqualTo("OK");
    assertThat(over.notificationId).isNotEqualTo(silent.notificationId);
  }

  @Test
  void aSourceThatWasNeverHeardIsAnAlarmOfItsOwn() {
    SilenceNotice words = new SilenceNotice(Map.of("health", "arn"), "eu-west-1", HALF_AN_HOUR);
    SilenceRecord record = new SilenceRecord();
    record.silent = true;
    record.lastArrival = Long.MIN_VALUE;
    record.since = 1_767_225_600_000L;
    record.at = record.since + HALF_AN_HOUR.toMillis();
    NoticeRecord silent = words.map(record);
    record.silent = false;
    record.at += 5_000;
    NoticeRecord over = words.map(record);
    assertThat(silent.alarm).isEqualTo("trail-silent [Region=eu-west-1]");
    assertThat(silent.subject).isEqualTo("ALARM: \"trail-silent\"");
    assertThat(silent.email)
        .contains(
            "No event has ever come", "2026-01-01T00:00:00Z", "30 min", "subscription filter");
    assertThat(silent.sms).matches("[ -~]{1,160}");
    assertThat(over.alarm).isEqualTo(silent.alarm);
    assertThat(over.newState).isEqualTo("OK");
    assertThat(over.notificationId).isNotEqualTo(silent.notificationId);
  }

  @Test
  void withoutATopicForHealthWhoHearsWhatIsCriticalHearsOfASilence() {
    assertThat(topic(Map.of("critical", "a", "default", "b"))).isEqualTo("critical");
    assertThat(topic(Map.of("default", "b", "other", "c"))).isEqualTo("default");
    assertThat(topic(Map.of("other", "c"))).isEqualTo("other");
  }

  @Test
  void aLogGroupsNameCanForgeNothing() throws Exception {
    SilenceNotice words = new SilenceNotice(Map.of(), "eu-west-1", HALF_AN_HOUR);
    String hostile = "a\nALARM \u001b[2J\u202e<!channel>\"" + "x".repeat(5_000);
    NoticeRecord notice = words.map(silence(hostile, true, 1));
    assertThat(notice.subject).matches("[ -~]{1,100}");
    assertThat(notice.sms).matches("[ -~]{1,160}");
    assertThat(notice.alarm + notice.email.replace("\n", "")).matches("[ -~]*");
    assertThat(notice.email.lines().filter(line -> line.startsWith("ALARM"))).hasSize(1);
    assertThat(new ObjectMapper().readTree(notice.message).get("NewStateValue").asText())
        .isEqualTo("ALARM");
  }

  @Test
  void anUndecodableRecordIsToldByItsPlaceAndNeverByItsContent() {
    RefusalRecord refusal = new RefusalRecord();
    refusal.reason = "not-json";
    refusal.origin = "shardId-000000000000";
    refusal.sequence = "4959";
    NoticeRecord notice = new RefusalNotice().map(refusal);
    assertThat(notice.newState).isEqualTo("ALARM");
    assertThat(notice.email).contains("not-json, from shardId-000000000000 at 4959");
    refusal.over = true;
    refusal.count = 3;
    NoticeRecord over = new RefusalNotice().map(refusal);
    assertThat(over.newState).isEqualTo("OK");
    assertThat(over.alarm).isEqualTo(notice.alarm);
    assertThat(over.email).contains("there were 3");
  }

  private static String topic(Map<String, String> topics) {
    return new SilenceNotice(topics, "eu-west-1", HALF_AN_HOUR)
        .map(silence("t", true, 1))
        .topics[0];
  }

  private static SilenceRecord silence(String logGroup, boolean silent, long at) {
    SilenceRecord silence = new SilenceRecord();
    silence.account = "111122223333";
    silence.logGroup = logGroup;
    silence.silent = silent;
    silence.lastArrival = 1_767_225_600_000L;
    silence.at = at;
    return silence;
  }
}
