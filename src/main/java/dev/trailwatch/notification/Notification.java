package dev.trailwatch.notification;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One transition of one alarm instance that somebody is to be told of. */
public final class Notification {
  private static final int ID_DIGITS = 32;

  private final AlarmConfiguration alarm;
  private final Map<String, String> dimensions;
  private final AlarmState oldState;
  private final AlarmState newState;
  private final String reason;
  private final long stateChangeTime;
  private final long periodEnd;
  private final Evidence evidence;
  private final boolean early;
  private final boolean late;
  private final int renotification;
  private final long suppressed;
  private final boolean test;
  private final String notificationId;
  private final String instanceName;

  private Notification(Builder builder) {
    this.alarm = builder.alarm;
    this.dimensions = builder.dimensions;
    this.oldState = builder.oldState;
    this.newState = builder.newState;
    this.reason = builder.reason;
    this.stateChangeTime = builder.stateChangeTime;
    this.periodEnd = builder.periodEnd;
    this.evidence = builder.evidence;
    this.early = builder.early;
    this.late = builder.late;
    this.renotification = builder.renotification;
    this.suppressed = builder.suppressed;
    this.test = builder.test;
    this.instanceName = InstanceName.of(alarm.name(), dimensions);
    this.notificationId = id();
  }

  /** A builder for a transition of one of the alarm's instances. */
  public static Builder builder(AlarmConfiguration alarm) {
    return new Builder(alarm);
  }

  private String id() {
    StringBuilder identity = new StringBuilder(128);
    part(identity, alarm.id());
    dimensions.forEach(
        (name, value) -> {
          part(identity, name);
          part(identity, value);
        });
    identity.append(periodEnd).append('|').append(newState).append('|').append(renotification);
    if (late && newState == AlarmState.OK) {
      // the period may have had a settled OK of its own
      identity.append("|late");
    }
    return InstanceName.hash(identity.toString(), ID_DIGITS);
  }

  /** A text with its length before it, so that no two identities run together. */
  private static void part(StringBuilder identity, String text) {
    identity.append(text.length()).append(':').append(text).append('|');
  }

  /**
   * The deterministic id of the transition: of the alarm instance, the period's end, the new state
   * and the number of the repetition, and of nothing else. 32 hexadecimal digits.
   */
  public String notificationId() {
    return notificationId;
  }

  /** {@code alarm_name [Dimension=value]}, at most 255 characters; the plain name without any. */
  public String instanceName() {
    return instanceName;
  }

  /** The alarm. */
  public AlarmConfiguration alarm() {
    return alarm;
  }

  /** The instance's dimensions in their order; empty for an alarm that is not grouped. */
  public Map<String, String> dimensions() {
    return dimensions;
  }

  /** The state before. */
  public AlarmState oldState() {
    return oldState;
  }

  /** The state now. */
  public AlarmState newState() {
    return newState;
  }

  /** Why, in CloudWatch's words. */
  public String reason() {
    return reason;
  }

  /** When the state changed, in milliseconds since the epoch. */
  public long stateChangeTime() {
    return stateChangeTime;
  }

  /** The end of the period that changed it, in milliseconds since the epoch. */
  public long periodEnd() {
    return periodEnd;
  }

  /** The events behind it. */
  public Evidence evidence() {
    return evidence;
  }

  /** Whether it was said before its period had settled. */
  public boolean isEarly() {
    return early;
  }

  /** Whether it was said because of an event that came after its period had settled. */
  public boolean isLate() {
    return late;
  }

  /** 0 for the transition itself, else the number of the repetition. */
  public int renotification() {
    return renotification;
  }

  /** How many of the instance's ALARMs before this one were held back by its cooldown. */
  public long suppressed() {
    return suppressed;
  }

  /** Whether it is a try of the wiring and nothing happened. */
  public boolean isTest() {
    return test;
  }

  @Override
  public String toString() {
    return instanceName + ": " + oldState + " -> " + newState + " at " + periodEnd;
  }

  /** Collects what makes a {@link Notification}. */
  public static final class Builder {
    private final AlarmConfiguration alarm;
    private Map<String, String> dimensions = Map.of();
    private AlarmState oldState = AlarmState.INSUFFICIENT_DATA;
    private AlarmState newState = AlarmState.INSUFFICIENT_DATA;
    private String reason = "";
    private long stateChangeTime;
    private long periodEnd;
    private Evidence evidence = Evidence.none();
    private boolean early;
    private boolean late;
    private int renotification;
    private long suppressed;
    private boolean test;

    private Builder(AlarmConfiguration alarm) {
      this.alarm = alarm;
    }

    /** The instance's dimensions, in the order in which they are shown. */
    public Builder dimensions(Map<String, String> value) {
      dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(value));
      return this;
    }

    /** The transition and why. */
    public Builder transition(AlarmState from, AlarmState to, String why) {
      oldState = from;
      newState = to;
      reason = why;
      return this;
    }

    /** When the state changed, and the end of the period that changed it. */
    public Builder times(long stateChange, long endOfPeriod) {
      stateChangeTime = stateChange;
      periodEnd = endOfPeriod;
      return this;
    }

    /** The events behind it; none unless said. */
    public Builder evidence(Evidence value) {
      evidence = value;
      return this;
    }

    /** Whether the period has not settled yet. */
    public Builder early(boolean value) {
      early = value;
      return this;
    }

    /** Whether the period had settled before. */
    public Builder late(boolean value) {
      late = value;
      return this;
    }

    /** The number of the repetition. */
    public Builder renotification(int value) {
      renotification = value;
      return this;
    }

    /** How many ALARMs the cooldown held back. */
    public Builder suppressed(long value) {
      suppressed = value;
      return this;
    }

    /** Whether it is a try of the wiring. */
    public Builder test(boolean value) {
      test = value;
      return this;
    }

    /** The finished notification. */
    public Notification build() {
      return new Notification(this);
    }
  }
}
