package dev.trailwatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Sender VIRGINIA = Sender.of("111122223333", "us-east-1", Map.of());

  private static Notification alarm(String name) {
    return Notification.builder(
            AlarmConfiguration.builder(name, AlarmSpec.builder().build()).build())
        .transition(AlarmState.OK, AlarmState.ALARM, "because")
        .build();
  }

  private static String subject(String name) {
    return Words.subject(alarm(name), VIRGINIA);
  }

  @Test
  void theSubjectIsCloudWatchs() {
    assertThat(subject("root-account-usage"))
        .isEqualTo("ALARM: \"root-account-usage\" in US East (N. Virginia)");
  }

  @Test
  void aLongNameIsCutSoThatTheSubjectHasAHundredCharacters() {
    assertThat(subject("x".repeat(66))).hasSize(100).doesNotContain("...");
    assertThat(subject("x".repeat(67)))
        .hasSize(100)
        .isEqualTo("ALARM: \"" + "x".repeat(63) + "...\" in US East (N. Virginia)");
    assertThat(subject("x".repeat(255))).hasSize(100);
  }

  @Test
  void aRunOfOtherCharactersBecomesOneUnderscore() {
    assertThat(subject("日本語-имя x")).isEqualTo("ALARM: \"_-_ x\" in US East (N. Virginia)");
  }

  @Test
  void anEmailNamesTheCommandOnlyForAnIdThatCanStandInOne() {
    Notification.Builder usual = Messages.usual();
    String id = "3038ebd2-c98a-4c65-9b6e-000000000000";

    assertThat(Words.email(usual.build(), VIRGINIA)).contains("AttributeValue=" + id);
    assertThat(
            Words.email(
                alarmWithEvent("{\"eventID\":\"x; rm -rf ~\",\"awsRegion\":\"$(id)\"}"), VIRGINIA))
        .doesNotContain("lookup-events");
    assertThat(
            Words.email(
                alarmWithEvent("{\"eventID\":\"" + id + "\",\"awsRegion\":\"$(id)\"}"), VIRGINIA))
        .contains("--region us-east-1 ");
  }

  private static Notification alarmWithEvent(String json) {
    return Messages.usual()
        .evidence(
            dev.trailwatch.event.Evidence.of(dev.trailwatch.event.LogEvent.of(json), Messages.TIME))
        .build();
  }

  @Test
  void aNameThatLooksLikeAnothersIsSpelledOut() {
    String mallory = "arn:aws:iam::444455556666:user/\u0430dmin";
    String event = "{\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"" + mallory + "\"}}";

    assertThat(Words.email(alarmWithEvent(event), VIRGINIA))
        .contains(mallory + " (arn:aws:iam::444455556666:user/\\u{0430}dmin)");
    assertThat(Words.email(alarmWithEvent(event.replace('\u0430', 'a')), VIRGINIA))
        .contains("arn:aws:iam::444455556666:user/admin")
        .doesNotContain("admin (");
    assertThat(Words.sms(alarmWithEvent(event), VIRGINIA)).contains(" by _dmin");
  }

  @Test
  void anSmsIsOneLine() {
    assertThat(Words.sms(Messages.usual().build(), VIRGINIA))
        .isEqualTo(
            "ALARM: \"unauthorized-api-calls\" in US East (N. Virginia): 6 events by"
                + " ec2-get-password-data from 192.0.2.7");
  }

  @Test
  void insufficientDataAsksForNothing() {
    Notification notification =
        Messages.usual().transition(AlarmState.OK, AlarmState.INSUFFICIENT_DATA, "x").build();

    assertThat(Words.email(notification, VIRGINIA))
        .contains("no data to judge by")
        .doesNotContain("What to do first");
  }
}
