package dev.trailwatch.benchmark;

import dev.trailwatch.matcher.Matcher;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.util.ArrayList;
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

/** From the texts of many rules' patterns to a matcher. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class CompileBenchmark {
  /** Which rules, and how many. */
  @Param({"mix-10000"})
  public String rules;

  private final List<String> texts = new ArrayList<>();

  /** Generates the texts, which warms the parser up, but not the compiler. */
  @Setup
  public void setUp() {
    int dash = rules.indexOf('-');
    int size = Integer.parseInt(rules.substring(dash + 1));
    for (FilterPattern pattern : RuleMix.of(rules.substring(0, dash), size).patterns()) {
      texts.add(pattern.text());
    }
  }

  /** Parses and compiles; an "event" is the whole of it. */
  @Benchmark
  public int compile(CpuTime time) throws PatternException {
    time.start();
    List<FilterPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(FilterPattern.compile(text));
    }
    int size = Matcher.compile(patterns).size();
    time.stop(1);
    return size;
  }
}
