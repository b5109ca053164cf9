package dev.trailwatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.event.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeLimitTest {
  private static final String WIDE = "\u0001".repeat(220);

  private static Evidence evidence(int events, String... wide) {
    String ip = wide.length > 0 ? wide[0] : "ip";
    String name = wide.length > 1 ? wide[1] : "call";
    Evidence evidence = Evidence.none();
    for (int i = 0; i < events; i++) {
      evidence =
          evidence.merge(Messages.event(i, "arn:" + WIDE + i, ip + i, name + i, "code" + WIDE));
    }
    return evidence;
  }

  private static JsonNode sent(Notification notification) {
    SnsMessage message = SnsMessage.of(notification, Messages.SENDER);
    assertThat(message.structured().getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(256 * 1024);
    return Json.read(Json.read(message.structured()).get("default").asText());
  }

  @Test
  void whatFitsIsTold() {
    JsonNode evidence = sent(Messages.usual().build()).get("Evidence");

    assertThat(evidence.get("samples")).hasSize(6);
    assertThat(evidence.get("truncated").booleanValue()).isFalse();
  }

  @Test
  void samplesGoBeforeTheLists() {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      tags.put("tag" + i, List.of(WIDE));
    }
    AlarmConfiguration alarm = Messages.usualAlarm().tags(tags).build();
    Notification notification =
        Notification.builder(alarm).evidence(evidence(32, WIDE, WIDE)).build();

    JsonNode evidence = sent(notification).get("Evidence");

    assertThat(evidence.get("samples")).hasSize(4);
    assertThat(evidence.get("principals")).hasSize(32);
    assertThat(evidence.get("count").intValue()).isEqualTo(32);
    assertThat(evidence.get("truncated").booleanValue()).isTrue();
  }

  @Test
  void theEndsOfTheListsGoNext() {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      tags.put("tag" + i, List.of(WIDE));
    }
    AlarmConfiguration alarm = Messages.usualAlarm().tags(tags).build();
    Notification notification =
        Notification.builder(alarm).evidence(evidence(40, WIDE, WIDE)).build();

    JsonNode root = sent(notification);

    assertThat(root.get("Evidence").get("samples")).isEmpty();
    assertThat(root.get("Evidence").get("principals").size()).isBetween(1, 10);
    assertThat(root.get("Evidence").get("truncated").booleanValue()).isTrue();
  }

  @Test
  void evenAMessageThatIsTooLongWithoutEvidenceGoesOut() {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    Map<String, String> dimensions = new LinkedHashMap<>();
    List<String> actions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      tags.put(i + WIDE, List.of(WIDE, WIDE));
      dimensions.put(i + WIDE, WIDE.repeat(20));
      actions.add("topic" + i);
    }
    String endless = "\u0001".repeat(100_000);
    AlarmConfiguration alarm =
        AlarmConfiguration.builder(endless, Messages.usualAlarm().build().spec())
            .description(endless)
            .runbook(endless)
            .tags(tags)
            .metric(endless, endless, "Count")
            .actions(actions, actions, actions)
            .build();
    Notification notification =
        Notification.builder(alarm)
            .dimensions(dimensions)
            .evidence(evidence(40, WIDE, WIDE))
            .transition(
                dev.trailwatch.alarm.AlarmState.OK, dev.trailwatch.alarm.AlarmState.ALARM, endless)
            .build();

    JsonNode root = sent(notification);

    assertThat(root.get("AlarmName").asText()).hasSize(255);
    assertThat(root.get("Trigger").get("Dimensions")).hasSize(60);
    assertThat(root.get("Evidence").get("count").intValue()).isEqualTo(40);
    assertThat(root.get("Evidence").get("truncated").booleanValue()).isTrue();
  }
}
