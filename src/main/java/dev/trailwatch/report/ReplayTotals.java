package dev.trailwatch.report;

import dev.trailwatch.event.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a replay read and counted, rules apart. */
public final class ReplayTotals {
  private final Map<String, Long> counts;
  private final List<String> skipped;
  private final long width;
  private final TreeMap<Long, long[]> events;
  private final Evidence matched;
  private final LinkedHashMap<String, String> facts;

  private ReplayTotals(Builder builder) {
    this.counts = Map.copyOf(builder.counts);
    this.skipped = List.copyOf(builder.skipped);
    this.width = builder.width;
    this.events = new TreeMap<>(builder.events);
    this.matched = builder.matched;
    this.facts = new LinkedHashMap<>(builder.facts);
  }

  /** A builder of the totals of an empty replay. */
  public static Builder builder() {
    return new Builder();
  }

  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  List<String> skipped() {
    return skipped;
  }

  /** The length of the stretches that events are counted in, milliseconds. */
  long width() {
    return width;
  }

  /** By the start of each stretch: how many events, and how many of them matched a rule. */
  NavigableMap<Long, long[]> events() {
    return Collections.unmodifiableNavigableMap(events);
  }

  /** Who and what was behind the events that matched any rule. */
  Evidence matched() {
    return matched;
  }

  /** What else is to be said of how the report came about, as name and value. */
  Map<String, String> facts() {
    return Collections.unmodifiableMap(facts);
  }

  /** Collects what makes {@link ReplayTotals}. */
  public static final class Builder {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private final Map<Long, long[]> events = new TreeMap<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private long width = 60_000;
    private Evidence matched = Evidence.none();

    private Builder() {}

    /** One of the job's counts, under its metric's name. */
    public Builder count(String name, long count) {
      counts.put(name, count);
      return this;
    }

    /** What could not be read, file by file, with the reason. */
    public Builder skipped(List<String> sentences) {
      skipped.addAll(sentences);
      return this;
    }

    /** How many events came when, and how many of them matched, by stretches of a width. */
    public Builder events(long width, Map<Long, long[]> byStart) {
      this.width = width;
      events.putAll(byStart);
      return this;
    }

    /** Who and what was behind the events that matched any rule. */
    public Builder matched(Evidence evidence) {
      matched = evidence;
      return this;
    }

    /** Something to be said of how the report came about, such as the files it was made from. */
    public Builder fact(String name, String value) {
      facts.put(name, value);
      return this;
    }

    /** The totals. */
    public ReplayTotals build() {
      return new ReplayTotals(this);
    }
  }
}
