package dev.trailwatch.fault;

import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.Payloads;
import dev.trailwatch.ruletest.TimedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbered events at a rate, put on a stream, and remembered: what is remembered is the truth that
 * the job is measured by.
 */
final class Load implements AutoCloseable {
  /** An event is at most so much older than its arrival, apart from the way to the stream. */
  static final long AGE = 3_000;

  private static final int MOST_WITH_COPIES = 200;
  private static final int PEOPLE = 12;
  private static final long TICK = 100;

  // a put takes the emulator the longer the more records the stream holds: a busy trail's are large
  private static final int RECORDS_IN_SECOND = 10;

  private final KinesisEmulator kinesis;
  private final String stream;
  private final int rate;
  private final int eventsInRecord;
  private final Random random;
  private final List<TimedEvent> truth = new ArrayList<>();
  private final List<String> recent = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile Throwable failure;
  private volatile long slowestPut;
  private final AtomicLong events = new AtomicLong();
  private int number;

  /** Starts putting events, so many a second. */
  Load(KinesisEmulator kinesis, String stream, int rate, long seed) {
    this.kinesis = kinesis;
    this.stream = stream;
    this.rate = rate;
    this.eventsInRecord = Math.max(10, rate / RECORDS_IN_SECOND);
    this.random = new Random(seed);
    this.thread = new Thread(this::run, "load");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      double owed = 0;
      long last = System.nanoTime();
      while (!stopped) {
        TimeUnit.MILLISECONDS.sleep(TICK);
        long now = System.nanoTime();
        owed += (now - last) / 1e9 * rate;
        last = now;
        put((int) owed);
        owed -= (int) owed;
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void put(int count) {
    List<byte[]> records = new ArrayList<>();
    List<TimedEvent> batch = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    long now = System.currentTimeMillis();
    for (int i = 0; i < count; i++) {
      // the trail delivers some events twice; a minute remembers only so many of them
      boolean copy = rate <= MOST_WITH_COPIES && recent.size() > 50 && random.nextInt(20) == 0;
      String message = copy ? recent.get(random.nextInt(recent.size())) : event(now);
      messages.add(message);
      batch.add(TimedEvent.of(LogEvent.of(message), time(message)));
      if (messages.size() == eventsInRecord || i == count - 1) {
        records.add(Payloads.gzip(Payloads.data(messages.toArray(String[]::new))));
        messages.clear();
      }
    }
    if (random.nextInt(20) == 0) {
      records.add(Payloads.gzip(Payloads.CONTROL));
    }
    kinesis.put(stream, records);
    slowestPut = Math.max(slowestPut, System.currentTimeMillis() - now);
    synchronized (truth) {
      truth.addAll(batch);
    }
    events.addAndGet(count);
  }

  private String event(long now) {
    long time = now - random.nextInt((int) AGE);
    String name = random.nextInt(20) == 0 ? "ConsoleLogin" : "Call" + random.nextInt(12);
    String message =
        "{\"eventVersion\":\"1.08\",\"eventTime\":\""
            + Instant.ofEpochSecond(time / 1000)
            + "\",\"eventID\":\"e-"
            + number++
            + "\",\"eventName\":\""
            + name
            + "\",\"eventSource\":\"iam.amazonaws.com\",\"awsRegion\":\"us-east-1\","
            + "\"sourceIPAddress\":\"203.0.113.7\",\"recipientAccountId\":\"111122223333\","
            + "\"size\":"
            + random.nextInt(1000) / 4.0
            + ","
            + (random.nextInt(3) == 0 ? "\"errorCode\":\"AccessDenied\"," : "")
            + "\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::111122223333:user/u"
            // some are busy and some are hardly ever seen
            + Math.abs((int) (random.nextGaussian() * PEOPLE / 2))
            + "\"}}";
    recent.add(message);
    if (recent.size() > 200) {
      recent.remove(0);
    }
    return message;
  }

  private static long time(String message) {
    int at = message.indexOf("\"eventTime\":\"") + 13;
    return Instant.parse(message.substring(at, message.indexOf('"', at))).toEpochMilli();
  }

  /** Puts one event more. */
  void put(String message) {
    kinesis.put(stream, List.of(Payloads.gzip(Payloads.data(message))));
    synchronized (truth) {
      truth.add(TimedEvent.of(LogEvent.of(message), time(message)));
    }
  }

  /** How many events have been put. */
  long events() {
    return events.get();
  }

  /**
   * The longest time from an event's being made until the stream had taken it, milliseconds: with
   * {@link #AGE}, how old an event can be when it comes.
   */
  long slowestPut() {
    return slowestPut;
  }

  /** The events that the stream took. */
  List<TimedEvent> truth() {
    synchronized (truth) {
      return List.copyOf(truth);
    }
  }

  /** Stops; what was begun is on the stream afterwards. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new AssertionError("the stream took no more events", failure);
    }
  }
}
