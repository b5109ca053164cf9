package dev.trailwatch.notification;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.metric.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Notifications for tests: a usual one, and hostile ones by the thousand. */
final class Messages {
  static final long TIME = 1_767_268_800_000L; // 2026-01-01T12:00:00Z
  static final Sender SENDER =
      Sender.of(
              "111122223333",
              "eu-west-1",
              Map.of("security", "arn:aws:sns:eu-west-1:111122223333:sec"))
          .accountNames(Map.of("444455556666", "production"));

  /** What an attacker or a careless author may put into a name, a description, an event. */
  static final List<String> HOSTILE =
      List.of(
          "plain",
          "with \"quotes\" and 'more'",
          "line\nbreak\r\nand\ttab",
          "\u0000\u0001\u001b[31mred\u007f\u009b",
          "<script>alert(1)</script>",
          "<!channel> <http://evil|x> &amp; `code`",
          "=HYPERLINK(\"http://evil\")",
          "\\\\server\\share \\u0041 \\",
          "日本語 имя émoji \ud83d\ude00",
          "\u202egnp.exe\u202c \u2066x\u2069 \ufeff",
          "lone \ud800 surrogate \udc00",
          "{\"text\": \"x\", \"attachments\": []}",
          "CodePipelineNotifications ElasticBeanstalkNotifications",
          "], Principal=other [",
          "x".repeat(2000),
          "\ud83d\ude00".repeat(500),
          "\u0001".repeat(1000),
          "::error file=a::b",
          " ");

  private Messages() {}

  static Evidence event(int number, String arn, String ip, String name, String error) {
    com.fasterxml.jackson.databind.node.ObjectNode json = Json.object();
    json.put("eventID", String.format("3038ebd2-c98a-4c65-9b6e-%012x", number));
    json.put("eventName", name);
    json.putObject("userIdentity").put("type", "IAMUser").put("arn", arn);
    json.put("sourceIPAddress", ip);
    json.put("awsRegion", "eu-west-1");
    json.put("recipientAccountId", "444455556666");
    if (error != null) {
      json.put("errorCode", error);
    }
    return Evidence.of(LogEvent.of(json.toString()), TIME + number * 1000L);
  }

  static AlarmConfiguration.Builder usualAlarm() {
    return AlarmConfiguration.builder(
            "unauthorized-api-calls", AlarmSpec.builder().datapointsToAlarm(1).threshold(6).build())
        .id("unauthorized-api-calls/9f2c")
        .description("Someone is probing for permissions")
        .rule("unauthorized-api-calls")
        .severity("high")
        .runbook("https://runbooks.example.com/unauthorized")
        .tags(Map.of("mitre", List.of("T1580")))
        .metric("CloudTrailSecurityAudit", "AccessDeniedEvents", "Count")
        .actions(List.of("security"), List.of("security"), List.of())
        .updated(TIME - 86_400_000L)
        .ruleSetVersion("4f1d2c");
  }

  static Evidence usualEvidence() {
    String mallory = "arn:aws:iam::444455556666:user/mallory";
    String role = "arn:aws:iam::444455556666:role/ec2-get-password-data";
    Evidence evidence = Evidence.none();
    for (int i = 0; i < 3; i++) {
      evidence =
          evidence
              .merge(event(2 * i, mallory, "192.0.2.7", "GetPasswordData", "AccessDenied"))
              .merge(event(2 * i + 1, role, "192.0.2.7", "AssumeRole", i == 0 ? "x" : null));
    }
    return evidence;
  }

  static Notification.Builder usual() {
    return Notification.builder(usualAlarm().build())
        .transition(
            AlarmState.OK,
            AlarmState.ALARM,
            "Threshold Crossed: 1 out of the last 1 datapoints [6.0 (01/01/26 12:00:00)] was greater"
                + " than or equal to the threshold (6.0) (minimum 1 datapoint for OK -> ALARM"
                + " transition).")
        .times(TIME + 5_000, TIME + 300_000)
        .evidence(usualEvidence());
  }

  /** The n-th of any number of notifications with hostile texts everywhere. */
  static Notification hostile(int n) {
    Random random = new Random(n);
    AlarmState to = n % 2 == 0 ? AlarmState.ALARM : AlarmState.OK;
    AlarmState from =
        n % 6 == 0
            ? AlarmState.INSUFFICIENT_DATA
            : to == AlarmState.OK ? AlarmState.ALARM : AlarmState.OK;
    Map<String, List<String>> tags = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.put(text(random), List.of(text(random), text(random)));
    }
    AlarmSpec.Builder spec =
        AlarmSpec.builder().threshold(random.nextInt(100) / 4.0).evaluationPeriods(2);
    if (random.nextInt(4) == 0) {
      spec.statistic(Statistic.percentile(90)).lowSampleIgnore(random.nextBoolean());
    }
    if (random.nextBoolean()) {
      spec.datapointsToAlarm(1);
    }
    String name = text(random).strip();
    AlarmConfiguration alarm =
        AlarmConfiguration.builder(name.isEmpty() ? "a" : name, spec.build())
            .description(random.nextInt(4) == 0 ? null : text(random))
            .rule(random.nextInt(4) == 0 ? null : "iam.policies")
            .severity("critical")
            .runbook(random.nextInt(4) == 0 ? null : text(random))
            .tags(tags)
            .metric("Trailwatch", text(random), random.nextBoolean() ? null : "Count")
            .actions(List.of("security"), List.of("security", "other"), List.of())
            .updated(random.nextBoolean() ? Long.MIN_VALUE : TIME)
            .build();
    Map<String, String> dimensions = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(List.of("Principal", "Region", text(random)));
    for (int i = random.nextInt(4); i > 0; i--) {
      dimensions.put(names.remove(0), text(random));
    }
    Evidence evidence = Evidence.none();
    for (int i = random.nextInt(40) == 0 ? 100 : random.nextInt(5); i > 0; i--) {
      String error = random.nextBoolean() ? null : text(random);
      evidence =
          evidence.merge(
              event(
                  random.nextInt(1000),
                  text(random) + random.nextInt(90),
                  text(random) + random.nextInt(90),
                  text(random) + random.nextInt(90),
                  error));
    }
    return Notification.builder(alarm)
        .dimensions(dimensions)
        .transition(from, to, "Threshold Crossed: " + text(random))
        .times(TIME + n, TIME + 300_000)
        .evidence(evidence)
        .early(random.nextBoolean())
        .late(random.nextBoolean())
        .renotification(random.nextInt(2))
        .suppressed(random.nextInt(3))
        .test(random.nextInt(9) == 0)
        .build();
  }

  private static String text(Random random) {
    return HOSTILE.get(random.nextInt(HOSTILE.size()));
  }
}
