package dev.trailwatch.matcher;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.EventId;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.RecordTexts;
import dev.trailwatch.event.SubscriptionMessage;
import dev.trailwatch.event.SubscriptionMessage.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record holds and which patterns its log events match; a view into the record that is good
 * until the session's next call.
 *
 * <p>Texts are made when they are asked for. Events have places from 0; matching events are listed
 * once more by themselves, so that nobody walks over the rest.
 */
public final class PayloadMatches {
  /** Stands for the time of an event without a readable {@code eventTime}. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final Escapes ESCAPES = new Escapes(1);

  private byte[] payload = {};
  private boolean escaped;
  private List<LogEvent> decoded = List.of();
  private final Map<Integer, LogEvent> unwrapped = new HashMap<>();
  private Kind kind = Kind.DATA;
  private final LastText owner = new LastText();
  private final LastText logGroup = new LastText();
  private final LastText logStream = new LastText();

  private int events;
  private long[] timestamps = new long[64];
  private long[] eventTimes = new long[64];
  private boolean[] objects = new boolean[64];
  private int[] idStarts = new int[64];
  private int[] idEnds = new int[64];
  private int[] messageStarts = new int[64];
  private int[] messageEnds = new int[64];

  /** By event: from where among the notes; less than 0 if there are none. */
  private int[] noteStarts = new int[64];

  private final IntBag matching = new IntBag();
  private final IntBag patternStarts = new IntBag();
  private final IntBag patterns = new IntBag();
  private final IntBag notes = new IntBag();
  private final TextMemo memo = new TextMemo(CloudTrailEvent.selectors().size());
  private int malformed;

  PayloadMatches() {}

  /** Data or a check of the destination; a check has no events. */
  public Kind kind() {
    return kind;
  }

  /** The account that owns the log group; of the last payload that told. */
  public String owner() {
    return owner.text;
  }

  /** The log group. */
  public String logGroup() {
    return logGroup.text;
  }

  /** The log stream. */
  public String logStream() {
    return logStream.text;
  }

  /** How many log events there are, matching or not. */
  public int eventCount() {
    return events;
  }

  /** The log event's own timestamp, in milliseconds since the epoch. */
  public long timestamp(int event) {
    return timestamps[event];
  }

  /**
   * The time in the message's {@code $.eventTime}, in milliseconds since the epoch; {@link
   * #NO_TIME} if there is none, or if the matcher was not {@link Matcher.Builder#readEventTime told
   * to read it}.
   */
  public long eventTime(int event) {
    return eventTimes[event];
  }

  /** How many events match at least one pattern. */
  public int matchingCount() {
    return matching.size();
  }

  /** The place of the n-th matching event, from 0, among all events. */
  public int matchingEvent(int n) {
    return matching.get(n);
  }

  /** How many patterns the n-th matching event matches. */
  public int patternCount(int n) {
    return patternEnd(n) - patternStarts.get(n);
  }

  /** The number of the i-th pattern that the n-th matching event matches, rising with i. */
  public int pattern(int n, int i) {
    return patterns.get(patternStarts.get(n) + i);
  }

  /** A log event; its texts, too, are good until the session's next call. */
  public LogEvent event(int event) {
    if (!decoded.isEmpty()) {
      return decoded.get(event);
    }
    LogEvent inner = unwrapped.get(event);
    if (inner != null) {
      return inner;
    }
    if (hasNotes(event)) {
      return LogEvent.inPlace(timestamps[event], new EventInPlace(this, event));
    }
    if (!escaped && !objects[event]) {
      return LogEvent.of(payload, messageStarts[event], messageEnds[event]);
    }
    return objects[event]
        ? LogEvent.ofObject(id(event), timestamps[event], message(event))
        : LogEvent.of(id(event), timestamps[event], message(event));
  }

  /** Whether the texts that were noted lie in the record as they are. */
  boolean hasNotes(int event) {
    return noteStarts[event] >= 0;
  }

  String id(int event) {
    return escaped ? text(idStarts[event], idEnds[event]) : "";
  }

  String message(int event) {
    int from = messageStarts[event];
    int to = messageEnds[event];
    return escaped ? text(from, to) : new String(payload, from, to - from, StandardCharsets.UTF_8);
  }

  /** A noted text of an event that has notes; null if it is absent or empty. */
  @Nullable String noted(int event, int number) {
    int from = notes.get(noteStarts[event] + 2 * number);
    int to = notes.get(noteStarts[event] + 2 * number + 1);
    return from == to ? null : memo.text(number, payload, from, to);
  }

  /** The eventID of an event that has notes. */
  @Nullable EventId notedId(int event) {
    int from = notes.get(noteStarts[event] + 2 * RecordTexts.EVENT_ID);
    int to = notes.get(noteStarts[event] + 2 * RecordTexts.EVENT_ID + 1);
    return from == to ? null : EventId.of(payload, from, to);
  }

  /** How many messages start like a JSON object and are none. */
  public int malformedMessages() {
    return malformed;
  }

  private int patternEnd(int n) {
    return n + 1 < matching.size() ? patternStarts.get(n + 1) : patterns.size();
  }

  private String text(int from, int to) {
    byte[] text = new byte[to - from + ByteWords.SLACK];
    int length = ESCAPES.decode(payload, from, to, text);
    return Utf8.decode(text, 0, length);
  }

  /** Begins with the events of a payload that is read in place. */
  void begin(byte[] bytes) {
    clear();
    payload = bytes;
    escaped = true;
  }

  /** Begins with events that are lines of a text. */
  void beginLines(byte[] bytes) {
    clear();
    payload = bytes;
    escaped = false;
  }

  /** Begins with events that were decoded one by one. */
  void begin(List<LogEvent> events) {
    clear();
    decoded = events;
    for (LogEvent event : events) {
      timestamps[addEvent()] = event.timestamp();
    }
  }

  /** Begins with a message that was parsed as a whole. */
  void begin(SubscriptionMessage message) {
    begin(message.logEvents());
    kind = message.kind();
    owner.set(message.owner());
    logGroup.set(message.logGroup());
    logStream.set(message.logStream());
  }

  private void clear() {
    kind = Kind.DATA;
    decoded = List.of();
    unwrapped.clear();
    events = 0;
    malformed = 0;
    matching.clear();
    patternStarts.clear();
    patterns.clear();
    notes.clear();
  }

  int addEvent() {
    if (events == timestamps.length) {
      int larger = events * 2;
      timestamps = Arrays.copyOf(timestamps, larger);
      objects = Arrays.copyOf(objects, larger);
      eventTimes = Arrays.copyOf(eventTimes, larger);
      idStarts = Arrays.copyOf(idStarts, larger);
      idEnds = Arrays.copyOf(idEnds, larger);
      messageStarts = Arrays.copyOf(messageStarts, larger);
      messageEnds = Arrays.copyOf(messageEnds, larger);
      noteStarts = Arrays.copyOf(noteStarts, larger);
    }
    timestamps[events] = 0;
    objects[events] = false;
    eventTimes[events] = NO_TIME;
    noteStarts[events] = -1;
    return events++;
  }

  void setTimestamp(int event, long timestamp) {
    timestamps[event] = timestamp;
  }

  void setId(int event, int from, int to) {
    idStarts[event] = from;
    idEnds[event] = to;
  }

  void setMessage(int event, int from, int to) {
    messageStarts[event] = from;
    messageEnds[event] = to;
  }

  /** Notes the event that a line held inside an envelope. */
  void setUnwrapped(int event, LogEvent inner) {
    unwrapped.put(event, inner);
  }

  /** Notes what the message of an event turned out to be. */
  void setOutcome(int event, MessageReader reader) {
    eventTimes[event] = reader.eventTime();
    objects[event] = reader.isObject();
    if (reader.isMalformed()) {
      malformed++;
    }
    IntBag matched = reader.matched();
    if (matched.size() > 0) {
      int start = notes.size();
      noteStarts[event] = reader.addNotes(notes) ? start : -1;
      matching.add(event);
      patternStarts.add(patterns.size());
      for (int i = 0; i < matched.size(); i++) {
        patterns.add(matched.get(i));
      }
    }
  }

  void setOwner(int from, int to) {
    owner.set(payload, from, to);
  }

  void setLogGroup(int from, int to) {
    logGroup.set(payload, from, to);
  }

  void setLogStream(int from, int to) {
    logStream.set(payload, from, to);
  }

  /** A text that is made anew only when its bytes change. */
  private static final class LastText {
    private byte[] bytes = {};
    private String text = "";

    void set(byte[] payload, int from, int to) {
      if (!ByteWords.equal(payload, from, to, bytes, bytes.length)) {
        bytes = Arrays.copyOfRange(payload, from, to);
        byte[] decoded = new byte[to - from + ByteWords.SLACK];
        text = Utf8.decode(decoded, 0, ESCAPES.decode(payload, from, to, decoded));
      }
    }

    void set(String value) {
      bytes = new byte[] {'"'}; // no content of a string
      text = value;
    }
  }
}
