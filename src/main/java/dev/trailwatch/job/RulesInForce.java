package dev.trailwatch.job;

import dev.trailwatch.matcher.MatchSession;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.CompiledRuleSet;
import dev.trailwatch.wire.RuleSetRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.state.BroadcastState;
import org.jspecify.annotations.Nullable;

/**
 * The rule set that was in force when a record arrived.
 *
 * <p>The newest sets are kept, ordered by when they take effect. A record is judged by the set in
 * force at its arrival, whatever has been adopted since, so that the switch is the same after any
 * failure. An older set is kept for as long as it alone knows an alarm: that alarm may still have
 * to say a last OK.
 */
final class RulesInForce {
  /** Enough for edits in quick succession: the set in force and those that are to follow soon. */
  private static final int KEPT = 8;

  private static final int RETIRED = 16;

  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Entry inUse;

  /** One set, and the promise of its compiled form. */
  static final class Entry {
    final RuleSetRecord record;
    private final CompletableFuture<CompiledRuleSet> compiling;
    private @Nullable MatchSession session;

    private Entry(RuleSetRecord record) {
      this.record = record;
      this.compiling = RuleSets.compile(record);
    }

    /** The compiled set; waits for the compiler if it must. */
    CompiledRuleSet compiled() {
      return compiling.join();
    }

    boolean isCompiled() {
      return compiling.isDone();
    }

    /** The way to ask the set's matcher; for the operator that owns this memory. */
    MatchSession session() {
      if (session == null) {
        session = compiled().matcher().newSession();
      }
      return session;
    }
  }

  /** Takes a set in; a number that is known already changes nothing. */
  void adopt(RuleSetRecord record) {
    for (Entry entry : entries) {
      if (entry.record.number == record.number) {
        return;
      }
    }
    entries.add(new Entry(record));
    entries.sort(Comparator.comparingLong(entry -> entry.record.number));
    if (entries.stream().allMatch(Entry::isCompiled)) {
      forgetOld();
    }
  }

  /** The set in force at an arrival time; the oldest one known if the time lies before it. */
  Entry at(long arrival) {
    for (int i = entries.size() - 1; i > 0; i--) {
      if (entries.get(i).record.effectiveFrom <= arrival) {
        return entries.get(i);
      }
    }
    return entries.get(0);
  }

  /** The newest set. */
  Entry newest() {
    return entries.get(entries.size() - 1);
  }

  /**
   * The newest set that is ready, for whoever needs no other one.
   *
   * <p>A set that was just adopted is passed over while it is being compiled: nothing has to wait
   * for it but what came of it already. The answer never goes back to an older set.
   *
   * @param number the number of a set that must be waited for, if it was adopted
   */
  Entry ready(long number) {
    Entry ready = inUse;
    if (ready == null) {
      // after a restore the newest set is the one that was in use before, or its successor
      ready = newest();
      ready.compiled();
    }
    for (Entry entry : entries) {
      if (entry.record.number > ready.record.number
          && (entry.isCompiled() || entry.record.number <= number)) {
        entry.compiled();
        ready = entry;
      }
    }
    inUse = ready;
    return ready;
  }

  /** How many rules the newest compiled set has; asked by any thread, it never waits. */
  int rulesLoaded() {
    int loaded = 0;
    for (Entry entry : List.copyOf(entries)) {
      loaded = entry.isCompiled() ? entry.compiled().size() : loaded;
    }
    return loaded;
  }

  /** All sets that are kept, the oldest first. */
  List<Entry> all() {
    return List.copyOf(entries);
  }

  /** The newest definition of an alarm among the sets that are ready; null if none is kept. */
  @Nullable Entry lastWith(String alarmId) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (entry.record.number <= ready(0).record.number
          && entry.compiled().ruleSet().alarm(alarmId) != null) {
        return entry;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Writes the sets that are kept into state, and removes all others from it. */
  void store(BroadcastState<Long, RuleSetRecord> state) throws Exception {
    Set<Long> gone = new HashSet<>();
    for (Map.Entry<Long, RuleSetRecord> entry : state.immutableEntries()) {
      gone.add(entry.getKey());
    }
    for (Entry entry : entries) {
      if (!gone.remove(entry.record.number)) {
        state.put(entry.record.number, entry.record);
      }
    }
    for (Long number : gone) {
      state.remove(number);
    }
  }

  private void forgetOld() {
    Set<String> known = new HashSet<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      boolean recent = i >= entries.size() - KEPT;
      if (recent && entries.size() <= KEPT) {
        continue;
      }
      boolean needed = false;
      for (Alarm alarm : entries.get(i).compiled().ruleSet().alarms()) {
        needed |= known.add(alarm.id());
      }
      if (!recent && !needed) {
        entries.remove(i);
      }
    }
    while (entries.size() > KEPT + RETIRED) {
      entries.remove(0);
    }
  }
}
