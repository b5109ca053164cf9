package dev.trailwatch.benchmark;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.RecordInflater;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.matcher.MatchSession;
import dev.trailwatch.matcher.Matcher;
import dev.trailwatch.matcher.PayloadMatches;
import dev.trailwatch.pattern.FilterPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.event.ruler.Machine;

/** Events against rules; an invocation is a pass over some thousands of events. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class MatchBenchmark {
  private static final int EVENTS = 10_000;

  /** Which rules, and how many. */
  @Param({"mix-1000"})
  public String rules;

  private Trail trail;
  private List<FilterPattern> patterns;
  private List<String> rulerRules;
  private MatchSession session;
  private final RecordInflater zlib = new RecordInflater();
  private final RecordInflater plainJava = RecordInflater.inPlainJava();
  private Machine machine;
  private int slowEvents;
  private int slowAt;

  /** Generates and compiles. */
  @Setup
  public void setUp() {
    trail = Trail.of(EVENTS);
    int dash = rules.indexOf('-');
    int size = Integer.parseInt(rules.substring(dash + 1));
    RuleMix mix = RuleMix.of(rules.substring(0, dash), size);
    patterns = mix.patterns();
    rulerRules = mix.rulerRules();
    List<byte[]> sample = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      sample.add(Arrays.copyOf(trail.messages.get(i), trail.length(i)));
    }
    Matcher guessed = Matcher.compile(patterns);
    session =
        Matcher.builder(patterns).calibratedBy(guessed.calibrate(sample)).build().newSession();
    slowEvents = Math.max(50, Math.min(EVENTS, 1_000_000 / size));
  }

  /** Our matcher on plain messages. */
  @Benchmark
  public long plain(CpuTime time) {
    time.start();
    long sum = 0;
    for (int i = 0; i < EVENTS; i++) {
      sum += session.matchMessage(trail.messages.get(i), 0, trail.length(i)).count();
    }
    time.stop(EVENTS);
    return sum;
  }

  /** Our matcher on messages inside inflated payloads, escaped. */
  @Benchmark
  public long escaped(CpuTime time) throws UndecodableRecord {
    time.start();
    long sum = 0;
    for (int i = 0; i < trail.payloads.size(); i++) {
      sum += count(session.matchPayload(trail.payloads.get(i), trail.payloadLengths.get(i)));
    }
    time.stop(EVENTS);
    return sum;
  }

  /** From gzip records to matches, inflated by the JDK. */
  @Benchmark
  public long fullZlib(CpuTime time) throws UndecodableRecord {
    return full(zlib, time);
  }

  /** From gzip records to matches, inflated by our decoder. */
  @Benchmark
  public long fullPlainJava(CpuTime time) throws UndecodableRecord {
    return full(plainJava, time);
  }

  private long full(RecordInflater inflater, CpuTime time) throws UndecodableRecord {
    time.start();
    long sum = 0;
    for (byte[] record : trail.records) {
      int length = inflater.inflate(record);
      sum += count(session.matchPayload(inflater.buffer(), length));
    }
    time.stop(EVENTS);
    return sum;
  }

  /** AWS Event Ruler on the messages as Strings. */
  @Benchmark
  public long eventRuler(CpuTime time) throws Exception {
    if (machine == null) {
      machine = Machine.builder().build();
      for (int i = 0; i < rulerRules.size(); i++) {
        machine.addRule("rule" + i, rulerRules.get(i));
      }
    }
    time.start();
    long sum = 0;
    for (int i = 0; i < slowEvents; i++) {
      sum += machine.rulesForJSONEvent(trail.texts.get(slow())).size();
    }
    time.stop(slowEvents);
    return sum;
  }

  /** Jackson's tree, and each rule's condition walked over it. */
  @Benchmark
  public long trees(CpuTime time) {
    time.start();
    long sum = 0;
    for (int i = 0; i < slowEvents; i++) {
      LogEvent event = LogEvent.of(trail.texts.get(slow()));
      for (int j = 0; j < patterns.size(); j++) {
        sum += patterns.get(j).matches(event) ? 1 : 0;
      }
    }
    time.stop(slowEvents);
    return sum;
  }

  /** The slow ones see other events at each pass. */
  private int slow() {
    slowAt = slowAt + 7 < EVENTS ? slowAt + 7 : (slowAt + 8) % 7;
    return slowAt;
  }

  private static long count(PayloadMatches matches) {
    long sum = 0;
    for (int i = 0; i < matches.matchingCount(); i++) {
      sum += matches.patternCount(i);
    }
    return sum;
  }
}
