package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;

/** Notices for tests. */
final class Notices {
  private Notices() {}

  /** The n-th notice of an alarm. */
  static NoticeRecord of(String alarm, int number, String... topics) {
    NoticeRecord notice = new NoticeRecord();
    notice.notificationId = alarm.replace(' ', '-') + "-" + number;
    notice.alarm = alarm;
    notice.rule = "rule-of-" + alarm;
    notice.oldState = "OK";
    notice.newState = "ALARM";
    notice.severity = "high";
    notice.topics = topics;
    notice.subject = "ALARM: \"" + alarm + "\" in US East (N. Virginia)";
    notice.message = "{\"AlarmName\":\"" + alarm + "\",\"number\":" + number + "}";
    notice.email = "What happened: " + alarm + " \u00e9";
    notice.sms = "ALARM " + alarm;
    notice.attributeNames = new String[] {"severity", "state", "account"};
    notice.attributeValues = new String[] {"high", "ALARM", ""};
    notice.stateChangeTime = 1_767_225_600_000L + number;
    return notice;
  }
}
