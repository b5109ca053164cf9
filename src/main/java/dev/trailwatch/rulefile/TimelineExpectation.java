package dev.trailwatch.rulefile;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a subscriber has to have been told of an alarm by a time. */
public final class TimelineExpectation {
  private final long time;
  private final String alarm;
  private final Map<String, String> dimensions;
  private final AlarmState state;
  private final Place place;

  TimelineExpectation(
      long time, String alarm, Map<String, String> dimensions, AlarmState state, Place place) {
    this.time = time;
    this.alarm = alarm;
    this.dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    this.state = state;
    this.place = place;
  }

  /** By when, in milliseconds since the epoch. */
  public long time() {
    return time;
  }

  /** The alarm's name. */
  public String alarm() {
    return alarm;
  }

  /** The dimension values of the instance; empty if the alarm does not group. */
  public Map<String, String> dimensions() {
    return dimensions;
  }

  /** The state. */
  public AlarmState state() {
    return state;
  }

  /** Where it stands. */
  public Place place() {
    return place;
  }

  @Override
  public String toString() {
    return alarm + (dimensions.isEmpty() ? "" : " " + dimensions) + " " + state;
  }
}
