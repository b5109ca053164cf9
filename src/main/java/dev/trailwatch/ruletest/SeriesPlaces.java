package dev.trailwatch.ruletest;

import dev.trailwatch.metric.Period;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.LiveSeries;
import dev.trailwatch.rule.SeriesBound;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which instance takes a sample of a grouped alarm, the bound on its series considered. */
final class SeriesPlaces {
  private static final Period MINUTE = Period.of(60);

  private final Alarm alarm;
  private final TreeMap<Long, TreeMap<String, Instance>> asked = new TreeMap<>();
  private final Instance other;
  private @Nullable Map<Long, Set<Instance>> refused;

  SeriesPlaces(Alarm alarm) {
    this.alarm = alarm;
    Map<String, String> values = new LinkedHashMap<>();
    alarm.groupBy().forEach(dimension -> values.put(dimension, SeriesBound.OTHER));
    this.other = Instance.of(alarm, values);
  }

  /** Notes that an instance has a sample at a time; all ask before the first is answered. */
  void ask(Instance instance, long time) {
    if (!alarm.groupBy().isEmpty()) {
      asked
          .computeIfAbsent(MINUTE.start(time), minute -> new TreeMap<>())
          .put(address(instance), instance);
    }
  }

  /**
   * The instance that takes the sample: this one if it has a place, else the one for all others.
   */
  Instance of(Instance instance, long time) {
    Map<Long, Set<Instance>> beyond = refused;
    if (beyond == null) {
      beyond = refusals();
      refused = beyond;
    }
    return beyond.getOrDefault(MINUTE.start(time), Set.of()).contains(instance) ? other : instance;
  }

  private Map<Long, Set<Instance>> refusals() {
    SeriesBound bound = alarm.seriesBound();
    Map<Integer, LiveSeries> parts = new HashMap<>();
    Map<Long, Set<Instance>> beyond = new HashMap<>();
    asked.forEach(
        (minute, instances) ->
            instances.forEach(
                (address, instance) -> {
                  LiveSeries live =
                      parts.computeIfAbsent(
                          bound.part(address),
                          part -> new LiveSeries(bound.share(), bound.lifetime()));
                  if (!live.admits(address, minute)) {
                    beyond.computeIfAbsent(minute, each -> new HashSet<>()).add(instance);
                  }
                }));
    return beyond;
  }

  /** The same text that the job keeps series apart by: it decides between those of one minute. */
  private String address(Instance instance) {
    return alarm.seriesAddress(instance.dimensions().values().toArray(new String[0]));
  }
}
