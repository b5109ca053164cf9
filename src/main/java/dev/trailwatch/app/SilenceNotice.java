package dev.trailwatch.app;

import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.SilenceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.functions.MapFunction;

/** Says that a log group sends nothing any more, or that nothing ever came: no rule sees then. */
final class SilenceNotice implements MapFunction<SilenceRecord, NoticeRecord> {
  private static final long serialVersionUID = 1L;
  private static final String ALARM = "trail-silent";
  private static final int LONGEST = 512;

  private final String topic;
  private final String region;
  private final Duration after;

  /**
   * Words for silences.
   *
   * @param topics who could be told: {@code health}, else those who hear what is critical
   */
  SilenceNotice(Map<String, String> topics, String region, Duration after) {
    this.topic =
        topics.containsKey("health") || topics.isEmpty()
            ? "health"
            : topics.containsKey("critical")
                ? "critical"
                : topics.containsKey("default") ? "default" : topics.keySet().iterator().next();
    this.region = region;
    this.after = after;
  }

  @Override
  public NoticeRecord map(SilenceRecord silence) {
    if (silence.account.isEmpty() && silence.logGroup.isEmpty()) {
      return neverHeard(silence);
    }
    String where = "account " + shown(silence.account) + ", log group " + shown(silence.logGroup);
    String last = Instant.ofEpochMilli(silence.lastArrival).toString();
    String text =
        silence.silent
            ? "No event for "
                + words(after)
                + ": "
                + where
                + ", Region "
                + region
                + ". The last record with events arrived at "
                + last
                + ". No rule can see anything there until events come again."
                + "\nWhat to do first: look whether the trail still logs (aws cloudtrail"
                + " get-trail-status), whether its log group and subscription filter are there,"
                + " and who stopped or deleted them."
            : "Events come again: "
                + where
                + ", Region "
                + region
                + ". Before, the last record with events arrived at "
                + last
                + ".\nWhat happened meanwhile was not seen unless it arrives late.";
    String key = silence.account + ' ' + silence.logGroup + ' ' + silence.lastArrival;
    String hash = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    String id = ALARM + (silence.silent ? "-" : "-over-") + hash;
    String instance =
        ALARM
            + " [Account="
            + shown(silence.account)
            + ", Region="
            + region
            + ", LogGroup="
            + shown(silence.logGroup)
            + "]";
    return notice(
        HealthNotice.of(instance, silence.silent, id, text, silence.at),
        silence.silent
            ? "Trailwatch: a log group sends no events since " + last
            : "Trailwatch: a silent log group sends events again");
  }

  /** A stream that nothing writes to, or the wrong stream: there is no log group to name. */
  private NoticeRecord neverHeard(SilenceRecord silence) {
    String began = Instant.ofEpochMilli(silence.since).toString();
    String text =
        silence.silent
            ? "No event has ever come: Region "
                + region
                + ", since this job began to listen at "
                + began
                + ", "
                + words(after)
                + " and more. No rule can see anything until events come."
                + "\nWhat to do first: look whether the trail logs to a log group (aws cloudtrail"
                + " get-trail-status), whether that log group has a subscription filter to the"
                + " stream that this job reads, and whether the filter's role may write to it."
            : "The first events have come: Region "
                + region
                + ". None had come since this job began to listen at "
                + began
                + ".\nWhat happened before was not seen unless it arrives late.";
    String hash =
        UUID.nameUUIDFromBytes((" " + silence.since).getBytes(StandardCharsets.UTF_8)).toString();
    String id = ALARM + (silence.silent ? "-" : "-over-") + hash;
    String instance = ALARM + " [Region=" + region + "]";
    return notice(
        HealthNotice.of(instance, silence.silent, id, text, silence.at),
        silence.silent
            ? "Trailwatch: no event has ever come, since " + began
            : "Trailwatch: the first events have come");
  }

  private NoticeRecord notice(NoticeRecord notice, String sms) {
    notice.topics = new String[] {topic};
    // a subject is ASCII and short, whatever a log group is called
    notice.subject = notice.newState + ": \"" + ALARM + "\"";
    notice.sms = sms;
    return notice;
  }

  private static String shown(String text) {
    return Visible.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
  }

  private static String words(Duration duration) {
    return duration.toSeconds() % 60 == 0
        ? duration.toMinutes() + " min"
        : duration.toSeconds() + " s";
  }
}
