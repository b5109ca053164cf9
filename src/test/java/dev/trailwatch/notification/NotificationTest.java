package dev.trailwatch.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotificationTest {
  private static String name(String alarmName, String... dimensions) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < dimensions.length; i += 2) {
      map.put(dimensions[i], dimensions[i + 1]);
    }
    return InstanceName.of(alarmName, map);
  }

  @Test
  void theIdIsOfTheTransitionAndNothingElse() {
    String id = Messages.usual().build().notificationId();

    assertThat(id).matches("[0-9a-f]{32}").isEqualTo("34bf010385a8f551ffe04ec9f83fa893");
    assertThat(Messages.usual().evidence(Evidence.none()).early(true).late(true).suppressed(4))
        .extracting(builder -> builder.build().notificationId())
        .isEqualTo(id);
    assertThat(Messages.usual().times(1, Messages.TIME + 300_000).build().notificationId())
        .isEqualTo(id);
    AlarmConfiguration changed = Messages.usualAlarm().ruleSetVersion("x").updated(9).build();
    assertThat(
            Notification.builder(changed)
                .transition(AlarmState.INSUFFICIENT_DATA, AlarmState.ALARM, "")
                .times(5, Messages.TIME + 300_000)
                .build()
                .notificationId())
        .isEqualTo(id);
  }

  @Test
  void everythingThatMakesATransitionMakesTheId() {
    Set<String> ids = new HashSet<>();
    ids.add(Messages.usual().build().notificationId());
    ids.add(Messages.usual().renotification(1).build().notificationId());
    ids.add(Messages.usual().times(0, 7).build().notificationId());
    ids.add(
        Messages.usual().transition(AlarmState.ALARM, AlarmState.OK, "").build().notificationId());
    ids.add(Messages.usual().dimensions(Map.of("a", "b")).build().notificationId());
    ids.add(Messages.usual().dimensions(Map.of("a", "c")).build().notificationId());
    ids.add(Messages.usual().dimensions(Map.of("ab", "")).build().notificationId());
    ids.add(
        Notification.builder(Messages.usualAlarm().id("other").build())
            .transition(AlarmState.OK, AlarmState.ALARM, "")
            .times(0, Messages.TIME + 300_000)
            .build()
            .notificationId());

    assertThat(ids).hasSize(8);
  }

  @Test
  void anInstanceIsNamedByItsDimensions() {
    assertThat(name("a")).isEqualTo("a");
    assertThat(name("a", "Principal", "arn:aws:iam::1:user/x", "Region", "(none)"))
        .isEqualTo("a [Principal=arn:aws:iam::1:user/x, Region=(none)]");
  }

  @Test
  void whatCouldBeMistakenIsFollowedByAHash() {
    assertThat(name("a", "P", "x]")).matches("a \\[P=x]#[0-9a-f]{8}]");
    assertThat(name("a", "P", "x, Q=y")).isNotEqualTo(name("a", "P", "x", "Q", "y"));
    assertThat(name("a", "P", "<!here>")).matches("a \\[P=_!here_#[0-9a-f]{8}]");
    assertThat(name("a", "P", "x\ny")).isNotEqualTo(name("a", "P", "x\ty"));
    assertThat(name("a", "P", "\u202eab")).matches("a \\[P=_ab#[0-9a-f]{8}]");
    assertThat(name("a", "P", "")).matches("a \\[P=#[0-9a-f]{8}]");
    assertThat(name("a", "P", "имя")).matches("a \\[P=имя#[0-9a-f]{8}]");
    // a Cyrillic letter that looks like the Latin one
    assertThat(name("a", "P", "\u0430dmin")).matches("a \\[P=\u0430dmin#[0-9a-f]{8}]");
    assertThat(name("a", "P", "admin")).isEqualTo("a [P=admin]");
    assertThat(name("a", "P", "admin ")).matches("a \\[P=admin #[0-9a-f]{8}]");
    assertThat(name("a\nb\u202e")).isEqualTo("a_b_");
    assertThat(name("a \\ <b> \"c\"")).isEqualTo("a \\ <b> \"c\"");
  }

  @Test
  void credentialsInADimensionAreMaskedAndStillApart() {
    String one = name("a", "Key", "AKIAIOSFODNN7EXAMPLE");
    String other = name("a", "Key", "AKIAIOSFODNN8EXAMPLE");

    assertThat(one).startsWith("a [Key=AKIA****MPLE#").isNotEqualTo(other);
  }

  @Test
  void aLongNameIsCutInTheMiddleAndStaysApart() {
    String one = name("alarm", "P", "x".repeat(300) + "1" + "y".repeat(200));
    String other = name("alarm", "P", "x".repeat(300) + "2" + "y".repeat(200));

    assertThat(one).hasSize(255).startsWith("alarm [P=xxx").endsWith("yyy]").isNotEqualTo(other);
    assertThat(name("alarm", "P", "\ud83d\ude00".repeat(400))).hasSizeLessThanOrEqualTo(255);
    for (int i = 0; i < 4; i++) {
      String cut = InstanceName.shorten("a".repeat(i) + "\ud83d\ude00".repeat(400), 255);
      assertThat(cut).hasSizeLessThanOrEqualTo(255);
      assertThat(cut.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)).isTrue();
    }
  }

  @Test
  void aSenderIsAnAccountInARegion() {
    Sender china = Sender.of("111122223333", "cn-north-1", Map.of());

    assertThat(china.alarmArn("a"))
        .isEqualTo("arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:a");
    assertThat(china.topicArn("t")).isEqualTo("arn:aws-cn:sns:cn-north-1:111122223333:t");
    assertThat(Messages.SENDER.topicArn("security"))
        .isEqualTo("arn:aws:sns:eu-west-1:111122223333:sec");
    assertThatThrownBy(() -> Sender.of("1234", "eu-west-1", Map.of()))
        .hasMessageContaining("twelve digits");
    assertThatThrownBy(() -> Sender.of("111122223333", "Europe", Map.of()))
        .hasMessageContaining("region");
  }

  @Test
  void attributesNameAnAccountOnlyIfThereIsOne() {
    SnsMessage one = SnsMessage.of(Messages.usual().build(), Messages.SENDER);
    SnsMessage none =
        SnsMessage.of(Messages.usual().evidence(Evidence.none()).build(), Messages.SENDER);

    assertThat(one.attributes())
        .containsEntry("account", "444455556666")
        .containsEntry("severity", "high")
        .containsEntry("state", "ALARM")
        .containsEntry("rule", "unauthorized-api-calls")
        .containsEntry("notificationId", "34bf010385a8f551ffe04ec9f83fa893");
    assertThat(none.attributes()).doesNotContainKey("account");
  }
}
