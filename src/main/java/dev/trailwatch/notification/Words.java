package dev.trailwatch.notification;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.event.EventSample;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.Tally;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts of a notification that people read: subject, e-mail, SMS. */
final class Words {
  private static final int LONGEST_SUBJECT = 100;
  private static final int LONGEST_SMS = 160;
  private static final int LONGEST_VALUE = 160;
  private static final int LISTED = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  /**
   * CloudWatch's subject: the name is cut so that everything fits, and a run of characters that a
   * subject can't have becomes an underscore.
   */
  static String subject(Notification notification, Sender sender) {
    String before = notification.newState() + ": \"";
    String after = "\" in " + Region.longName(sender.region());
    String name = ascii(notification.instanceName());
    int room = LONGEST_SUBJECT - before.length() - after.length();
    if (name.length() > room) {
      name = name.substring(0, room - 3) + "...";
    }
    return before + name + after;
  }

  /** The text with one underscore for every run of characters beyond printable ASCII. */
  static String ascii(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inRun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c <= '~';
      if (plain || !inRun) {
        out.append(plain ? c : '_');
      }
      inRun = !plain;
    }
    return out.toString();
  }

  /** One line: the subject, and who did what from where. */
  static String sms(Notification notification, Sender sender) {
    Evidence evidence = notification.evidence();
    StringBuilder line = new StringBuilder(LONGEST_SMS);
    line.append(notification.isTest() ? "TEST " : "");
    line.append(subject(notification, sender));
    if (notification.newState() == AlarmState.ALARM && evidence.count() > 0) {
      line.append(": ").append(events(evidence.count()));
      if (!evidence.principals().isEmpty()) {
        line.append(" by ").append(ascii(lastName(evidence.principals().get(0).value())));
      }
      if (!evidence.sourceIPs().isEmpty()) {
        line.append(" from ").append(ascii(evidence.sourceIPs().get(0).value()));
      }
    }
    return AlarmJson.cut(line.toString(), LONGEST_SMS);
  }

  /** What, who, from where, when, why, and what to do first. */
  static String email(Notification notification, Sender sender) {
    AlarmConfiguration alarm = notification.alarm();
    StringBuilder text = new StringBuilder(1024);
    if (notification.isTest()) {
      text.append("This is a test of the wiring. Nothing happened.\n\n");
    }
    text.append(notification.newState())
        .append(": ")
        .append(visible(notification.instanceName()))
        .append(" (")
        .append(visible(alarm.severity()))
        .append(")\n");
    if (alarm.description() != null) {
      text.append(Visible.of(AlarmJson.cut(alarm.description(), 1024))).append('\n');
    }
    text.append('\n');
    evidence(text, notification, sender);
    row(text, "Why", visible(notification.reason(), 2048));
    remarks(text, notification);
    text.append('\n').append(firstSteps(notification, sender)).append('\n');
    row(text, "Alarm", visible(sender.alarmArn(notification.instanceName()), 512));
    if (alarm.rule() != null) {
      row(text, "Rule", visible(alarm.rule()) + ", rule set " + visible(alarm.ruleSetVersion()));
    }
    row(text, "Message", notification.notificationId());
    return text.toString();
  }

  private static void evidence(StringBuilder text, Notification notification, Sender sender) {
    Evidence evidence = notification.evidence();
    if (evidence.count() == 0) {
      row(text, "When", TIME.format(Instant.parse(Json.eventTime(notification.stateChangeTime()))));
      return;
    }
    row(text, "What", events(evidence.count()) + ": " + names(evidence.eventNames()));
    row(text, "Who", list(evidence.principals()));
    row(text, "From", list(evidence.sourceIPs()));
    String accounts =
        evidence.accounts().stream()
            .limit(LISTED)
            .map(account -> account(account, sender))
            .collect(Collectors.joining(", "));
    row(
        text,
        "Where",
        list(evidence.regions()) + (accounts.isEmpty() ? "" : "; account " + accounts));
    String first = TIME.format(Instant.parse(Json.eventTime(evidence.firstEventTime())));
    String last = TIME.format(Instant.parse(Json.eventTime(evidence.lastEventTime())));
    row(text, "When", first.equals(last) ? first : first + " to " + last);
  }

  private static void remarks(StringBuilder text, Notification notification) {
    if (notification.isEarly()) {
      row(text, "", "Told as soon as it was certain, before the end of the period.");
    }
    if (notification.isLate()) {
      row(text, "", "Told late: the events arrived after their period had been judged.");
    }
    if (notification.renotification() > 0) {
      row(text, "", "Still in ALARM: reminder " + notification.renotification() + ".");
    }
    if (notification.suppressed() > 0) {
      row(text, "", notification.suppressed() + " earlier ALARMs were held back by the cooldown.");
    }
    if (notification.evidence().isTruncated()) {
      row(text, "", "More took part than are listed; the counts of such a list are estimates.");
    }
  }

  private static String firstSteps(Notification notification, Sender sender) {
    if (notification.newState() == AlarmState.OK) {
      return "Nothing has to be done: the alarm is no longer raised.\n";
    }
    if (notification.newState() == AlarmState.INSUFFICIENT_DATA) {
      return "Nothing can be said: there is no data to judge by.\n";
    }
    StringBuilder steps = new StringBuilder("What to do first\n");
    int step = 1;
    String runbook = AlarmJson.runbook(notification.alarm());
    if (runbook != null) {
      steps
          .append("  ")
          .append(step++)
          .append(". Follow ")
          .append(Visible.of(runbook))
          .append('\n');
    }
    for (EventSample sample : notification.evidence().samples()) {
      if (isId(sample.eventID())) {
        String region = isRegion(sample.awsRegion()) ? sample.awsRegion() : sender.region();
        steps.append("  ").append(step++).append(". See the first event:\n");
        steps
            .append("     aws cloudtrail lookup-events --region ")
            .append(region)
            .append(" --lookup-attributes AttributeKey=EventId,AttributeValue=")
            .append(sample.eventID())
            .append('\n');
        break;
      }
    }
    if (!notification.evidence().principals().isEmpty()) {
      steps.append("  ").append(step).append(". Ask who stands above whether it was them.\n");
    }
    return steps.toString();
  }

  /** Whether the id can stand in a command line as it is. */
  private static boolean isId(@Nullable String id) {
    return id != null && id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  private static boolean isRegion(@Nullable String region) {
    return region != null && region.matches("[a-z]{2,5}(-[a-z]{1,20}){1,3}-[0-9]{1,2}");
  }

  private static String account(Tally account, Sender sender) {
    String name = sender.accountName(account.value());
    return visible(account.value()) + (name == null ? "" : " (" + visible(name) + ")");
  }

  private static String names(List<Tally> names) {
    return limited(
        names,
        name ->
            name(name.value())
                + (name.count() == 1 ? "" : " x" + name.count())
                + (name.failed() == 0
                    ? ""
                    : name.failed() == name.count()
                        ? name.count() == 1 ? " (failed)" : " (all failed)"
                        : " (" + name.failed() + " failed)"));
  }

  private static String list(List<Tally> tallies) {
    boolean counted = tallies.size() > 1;
    return limited(tallies, tally -> name(tally.value()) + (counted ? " x" + tally.count() : ""));
  }

  private static String limited(List<Tally> tallies, Function<Tally, String> words) {
    if (tallies.isEmpty()) {
      return "not told by the events";
    }
    String text = tallies.stream().limit(LISTED).map(words).collect(Collectors.joining(", "));
    int more = tallies.size() - LISTED;
    return more > 0 ? text + " and " + more + " more" : text;
  }

  private static void row(StringBuilder text, String label, String value) {
    text.append(String.format("%-8s", label)).append(value).append('\n');
  }

  private static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }

  /** What stands after the last slash of an ARN: the role, the user. */
  private static String lastName(String principal) {
    int slash = principal.startsWith("arn:") ? principal.lastIndexOf('/') : -1;
    return principal.substring(slash + 1);
  }

  private static String name(String text) {
    return Visible.name(AlarmJson.cut(text, LONGEST_VALUE));
  }

  private static String visible(String text) {
    return visible(text, LONGEST_VALUE);
  }

  private static String visible(String text, int longest) {
    return Visible.of(AlarmJson.cut(text, longest));
  }
}
