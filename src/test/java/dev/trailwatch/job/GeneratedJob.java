package dev.trailwatch.job;

import dev.trailwatch.job.GeneratedTimeline.Event;
import dev.trailwatch.job.TimelineSource.Gate;
import dev.trailwatch.rule.SeriesBound;
import dev.trailwatch.wire.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * Hundreds of generated timelines in one job, each with a rule of its own, and what is to come of
 * them.
 *
 * <p>Before the events time runs until all alarms rest, so that it makes no difference when they
 * started. Events that come late wait until time has passed them at all alarms; so does a change of
 * the rules, until all alarms have heard of it.
 */
final class GeneratedJob {
  private static final long START = GeneratedTimeline.START;
  private static final long MINUTE = GeneratedTimeline.MINUTE;
  private static final long LATENESS = GeneratedTimeline.LATENESS;
  private static final long ALLOWED = GeneratedTimeline.ALLOWED_LATENESS;
  private static final long CHANGE = START + 240 * MINUTE;
  private static final long EFFECTIVE = CHANGE + 60 * MINUTE;
  private static final long SECOND = EFFECTIVE + 60 * MINUTE;
  private static final int PROBES = 24;

  /** A rule that only the changed rules have: who hears of it has heard of them. */
  private static final String HEARD =
      """
        - name: heard
          pattern: '{ $.kind = "probe" }'
          metric: {name: heard, dimensions: {Who: $.who}}
          alarm: {period: 60, group_by: [Who], alarm_actions: [a]}
      """;

  /** A rule that never matches, for alarms that only the first rules have. */
  private static final String PROBE =
      """
        - name: probe
          pattern: '{ $.kind = "never" }'
          alarms: []
      """;

  /** An event and the timeline that it belongs to; none only moves time. */
  private record Arrival(String timeline, Event event, long at, boolean late) {}

  private final List<GeneratedAlarm> alarms = new ArrayList<>();
  private final List<GeneratedAlarm> changed = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final boolean change;
  private final JobRun run;
  private final Map<String, InstanceOracle> oracles = new TreeMap<>();
  private final Map<String, Map<String, Long>> lives = new HashMap<>();
  private final Set<String> counted = new HashSet<>();

  GeneratedJob(String name, long seed, int count, int parallelism, boolean late, boolean change) {
    this.change = change;
    this.run = new JobRun(name, JobRun.live(ALLOWED), parallelism, LATENESS);
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      GeneratedAlarm alarm = GeneratedAlarm.random("t" + i, random);
      // who comes first at a bound depends on what comes first of several matchers
      alarm = parallelism == 1 ? alarm : alarm.withoutBound();
      // the events that tell whether the change was heard of would be misses of all metrics
      alarm = change ? alarm.withoutDefault() : alarm;
      alarms.add(alarm);
      changed.add(random.nextInt(3) == 0 ? alarm.changed(random) : alarm);
      add(alarm.name(), GeneratedTimeline.events(alarm.name(), random, START, late));
      if (change) {
        add(alarm.name(), GeneratedTimeline.events(alarm.name(), random, SECOND, late));
      }
    }
    Set<Long> stops = new TreeSet<>();
    arrivals.stream().filter(Arrival::late).forEach(arrival -> stops.add(arrival.at));
    stops.forEach(stop -> arrivals.add(new Arrival("", null, stop, true)));
    arrivals.sort(
        Comparator.comparingLong(Arrival::at)
            .thenComparing(arrival -> arrival.late && arrival.event != null)
            .thenComparing(arrival -> arrival.event != null));
  }

  private void add(String timeline, List<Event> events) {
    for (Event event : events) {
      boolean late = event.arrival() - event.time() >= LATENESS;
      arrivals.add(new Arrival(timeline, event, event.arrival(), late));
    }
  }

  JobRun play() throws Exception {
    run.rules(with(PROBE, GeneratedAlarm.file(alarms, "hit")) + probes());
    if (change) {
      run.rules(
          with(HEARD, GeneratedAlarm.file(changed, "miss")),
          EFFECTIVE,
          () -> run.watermark() >= CHANGE - LATENESS);
    }
    run.record("", START - 60 * MINUTE);
    AtomicLong warm = new AtomicLong(START - 60 * MINUTE);
    run.await(new Gate<>(() -> probes("ALARM") == PROBES, () -> tick(warm, MINUTE)));
    run.record("", START - 10 * MINUTE);
    boolean before = true;
    for (Arrival arrival : arrivals) {
      if (change && before && arrival.at >= SECOND) {
        before = false;
        run.record("", CHANGE).awaitTime();
        AtomicLong slow = new AtomicLong(CHANGE);
        run.await(new Gate<>(() -> probes("OK") == PROBES, () -> tick(slow, 1)));
        run.record("", EFFECTIVE + 10 * MINUTE);
        AtomicLong asked = new AtomicLong();
        run.await(new Gate<>(() -> allMatchersHeard(asked.get()), () -> ask(asked)));
        run.record("", EFFECTIVE + 10 * MINUTE);
      }
      run.record(arrival.event == null ? "" : line(arrival), arrival.at);
      if (arrival.event == null) {
        run.awaitTime();
      }
    }
    run.record("", end());
    return run.play();
  }

  private static String with(String rule, String file) {
    return file.replaceFirst("rules:\n", "rules:\n" + Matcher.quoteReplacement(rule));
  }

  private static String line(Arrival arrival) {
    return arrival.event.json(arrival.timeline) + "\n";
  }

  private static RawRecord tick(AtomicLong moment, long step) {
    return moment.get() > START - 15 * MINUTE && step == MINUTE
        ? null
        : JobRun.lines("", moment.addAndGet(step));
  }

  /** An event for the next matcher in turn. */
  private static RawRecord ask(AtomicLong asked) {
    long time = EFFECTIVE + 10 * MINUTE;
    String who = "p" + asked.incrementAndGet();
    Event probe = new Event("probe-" + who, "probe", who, 1, time, time);
    return JobRun.lines(probe.json("none") + "\n", time);
  }

  /** Records go round: four events in a row that were heard of are all matchers. */
  private boolean allMatchersHeard(long asked) {
    Set<String> heard =
        run.notices().stream().map(notice -> notice.alarm).collect(Collectors.toSet());
    for (long n = asked - 4; n > 0; n--) {
      if (heard.contains("heard [Who=p" + n + "]")
          && heard.contains("heard [Who=p" + (n + 1) + "]")
          && heard.contains("heard [Who=p" + (n + 2) + "]")
          && heard.contains("heard [Who=p" + (n + 3) + "]")) {
        return true;
      }
    }
    return false;
  }

  private long end() {
    return arrivals.get(arrivals.size() - 1).at + 8 * 60 * MINUTE;
  }

  /** Alarms that are in ALARM while nothing comes, and are gone after the change. */
  private static String probes() {
    StringBuilder probes = new StringBuilder("alarms:\n");
    for (int i = 0; i < PROBES; i++) {
      probes.append(
          "  - {name: probe-%d, metric: {namespace: Trailwatch, name: probe}, threshold: 1e300, treat_missing_data: breaching, alarm_actions: [a], ok_actions: [a], period: %d}\n"
              .formatted(i, 60));
    }
    return probes.toString();
  }

  private long probes(String state) {
    return run.notices().stream()
        .filter(notice -> notice.alarm.startsWith("probe-") && notice.newState.equals(state))
        .map(notice -> notice.alarm)
        .distinct()
        .count();
  }

  // ---- what is to come of it

  /** Works it out; the oracle of each instance by its name. */
  Map<String, InstanceOracle> oracles() {
    for (GeneratedAlarm alarm : alarms) {
      if (!alarm.grouped()) {
        oracle(alarm, alarm.name()).start(START - 60 * MINUTE);
      }
    }
    advance(START - 10 * MINUTE - LATENESS);
    boolean before = true;
    List<GeneratedAlarm> current = alarms;
    for (Arrival arrival : arrivals) {
      if (change && before && arrival.at >= SECOND) {
        before = false;
        advance(CHANGE - LATENESS);
        current = changed;
        for (GeneratedAlarm alarm : changed) {
          oracles.forEach(
              (name, oracle) -> {
                if (name.equals(alarm.name()) || name.startsWith(alarm.name() + " ")) {
                  oracle.change(alarm.spec(), EFFECTIVE, alarm.renotifyAfter() > 0);
                }
              });
        }
      }
      if (arrival.event != null) {
        for (GeneratedAlarm alarm : current) {
          sample(alarm, arrival, before ? "hit" : "miss");
        }
      }
      now = arrival.at - LATENESS;
    }
    advance(end() - LATENESS);
    return oracles;
  }

  private long now = Long.MIN_VALUE;

  private void advance(long watermark) {
    now = watermark;
    oracles.values().forEach(oracle -> oracle.advance(watermark));
  }

  private void sample(GeneratedAlarm alarm, Arrival arrival, String hit) {
    Event event = arrival.event;
    boolean matches = arrival.timeline.equals(alarm.name()) && event.kind().equals(hit);
    Double value = matches ? alarm.sample(event.size()) : alarm.defaultValue();
    if (value == null) {
      return;
    }
    String name = alarm.name();
    if (alarm.grouped()) {
      name += " [Who=" + place(alarm, event.who() == null ? "(none)" : event.who(), event) + "]";
    }
    // those that nothing comes for may lag behind
    InstanceOracle oracle = oracle(alarm, name);
    oracle.advance(now);
    String key = name + "|" + event.time() / MINUTE + "|" + event.id();
    if (matches && alarm.deduplicate() && counted.contains(key)) {
      return;
    }
    if (oracle.add(event.time(), value) && matches) {
      counted.add(key);
    }
  }

  /** The value itself if it lives or there is room for one more, else the one for all others. */
  private String place(GeneratedAlarm alarm, String who, Event event) {
    Map<String, Long> living = lives.computeIfAbsent(alarm.name(), name -> new HashMap<>());
    living.values().removeIf(until -> until - 1 <= now);
    long period = alarm.spec().periodSeconds() * 1000L;
    boolean sliding = alarm.spec().evaluationWindow().key().equals("sliding");
    long lifetime = alarm.spec().evaluationRange() * period + 3 * (sliding ? MINUTE : period);
    long minute = event.time() / MINUTE * MINUTE;
    long until = SeriesBound.until(minute, lifetime, ALLOWED);
    if (until <= now) {
      return who;
    }
    if (!living.containsKey(who) && living.size() >= alarm.maxSeries()) {
      return SeriesBound.OTHER;
    }
    living.merge(who, until, Math::max);
    return who;
  }

  private InstanceOracle oracle(GeneratedAlarm alarm, String name) {
    return oracles.computeIfAbsent(
        name,
        missing -> {
          InstanceOracle oracle = new InstanceOracle(alarm.spec(), alarm.grouped(), ALLOWED);
          oracle.advance(now);
          return oracle;
        });
  }

  /** The settled changes of state that the job must make. */
  Set<String> transitions() {
    Set<String> transitions = new TreeSet<>();
    oracles.forEach(
        (name, oracle) ->
            oracle.changes.stream()
                .filter(one -> one.end() > START - 10 * MINUTE)
                .forEach(
                    one ->
                        transitions.add(
                            name + "@" + one.end() + " " + one.before() + " " + one.after())));
    return transitions;
  }

  /** Those that it made. */
  Set<String> made() {
    return run.transitions().stream()
        .filter(one -> one.periodEnd > START - 10 * MINUTE && one.alarm.startsWith("t"))
        .map(one -> one.alarm + "@" + one.periodEnd + " " + one.oldState + " " + one.newState)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
