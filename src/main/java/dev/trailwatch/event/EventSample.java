package dev.trailwatch.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event among evidence: the few fields by which a person finds it in the trail. */
public final class EventSample implements Comparable<EventSample> {
  private final long eventTime;

  /** eventID, eventName, principal, sourceIPAddress, awsRegion, recipientAccountId, errorCode. */
  private final @Nullable String[] fields;

  /** The number of texts in a sample. */
  static final int FIELDS = 7;

  EventSample(long eventTime, @Nullable String[] fields) {
    this.eventTime = eventTime;
    this.fields = fields;
  }

  /** When it happened, in milliseconds since the epoch. */
  public long eventTime() {
    return eventTime;
  }

  /** CloudTrail's id of the event, or the log event's. */
  public @Nullable String eventID() {
    return fields[0];
  }

  /** The API call. */
  public @Nullable String eventName() {
    return fields[1];
  }

  /** Who did it. */
  public @Nullable String principal() {
    return fields[2];
  }

  /** From where. */
  public @Nullable String sourceIPAddress() {
    return fields[3];
  }

  /** In which region. */
  public @Nullable String awsRegion() {
    return fields[4];
  }

  /** In which account. */
  public @Nullable String recipientAccountId() {
    return fields[5];
  }

  /** Why it failed; null if it did not. */
  public @Nullable String errorCode() {
    return fields[6];
  }

  @Nullable String field(int index) {
    return fields[index];
  }

  /** By time, then by every other field, so that the order is total; none comes before any. */
  @Override
  public int compareTo(EventSample other) {
    int order = Long.compare(eventTime, other.eventTime);
    for (int i = 0; i < FIELDS && order == 0; i++) {
      order = compare(fields[i], other.fields[i]);
    }
    return order;
  }

  private static int compare(@Nullable String left, @Nullable String right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return left.compareTo(right);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventSample && compareTo((EventSample) other) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(eventTime, eventID(), eventName(), principal());
  }

  @Override
  public String toString() {
    return eventTime + " " + eventName() + " by " + principal() + ", " + eventID();
  }
}
