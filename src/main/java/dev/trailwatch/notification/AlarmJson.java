package dev.trailwatch.notification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.event.EventSample;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.Secrets;
import dev.trailwatch.event.Tally;
import dev.trailwatch.metric.Statistic;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code default} message: CloudWatch's alarm JSON, its keys in its order, then ours.
 *
 * <p>The keys by which some receivers take a message for another kind ({@code text}, {@code
 * attachments}, {@code detail-type}, {@code message}, {@code Records}) never stand at the top.
 */
final class AlarmJson {
  private static final int LONGEST_DESCRIPTION = 1024;
  private static final int LONGEST_REASON = 2048;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_DIMENSION = 1024;
  private static final int LONGEST_RUNBOOK = 1024;

  private final Notification notification;
  private final AlarmConfiguration alarm;
  private final Sender sender;
  private final Detail detail;

  private AlarmJson(Notification notification, Sender sender, Detail detail) {
    this.notification = notification;
    this.alarm = notification.alarm();
    this.sender = sender;
    this.detail = detail;
  }

  static ObjectNode of(Notification notification, Sender sender, Detail detail) {
    AlarmJson json = new AlarmJson(notification, sender, detail);
    ObjectNode root = json.cloudWatch();
    root.set("Evidence", json.evidence());
    root.set("Trailwatch", json.trailwatch());
    return root;
  }

  private ObjectNode cloudWatch() {
    String name = notification.instanceName();
    ObjectNode root = Json.object();
    root.put("AlarmName", name);
    String description = alarm.description();
    root.put(
        "AlarmDescription", description == null ? null : cut(description, LONGEST_DESCRIPTION));
    root.put("AWSAccountId", sender.accountId());
    root.put("AlarmConfigurationUpdatedTimestamp", Json.timestamp(alarm.updated()));
    root.put("NewStateValue", notification.newState().name());
    root.put("NewStateReason", cut(notification.reason(), LONGEST_REASON));
    root.put("StateChangeTime", Json.timestamp(notification.stateChangeTime()));
    root.put("Region", Region.longName(sender.region()));
    root.put("AlarmArn", sender.alarmArn(name));
    root.put("OldStateValue", notification.oldState().name());
    root.put("ActionExecutedAfterMuteWindow", false);
    actions(root.putArray("OKActions"), alarm.okActions());
    actions(root.putArray("AlarmActions"), alarm.alarmActions());
    actions(root.putArray("InsufficientDataActions"), alarm.insufficientDataActions());
    root.set("Trigger", trigger());
    return root;
  }

  private void actions(ArrayNode array, List<String> topics) {
    topics.stream().limit(detail.actions()).map(sender::topicArn).forEach(array::add);
  }

  private ObjectNode trigger() {
    AlarmSpec spec = alarm.spec();
    Statistic statistic = spec.statistic();
    ObjectNode trigger = Json.object();
    trigger.put("MetricName", cut(alarm.metricName(), LONGEST_NAME));
    trigger.put("Namespace", cut(alarm.namespace(), LONGEST_NAME));
    if (statistic.isPercentile()) {
      trigger.put("StatisticType", "ExtendedStatistic");
      trigger.put("ExtendedStatistic", statistic.notificationName());
    } else {
      trigger.put("StatisticType", "Statistic");
      trigger.put("Statistic", statistic.notificationName());
    }
    trigger.put("Unit", alarm.unit());
    ArrayNode dimensions = trigger.putArray("Dimensions");
    for (Map.Entry<String, String> dimension : notification.dimensions().entrySet()) {
      ObjectNode entry = dimensions.addObject();
      String value = Secrets.mask(dimension.getValue());
      entry.put("value", InstanceName.shorten(value, detail.text(LONGEST_DIMENSION)));
      entry.put("name", cut(dimension.getKey(), detail.text(LONGEST_NAME)));
    }
    trigger.put("Period", spec.periodSeconds());
    trigger.put("EvaluationPeriods", spec.evaluationPeriods());
    Integer datapoints = spec.datapointsToAlarm();
    if (datapoints != null) {
      trigger.put("DatapointsToAlarm", datapoints);
    }
    trigger.put("ComparisonOperator", spec.operator().awsName());
    trigger.put("Threshold", spec.threshold());
    trigger.put("TreatMissingData", spec.missingData().key());
    trigger.put("EvaluateLowSampleCountPercentile", spec.lowSampleIgnore() ? "ignore" : "");
    return trigger;
  }

  private ObjectNode evidence() {
    Evidence evidence = notification.evidence();
    boolean any = evidence.count() > 0;
    ObjectNode root = Json.object();
    root.put("count", evidence.count());
    root.put("firstEventTime", any ? Json.eventTime(evidence.firstEventTime()) : null);
    root.put("lastEventTime", any ? Json.eventTime(evidence.lastEventTime()) : null);
    tallies(root.putArray("principals"), "arn", evidence.principals());
    tallies(root.putArray("sourceIPs"), "ip", evidence.sourceIPs());
    for (Tally name : evidence.eventNames().subList(0, listed(evidence.eventNames()))) {
      root.withArray("eventNames")
          .addObject()
          .put("name", name.value())
          .put("count", name.count())
          .put("failed", name.failed());
    }
    root.withArray("eventNames");
    ArrayNode accounts = root.putArray("accounts");
    for (Tally account : evidence.accounts().subList(0, listed(evidence.accounts()))) {
      accounts
          .addObject()
          .put("id", account.value())
          .put("name", sender.accountName(account.value()))
          .put("count", account.count());
    }
    tallies(root.putArray("regions"), "name", evidence.regions());
    ArrayNode samples = root.putArray("samples");
    detail.samples(evidence.samples()).forEach(sample -> samples.add(sample(sample)));
    root.put("late", evidence.late());
    root.put("truncated", evidence.isTruncated() || detail.leavesOut(evidence));
    return root;
  }

  private int listed(List<Tally> tallies) {
    return Math.min(detail.values(), tallies.size());
  }

  private void tallies(ArrayNode array, String key, List<Tally> tallies) {
    for (Tally tally : tallies.subList(0, listed(tallies))) {
      array.addObject().put(key, tally.value()).put("count", tally.count());
    }
  }

  private static ObjectNode sample(EventSample sample) {
    ObjectNode node = Json.object();
    node.put("eventID", sample.eventID());
    node.put("eventTime", Json.eventTime(sample.eventTime()));
    node.put("eventName", sample.eventName());
    node.put("principal", sample.principal());
    node.put("sourceIPAddress", sample.sourceIPAddress());
    node.put("awsRegion", sample.awsRegion());
    node.put("recipientAccountId", sample.recipientAccountId());
    node.put("errorCode", sample.errorCode());
    return node;
  }

  private ObjectNode trailwatch() {
    ObjectNode root = Json.object();
    root.put("notificationId", notification.notificationId());
    root.put("rule", alarm.rule());
    root.put("severity", alarm.severity());
    root.put("runbook", runbook(alarm));
    ObjectNode tags = root.putObject("tags");
    if (detail.tags()) {
      alarm.tags().forEach((key, values) -> values.forEach(tags.putArray(key)::add));
    }
    root.put("ruleSetVersion", alarm.ruleSetVersion());
    root.put("earlyAlarm", notification.isEarly());
    root.put("late", notification.isLate());
    root.put("renotification", notification.renotification());
    root.put("suppressed", notification.suppressed());
    if (notification.isTest()) {
      root.put("test", true);
    }
    return root;
  }

  /** The runbook, unless it is too long to be a place. */
  static @Nullable String runbook(AlarmConfiguration alarm) {
    String runbook = alarm.runbook();
    return runbook == null ? null : cut(runbook, LONGEST_RUNBOOK);
  }

  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 3;
    end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return text.substring(0, end) + "...";
  }
}
