package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one topic: a lane for each alarm, of which only the first message may
 * be under way.
 *
 * <p>Rules take turns, and of each rule its lanes: neither an alarm with many messages nor a rule
 * with many alarms delays another rule's. A lane whose message failed rests by itself; after a
 * failure of a whole request all rest. Not thread-safe: the sink's task thread alone uses it.
 */
final class TopicQueue {
  /** Messages in one request, as SNS allows. */
  static final int MAX_ENTRIES = 10;

  /** Requests under way to one topic. */
  static final int MAX_REQUESTS = 2;

  /** One alarm's messages, the oldest first. */
  static final class Lane {
    private final Deque<Outgoing> messages = new ArrayDeque<>();
    private int failures;
    private long restUntil;

    private Outgoing first() {
      return messages.element();
    }

    private String rule() {
      return first().notice().rule;
    }
  }

  /** Lanes whose first message may go: one of each rule, then the next of each. */
  private static final class Turns {
    private final Map<String, Deque<Lane>> lanes = new HashMap<>();
    private final Deque<String> rules = new ArrayDeque<>();

    boolean isEmpty() {
      return rules.isEmpty();
    }

    void add(Lane lane) {
      of(lane.rule()).add(lane);
    }

    void addFirst(Lane lane) {
      String rule = lane.rule();
      of(rule).addFirst(lane);
      rules.remove(rule);
      rules.addFirst(rule);
    }

    private Deque<Lane> of(String rule) {
      return lanes.computeIfAbsent(
          rule,
          name -> {
            rules.add(name);
            return new ArrayDeque<>();
          });
    }

    Lane element() {
      return of(rules.element()).element();
    }

    Lane remove() {
      String rule = rules.remove();
      Deque<Lane> its = of(rule);
      Lane lane = its.remove();
      if (its.isEmpty()) {
        lanes.remove(rule);
      } else {
        rules.add(rule);
      }
      return lane;
    }
  }

  /** One request: the first messages of some lanes. */
  static final class Batch {
    private final List<Lane> lanes = new ArrayList<>();
    private int bytes;

    /** Its messages, in the order of their lanes. */
    List<Outgoing> messages() {
      List<Outgoing> messages = new ArrayList<>();
      for (Lane lane : lanes) {
        messages.add(lane.first());
      }
      return messages;
    }
  }

  private final String name;
  private final TopicArn arn;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Turns ready = new Turns();
  private final PriorityQueue<Lane> resting =
      new PriorityQueue<>(Comparator.comparingLong(lane -> lane.restUntil));
  private int size;
  private int requests;
  private int failures;
  private long restUntil = Long.MIN_VALUE;

  TopicQueue(String name, TopicArn arn) {
    this.name = name;
    this.arn = arn;
  }

  String name() {
    return name;
  }

  TopicArn arn() {
    return arn;
  }

  /** Messages that wait or are under way. */
  int size() {
    return size;
  }

  /** Adds a message behind those of its alarm. */
  void add(Outgoing message) {
    Lane lane = lanes.get(message.notice().alarm);
    if (lane == null) {
      lane = new Lane();
      lanes.put(message.notice().alarm, lane);
      lane.messages.add(message);
      ready.add(lane);
    } else {
      lane.messages.add(message);
    }
    size++;
  }

  /** The next request to send; null when none may go now. */
  @Nullable Batch next(long now) {
    if (requests >= MAX_REQUESTS || now < restUntil) {
      return null;
    }
    wake(now);
    Batch batch = null;
    while (!ready.isEmpty()) {
      Outgoing first = ready.element().first();
      if (batch != null
          && (batch.lanes.size() == MAX_ENTRIES
              || batch.bytes + first.bytes() > Outgoing.MAX_BYTES
              || first.isAlone())) {
        break;
      }
      if (batch == null) {
        batch = new Batch();
      }
      batch.lanes.add(ready.remove());
      batch.bytes += first.bytes();
      if (first.isAlone()) {
        break;
      }
    }
    if (batch != null) {
      requests++;
    }
    return batch;
  }

  /** When {@link #next} may have something that it has not now; MAX_VALUE: not by waiting. */
  long nextTime(long now) {
    if (requests >= MAX_REQUESTS) {
      return Long.MAX_VALUE;
    }
    if (!ready.isEmpty()) {
      return Math.max(now, restUntil);
    }
    Lane soonest = resting.peek();
    return soonest == null ? Long.MAX_VALUE : Math.max(soonest.restUntil, restUntil);
  }

  /** A request was answered, or failed; each of its messages is judged apart. */
  void answered() {
    requests--;
  }

  /** The request reached SNS: failures in a row are over. */
  void reached() {
    failures = 0;
  }

  /** The request did not reach SNS, or was refused for now: the topic rests. */
  void rest(long now, BackOff backOff) {
    failures++;
    restUntil = Math.max(restUntil, now + backOff.pause(failures));
  }

  /** Failed requests in a row. */
  int failures() {
    return failures;
  }

  /** A message of a batch is done with, delivered or refused; its lane goes on. */
  void done(Batch batch, int index) {
    Lane lane = batch.lanes.get(index);
    Outgoing message = lane.messages.remove();
    size--;
    lane.failures = 0;
    if (lane.messages.isEmpty()) {
      lanes.remove(message.notice().alarm);
    } else {
      ready.add(lane);
    }
  }

  /** A message of a batch goes again as soon as its topic may. */
  void again(Batch batch, int index) {
    ready.addFirst(batch.lanes.get(index));
  }

  /** A message of a batch goes again after a pause of its lane. */
  void again(Batch batch, int index, long now, BackOff backOff) {
    Lane lane = batch.lanes.get(index);
    lane.failures++;
    lane.restUntil = now + backOff.pause(lane.failures);
    resting.add(lane);
  }

  /** All that waits or is under way, lane by lane, for a checkpoint. */
  List<WaitingNotices> waiting() {
    List<WaitingNotices> waiting = new ArrayList<>();
    for (Lane lane : lanes.values()) {
      List<NoticeRecord> notices = new ArrayList<>();
      for (Outgoing message : lane.messages) {
        notices.add(message.notice());
      }
      waiting.add(new WaitingNotices(name, notices));
    }
    return waiting;
  }

  private void wake(long now) {
    while (!resting.isEmpty() && resting.element().restUntil <= now) {
      ready.add(resting.remove());
    }
  }
}
