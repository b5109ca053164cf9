package dev.trailwatch.ruletest;

import dev.trailwatch.rule.Alarm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One instance of an alarm: the alarm, and the dimension values that it stands for. */
public final class Instance {
  private final Alarm alarm;
  private final Map<String, String> dimensions;

  private Instance(Alarm alarm, Map<String, String> dimensions) {
    this.alarm = alarm;
    this.dimensions = dimensions;
  }

  /**
   * An instance.
   *
   * @param dimensions a value for each name that the alarm groups by, in that order
   */
  public static Instance of(Alarm alarm, Map<String, String> dimensions) {
    return new Instance(alarm, Collections.unmodifiableMap(new LinkedHashMap<>(dimensions)));
  }

  /** The alarm. */
  public Alarm alarm() {
    return alarm;
  }

  /** The dimension values; empty if the alarm does not group. */
  public Map<String, String> dimensions() {
    return dimensions;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Instance
        && ((Instance) other).alarm.id().equals(alarm.id())
        && ((Instance) other).dimensions.equals(dimensions);
  }

  @Override
  public int hashCode() {
    return 31 * alarm.id().hashCode() + dimensions.hashCode();
  }

  /** The alarm's name, with the values in brackets if it groups. */
  @Override
  public String toString() {
    return dimensions.isEmpty() ? alarm.name() : alarm.name() + " " + dimensions;
  }
}
