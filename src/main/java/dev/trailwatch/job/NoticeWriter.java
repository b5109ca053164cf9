package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.job.Announcement.Occasion;
import dev.trailwatch.notification.AlarmConfiguration;
import dev.trailwatch.notification.Notification;
import dev.trailwatch.notification.Sender;
import dev.trailwatch.notification.SnsMessage;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.RuleSetRecord;
import dev.trailwatch.wire.TransitionRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts an announcement into its final words, if anybody is to hear it. */
final class NoticeWriter {
  private static final long DAY = 86_400_000;
  private static final String REMOVED =
      "The rule was removed or renamed: this alarm is no longer evaluated.";

  private final Sender sender;
  private final Map<String, String> topics;

  NoticeWriter(JobOptions options) {
    this.sender =
        Sender.of(options.accountId(), options.region(), options.topics())
            .accountNames(options.accountNames());
    this.topics = options.topics();
  }

  /** The notice; null if the alarm tells nobody of this state. */
  @Nullable NoticeRecord notice(
      Alarm alarm, String[] values, RuleSetRecord set, Announcement announcement) {
    List<String> to = actions(alarm, announcement.newState);
    if (to.isEmpty() || alarm.mode() != RuleMode.LIVE || !alarm.actionsEnabled()) {
      return null;
    }
    Notification notification =
        start(alarm, values, set)
            .transition(announcement.oldState, announcement.newState, reason(announcement))
            .times(announcement.changeTime, announcement.periodEnd)
            .evidence(announcement.evidence)
            .early(announcement.occasion == Occasion.EARLY)
            .late(announcement.occasion == Occasion.LATE)
            .renotification(announcement.sequence)
            .suppressed(announcement.suppressed)
            .build();
    return record(notification, to);
  }

  /**
   * The notice that a grouped alarm has reached its bound on series, or left it; null where topics
   * are configured and none is for the engine's health.
   */
  @Nullable NoticeRecord bound(Alarm alarm, RuleSetRecord set, AlarmState state, long moment) {
    if (!topics.isEmpty() && !topics.containsKey(BoundNotice.TOPIC)) {
      return null;
    }
    return record(
        BoundNotice.of(alarm, state, moment, updated(set), set.version),
        List.of(BoundNotice.TOPIC));
  }

  private NoticeRecord record(Notification notification, List<String> to) {
    SnsMessage message = SnsMessage.of(notification, sender);
    AlarmConfiguration alarm = notification.alarm();
    NoticeRecord notice = new NoticeRecord();
    notice.notificationId = notification.notificationId();
    notice.alarm = notification.instanceName();
    notice.rule = alarm.rule() == null ? "" : alarm.rule();
    notice.oldState = notification.oldState().name();
    notice.newState = notification.newState().name();
    notice.severity = alarm.severity();
    notice.topics = to.toArray(new String[0]);
    notice.subject = message.subject();
    notice.message = message.defaultMessage();
    notice.email = message.email();
    notice.sms = message.sms();
    notice.attributeNames = message.attributes().keySet().toArray(new String[0]);
    notice.attributeValues = message.attributes().values().toArray(new String[0]);
    notice.stateChangeTime = notification.stateChangeTime();
    return notice;
  }

  /** The record of a settled transition, which everybody may count and compare. */
  TransitionRecord transition(
      Alarm alarm,
      String[] values,
      RuleSetRecord set,
      AlarmState oldState,
      AlarmState newState,
      long periodEnd) {
    Notification notification =
        start(alarm, values, set)
            .transition(oldState, newState, "")
            .times(periodEnd, periodEnd)
            .evidence(Evidence.none())
            .build();
    TransitionRecord transition = new TransitionRecord();
    transition.alarmId = alarm.id();
    transition.values = values;
    transition.alarm = notification.instanceName();
    transition.oldState = oldState.name();
    transition.newState = newState.name();
    transition.periodEnd = periodEnd;
    transition.notificationId = notification.notificationId();
    return transition;
  }

  private Notification.Builder start(Alarm alarm, String[] values, RuleSetRecord set) {
    AlarmConfiguration configuration =
        AlarmConfiguration.builder(alarm.name(), alarm.spec())
            .id(alarm.id())
            .description(alarm.description())
            .rule(alarm.ruleName())
            .severity(alarm.severity().key())
            .runbook(alarm.runbook())
            .tags(alarm.tags())
            .metric(alarm.namespace(), alarm.metricName(), alarm.unit())
            .actions(
                actions(alarm, AlarmState.ALARM),
                actions(alarm, AlarmState.OK),
                actions(alarm, AlarmState.INSUFFICIENT_DATA))
            .updated(updated(set))
            .ruleSetVersion(set.version)
            .build();
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (int i = 0; i < alarm.groupBy().size(); i++) {
      dimensions.put(alarm.groupBy().get(i), values[i]);
    }
    return Notification.builder(configuration).dimensions(dimensions);
  }

  /** The topics of a state; an alarm without any action of its own speaks by its severity. */
  private List<String> actions(Alarm alarm, AlarmState state) {
    boolean silent =
        alarm.alarmActions().isEmpty()
            && alarm.okActions().isEmpty()
            && alarm.insufficientDataActions().isEmpty();
    switch (state) {
      case ALARM:
        return silent ? bySeverity(alarm) : alarm.alarmActions();
      case OK:
        return silent ? bySeverity(alarm) : alarm.okActions();
      default:
        return alarm.insufficientDataActions();
    }
  }

  private List<String> bySeverity(Alarm alarm) {
    String severity = alarm.severity().key();
    return List.of(topics.containsKey(severity) ? severity : "default");
  }

  private static long updated(RuleSetRecord set) {
    return set.effectiveFrom == Long.MIN_VALUE ? set.adoptedOn * DAY : set.effectiveFrom;
  }

  private static String reason(Announcement announcement) {
    return announcement.occasion == Occasion.REMOVED ? REMOVED : announcement.verdict.reason();
  }
}
