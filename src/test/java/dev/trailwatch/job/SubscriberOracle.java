package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.job.Announcement.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What the subscribers of one alarm instance are to be told, message by message, from its settled
 * states, its certain and its late ALARMs: the section "What is told, and when" of the
 * documentation, word for word.
 */
final class SubscriberOracle {
  /** One message. */
  record Told(Occasion occasion, AlarmState state, long end, int renotification, int suppressed) {}

  private final long mutedUntil;
  private final long cooldown;
  private final long renotifyAfter;
  private final boolean initialOk;

  /** Whether subscribers have an incident open, and since which period. */
  private boolean open;

  private long openSince;

  /** The newest period whose ALARM was told. */
  private Long newest;

  /** Open periods whose ALARM was certain early. */
  private final TreeSet<Long> certain = new TreeSet<>();

  private int renotifications;
  private int heldBack;

  final List<Told> told = new ArrayList<>();

  SubscriberOracle(GeneratedAlarm alarm) {
    mutedUntil = alarm.mutedUntil();
    cooldown = alarm.cooldown() * 1000L;
    renotifyAfter = alarm.renotifyAfter() * 1000L;
    initialOk = alarm.notifyInitialOk();
  }

  /** The instance is forgotten: the next event makes a new one. */
  void forget() {
    open = false;
    newest = null;
    certain.clear();
    renotifications = 0;
    heldBack = 0;
  }

  /** Each period's ALARM is told once, unless a mute or a cooldown holds it back. */
  void alarm(Occasion occasion, long end, long changeTime) {
    if (occasion == Occasion.EARLY) {
      certain.add(end);
    }
    if (holdsBack(end, changeTime)) {
      heldBack++;
      return;
    }
    openSince = open ? Math.min(openSince, end) : end;
    if (newest == null || end > newest) {
      newest = end;
      renotifications = 0;
    }
    tell(occasion, AlarmState.ALARM, end, 0);
  }

  /** Whether a period's ALARM was told. */
  boolean knows(long end) {
    return told.stream()
        .anyMatch(
            one -> one.state == AlarmState.ALARM && one.end == end && one.renotification == 0);
  }

  /** A late ALARM; where the alarm is calm, the OK that closes it follows. */
  void late(long end, long eventTime, boolean calm) {
    boolean before = open;
    alarm(Occasion.LATE, end, Math.min(eventTime, end));
    if (!before && open && calm) {
      tell(Occasion.LATE, AlarmState.OK, end, 0);
    }
  }

  /** A period has settled. */
  void settled(AlarmState before, AlarmState after, long end, boolean early) {
    certain.headSet(end, true).clear();
    if (after == AlarmState.ALARM) {
      if (before == AlarmState.ALARM) {
        goesOn(end);
      } else if (!early) {
        alarm(Occasion.SETTLED, end, end);
      }
    } else if (after != before && after == AlarmState.INSUFFICIENT_DATA && end >= mutedUntil) {
      told.add(new Told(Occasion.SETTLED, after, end, 0, heldBack));
    } else if (after != before && after == AlarmState.OK) {
      boolean closes = open && (before == AlarmState.ALARM || openSince <= end);
      boolean initial = before == AlarmState.INSUFFICIENT_DATA && initialOk && end >= mutedUntil;
      if (closes || initial) {
        tell(Occasion.SETTLED, AlarmState.OK, end, 0);
        if (newest != null && newest > end && newest >= mutedUntil) {
          openSince = certain.isEmpty() ? newest : Math.min(newest, certain.first());
          tell(Occasion.RENOTIFIED, AlarmState.ALARM, newest, ++renotifications);
        }
      }
    }
  }

  private void goesOn(long end) {
    if (!open) {
      if (!holdsBack(end, end)) {
        alarm(Occasion.SETTLED, end, end);
      }
    } else if (renotifyAfter > 0 && end - newest >= renotifyAfter && end >= mutedUntil) {
      newest = end;
      tell(Occasion.RENOTIFIED, AlarmState.ALARM, end, ++renotifications);
    }
  }

  private boolean holdsBack(long end, long changeTime) {
    return changeTime < mutedUntil || (cooldown > 0 && newest != null && end - newest < cooldown);
  }

  private void tell(Occasion occasion, AlarmState state, long end, int renotification) {
    told.add(new Told(occasion, state, end, renotification, heldBack));
    open = state == AlarmState.ALARM;
    heldBack = open ? 0 : heldBack;
  }
}
