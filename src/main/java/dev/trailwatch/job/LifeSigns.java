package dev.trailwatch.job;

import dev.trailwatch.wire.LifeSign;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects, for each log group, the newest arrival of a record with events; the first of all is a
 * sign of the whole source too.
 */
final class LifeSigns {
  /** A writer of forged log groups must not fill the memory between two flushes. */
  private static final int MOST = 10_000;

  /** The key of what concerns no log group but the whole source. */
  static final String WHOLE = key("", "");

  private final Map<String, LifeSign> signs = new HashMap<>();
  private LifeSign last = new LifeSign();
  private boolean wholeHeard;

  /** Notes a record with events. */
  void heard(String account, String logGroup, long arrival) {
    // nearly always the log group of the record before
    if (!last.logGroup.equals(logGroup) || !last.account.equals(account) || signs.isEmpty()) {
      String key = key(account, logGroup);
      LifeSign sign = signs.get(key);
      if (sign == null) {
        if (signs.size() >= MOST) {
          return;
        }
        sign = new LifeSign();
        sign.account = account;
        sign.logGroup = logGroup;
        signs.put(key, sign);
      }
      last = sign;
    }
    last.arrival = Math.max(last.arrival, arrival);
  }

  /** What makes a log group one of its own. */
  static String key(String account, String logGroup) {
    return account + ' ' + logGroup;
  }

  boolean isEmpty() {
    return signs.isEmpty();
  }

  /** Hands out what was heard since the last flush. */
  void flush(Consumer<LifeSign> out) {
    if (!wholeHeard && !signs.isEmpty()) {
      wholeHeard = true;
      LifeSign whole = listening();
      signs.values().forEach(sign -> whole.arrival = Math.max(whole.arrival, sign.arrival));
      out.accept(whole);
    }
    signs.values().forEach(out);
    signs.clear();
  }

  /** The sign that the job listens, from which on silence counts. */
  static LifeSign listening() {
    return new LifeSign();
  }
}
