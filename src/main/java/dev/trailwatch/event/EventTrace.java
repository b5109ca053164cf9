package dev.trailwatch.event;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What evidence takes of one event: the texts that are shown of it, and a hash that ranks it. */
public final class EventTrace {
  /** By time, then by every text. */
  public static final Comparator<EventTrace> ORDER = Comparator.comparing(EventTrace::sample);

  static final int EVENT_ID = 0;
  static final int ERROR_CODE = 6;
  private static final int LONGEST_TEXT = 256;

  /** By kind of tally: the field that is counted. */
  private static final int[] TALLIED = {2, 3, 1, 5, 4};

  private final EventSample sample;
  private final @Nullable String[] fields;
  private final long hash;

  /**
   * A trace.
   *
   * @param fields as in a sample, and fit to be shown
   * @param hash of the eventID, or of the message if there is none
   */
  EventTrace(long eventTime, @Nullable String[] fields, long hash) {
    this.sample = new EventSample(eventTime, fields);
    this.fields = fields;
    this.hash = hash;
  }

  /**
   * The trace of an event.
   *
   * @param eventTime the time that the event counts at, in milliseconds since the epoch
   */
  public static EventTrace of(LogEvent event, long eventTime) {
    CloudTrailEvent record = CloudTrailEvent.of(event);
    EventId id = record == null ? null : record.eventID();
    @Nullable String[] fields = fields(record);
    fields[EVENT_ID] = id != null ? id.toString() : event.id().isEmpty() ? null : event.id();
    for (int i = 0; i < fields.length; i++) {
      fields[i] = shown(fields[i]);
    }
    return new EventTrace(eventTime, fields, hash(event, id));
  }

  /** The texts of a sample but the eventID, not yet fit to be shown. */
  static @Nullable String[] fields(@Nullable CloudTrailEvent record) {
    @Nullable String[] fields = new @Nullable String[EventSample.FIELDS];
    if (record != null) {
      fields[1] = record.eventName();
      fields[2] = record.principal();
      fields[3] = record.sourceIPAddress();
      fields[4] = record.awsRegion();
      fields[5] = record.recipientAccountId();
      fields[ERROR_CODE] = record.errorCode();
    }
    return fields;
  }

  /** Of the eventID, so that it is known again; without one of the message. */
  static long hash(LogEvent event, @Nullable EventId id) {
    return id == null ? StableHash.of(event.message()) : id.hash();
  }

  /** A text without credentials, and not too long. */
  static @Nullable String shown(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String masked = Secrets.mask(text);
    if (masked.length() <= LONGEST_TEXT) {
      return masked;
    }
    int cut = LONGEST_TEXT - 20;
    cut -= Character.isHighSurrogate(masked.charAt(cut - 1)) ? 1 : 0;
    return masked.substring(0, cut) + String.format("...%016x", StableHash.of(text));
  }

  /** The event by itself as evidence. */
  public Evidence evidence() {
    Tallies[] tallies = new Tallies[Evidence.KINDS];
    for (int kind = 0; kind < tallies.length; kind++) {
      tallies[kind] = Tallies.of(value(kind), failed(), hash);
    }
    List<EventSample> samples = List.of(sample);
    return new Evidence(1, sample.eventTime(), sample.eventTime(), 0, tallies, samples, samples);
  }

  /** What a person finds it by. */
  EventSample sample() {
    return sample;
  }

  /** What counts among the tallies of a kind. */
  @Nullable String value(int kind) {
    return fields[TALLIED[kind]];
  }

  boolean failed() {
    return fields[ERROR_CODE] != null;
  }

  /** Which values are kept where there are too many: those of the lowest rank. */
  int rank() {
    return rank(hash);
  }

  static int rank(long hash) {
    return (int) (hash >>> 32);
  }

  /** The field that is counted among the tallies of a kind. */
  static int tallied(int kind) {
    return TALLIED[kind];
  }

  @Override
  public String toString() {
    return sample.toString();
  }
}
