package dev.trailwatch.job;

import dev.trailwatch.wire.LifeSign;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Collects, for each log group, the newest arrival of a record with events. */
final class LifeSigns {
  /** A writer of forged log groups must not fill the memory between two flushes. */
  private static final int MOST = 10_000;

  private final Map<String, LifeSign> signs = new HashMap<>();
  private LifeSign last = new LifeSign();

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
    signs.values().forEach(out);
    signs.clear();
  }
}
