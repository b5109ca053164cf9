package dev.trailwatch.job;

import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.RecordInflater;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the job needs to know besides its source, rules and sinks. */
public final class JobOptions implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean bounded;
  private final String eventTime;
  private final long allowedLateness;
  private final String accountId;
  private final String region;
  private final TreeMap<String, String> topics;
  private final TreeMap<String, String> accountNames;
  private String[] ruleMetrics = {};
  private boolean ownInflater;
  private boolean history;
  private long from = Long.MIN_VALUE;
  private long to = Long.MAX_VALUE;

  private JobOptions(
      boolean bounded,
      String eventTime,
      long allowedLateness,
      String accountId,
      String region,
      Map<String, String> topics,
      Map<String, String> accountNames) {
    this.bounded = bounded;
    this.eventTime = eventTime;
    this.allowedLateness = allowedLateness;
    this.accountId = accountId;
    this.region = region;
    this.topics = new TreeMap<>(topics);
    this.accountNames = new TreeMap<>(accountNames);
  }

  /**
   * A job on live input.
   *
   * @param eventTime {@code auto}, {@code log} or {@code cloudtrail}
   * @param allowedLateness how long a late match can still raise an ALARM, milliseconds
   * @param accountId the account that the engine runs in
   * @param region the Region that the engine runs in
   * @param topics topic name to ARN; empty where notices don't go to SNS
   */
  public static JobOptions live(
      String eventTime,
      long allowedLateness,
      String accountId,
      String region,
      Map<String, String> topics) {
    return new JobOptions(false, eventTime, allowedLateness, accountId, region, topics, Map.of());
  }

  /** A job on bounded input, judged at its end in event-time order. */
  public static JobOptions bounded(
      String eventTime, String accountId, String region, Map<String, String> topics) {
    return new JobOptions(true, eventTime, 0, accountId, region, topics, Map.of());
  }

  /** The same options, with names for accounts. */
  public JobOptions accountNames(Map<String, String> names) {
    JobOptions named =
        new JobOptions(bounded, eventTime, allowedLateness, accountId, region, topics, names);
    named.ruleMetrics = ruleMetrics;
    named.ownInflater = ownInflater;
    named.history = history;
    named.from = from;
    named.to = to;
    return named;
  }

  /** The same options, for a job that inflates records by our decoder, not by the JDK's zlib. */
  public JobOptions withOwnInflater() {
    JobOptions other = accountNames(accountNames);
    other.ownInflater = true;
    return other;
  }

  /**
   * The same options, for a job that has a counter of matches for each of some rules.
   *
   * @param names names of rules, {@code *} for any characters
   */
  public JobOptions withRuleMetrics(List<String> names) {
    JobOptions counting = accountNames(accountNames);
    counting.ruleMetrics = names.toArray(String[]::new);
    return counting;
  }

  /** The same options, for a job that also tells what happened minute by minute. */
  public JobOptions withHistory() {
    JobOptions telling = accountNames(accountNames);
    telling.history = true;
    return telling;
  }

  /** The same options, for the events of a stretch of time alone: epoch milliseconds, exclusive. */
  public JobOptions between(long start, long end) {
    JobOptions limited = accountNames(accountNames);
    limited.from = start;
    limited.to = end;
    return limited;
  }

  /** The decoder of the records; the caller's alone. */
  RecordDecoder newDecoder() {
    return new RecordDecoder(ownInflater ? RecordInflater.inPlainJava() : new RecordInflater());
  }

  List<String> ruleMetrics() {
    return List.of(ruleMetrics);
  }

  boolean history() {
    return history;
  }

  /** Whether events of this time count at all. */
  boolean takes(long time) {
    return time >= from && time < to;
  }

  boolean bounded() {
    return bounded;
  }

  String eventTime() {
    return eventTime;
  }

  TrackOptions trackOptions() {
    return bounded ? TrackOptions.bounded() : TrackOptions.live(allowedLateness);
  }

  String accountId() {
    return accountId;
  }

  String region() {
    return region;
  }

  Map<String, String> accountNames() {
    return accountNames;
  }

  Map<String, String> topics() {
    return topics;
  }
}
