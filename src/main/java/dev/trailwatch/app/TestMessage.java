package dev.trailwatch.app;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.connector.sns.SnsMessenger;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.notification.AlarmConfiguration;
import dev.trailwatch.notification.Notification;
import dev.trailwatch.notification.Sender;
import dev.trailwatch.notification.SnsMessage;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.NoticeRecord;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One real message through the configured topics, marked as a test: proof of the wiring. */
public final class TestMessage {
  private final NoticeRecord notice;
  private final String arn;
  private final @Nullable String endpoint;

  private TestMessage(NoticeRecord notice, String arn, @Nullable String endpoint) {
    this.notice = notice;
    this.arn = arn;
    this.endpoint = endpoint;
  }

  /**
   * A message, not yet sent.
   *
   * @param topic the topic's name in the configuration
   * @param rule the rule whose alarm is to speak; null for one that does not exist
   * @param alarms whether it says ALARM; else OK
   * @throws ConfigException if there is no such topic, or no such rule
   */
  public static TestMessage of(
      JobConfig config, String topic, @Nullable String rule, boolean alarms)
      throws ConfigException, IOException, RuleLocation.InvalidRules {
    String arn = config.topics().get(topic);
    if (arn == null) {
      throw new ConfigException(
          List.of(
              "there is no topic."
                  + topic
                  + "; configured are "
                  + String.join(", ", new TreeSet<>(config.topics().keySet()))));
    }
    long now = System.currentTimeMillis();
    AlarmState state = alarms ? AlarmState.ALARM : AlarmState.OK;
    AlarmState before = alarms ? AlarmState.OK : AlarmState.ALARM;
    Notification notification =
        Notification.builder(rule == null ? nobody(topic) : alarmOf(config, rule))
            .dimensions(Map.of())
            .transition(before, state, "A test of the wiring: nothing happened.")
            .times(now, now)
            .evidence(Evidence.none())
            .test(true)
            .build();
    Whereabouts here = new Whereabouts(config);
    SnsMessage message =
        SnsMessage.of(notification, Sender.of(here.account(), here.region(), config.topics()));
    NoticeRecord notice = new NoticeRecord();
    notice.notificationId = notification.notificationId();
    notice.alarm = notification.instanceName();
    notice.oldState = before.name();
    notice.newState = state.name();
    notice.topics = new String[] {topic};
    notice.subject = message.subject();
    notice.message = message.defaultMessage();
    notice.email = message.email();
    notice.sms = message.sms();
    notice.attributeNames = message.attributes().keySet().toArray(new String[0]);
    notice.attributeValues = message.attributes().values().toArray(new String[0]);
    notice.stateChangeTime = now;
    return new TestMessage(notice, arn, config.sinkEndpoint());
  }

  /** The ARN of the topic that it is for. */
  public String topicArn() {
    return arn;
  }

  /**
   * Sends it.
   *
   * @return the id that SNS gave it
   * @throws IOException if SNS did not take it
   */
  public String send() throws IOException {
    return new SnsMessenger(endpoint == null ? null : URI.create(endpoint)).send(notice, arn);
  }

  /** An alarm that no rule declares. */
  private static AlarmConfiguration nobody(String topic) {
    return AlarmConfiguration.builder("trailwatch-test", AlarmSpec.builder().build())
        .id("trailwatch-test")
        .description("Sent by trailwatch send-test to topic " + topic + ".")
        .severity("info")
        .metric("Trailwatch", "Test", null)
        .actions(List.of(), List.of(), List.of())
        .build();
  }

  private static AlarmConfiguration alarmOf(JobConfig config, String rule)
      throws ConfigException, IOException, RuleLocation.InvalidRules {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    RuleLocation rules = RuleLocation.read(config.ruleFiles(), today);
    for (Alarm alarm : rules.ruleSet().alarms()) {
      if (rule.equals(alarm.ruleName()) || rule.equals(alarm.name())) {
        return AlarmConfiguration.builder(alarm.name(), alarm.spec())
            .id(alarm.id())
            .description(alarm.description())
            .rule(alarm.ruleName())
            .severity(alarm.severity().key())
            .runbook(alarm.runbook())
            .tags(alarm.tags())
            .metric(alarm.namespace(), alarm.metricName(), alarm.unit())
            .actions(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
            .ruleSetVersion(rules.ruleSet().version())
            .build();
      }
    }
    throw new ConfigException(
        List.of("no alarm of a rule \"" + rule + "\" in " + config.rulesLocation()));
  }
}
