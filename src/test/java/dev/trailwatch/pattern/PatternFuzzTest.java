package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.event.LogEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Real patterns and events, mutated: nothing but a {@link PatternException} may come out, in at
 * most 10 ms of CPU.
 *
 * <p>Two seconds in a normal run; {@code -Dtrailwatch.fuzz.seconds=600} for longer, {@code
 * -Dtrailwatch.seed} for others.
 */
class PatternFuzzTest {
  private static final Path REAL_EVENTS = Path.of("../shared/data/cloudtrail-sample.jsonl.gz");
  private static final Path REAL_PATTERNS = Path.of("../shared/data/published-rules.jsonl");
  private static final long LIMIT_NANOS = 10_000_000;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "%",
    "\\",
    "*",
    "$.",
    ".",
    "&&",
    "||",
    "=",
    "!=",
    "<",
    ">=",
    " IS NULL",
    " NOT EXISTS",
    "-",
    "?",
    ",",
    "...",
    "[*]",
    "['",
    "']",
    "e999999999",
    "\u0000",
    "\ud800",
    "é",
    "{1,1000}",
    "+",
    " ",
    "\t",
    "1",
    "null",
    "a",
    "'",
    "\u201c",
    ":",
    "^",
    "|",
    ".*"
  };

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<String> patterns = new ArrayList<>();
  private final List<String> events = new ArrayList<>();

  @Test
  void mutantsAreRefusedOrAnsweredInTime() throws IOException {
    long seconds = Long.getLong("trailwatch.fuzz.seconds", 2L);
    long seed = Long.getLong("trailwatch.seed", 1L);
    collect();
    SplittableRandom random = new SplittableRandom(seed);
    long end = System.nanoTime() + seconds * 1_000_000_000;
    long tried = 0;
    long accepted = 0;
    long slowest = 0;
    while (System.nanoTime() < end) {
      String pattern = mutate(patterns, random);
      Dialect dialect = random.nextBoolean() ? Dialect.CLOUDWATCH : Dialect.EXTENDED;
      String event = mutate(events, random);
      long nanos = cpu(pattern, dialect, event);
      for (int again = 0; again < 2 && nanos > LIMIT_NANOS; again++) {
        nanos = Math.min(nanos, cpu(pattern, dialect, event));
      }
      slowest = Math.max(slowest, nanos);
      // the first seconds warm the machine up
      if (nanos > LIMIT_NANOS && tried > 20_000) {
        throw new AssertionError(nanos / 1_000 + " us for\n" + pattern + "\non\n" + event);
      }
      tried++;
      accepted += lastAccepted ? 1 : 0;
    }
    System.out.printf(
        "%,d mutants, %,d of them accepted, slowest %,d us (seed %d)%n",
        tried, accepted, slowest / 1_000, seed);
    assertThat(accepted).isBetween(tried / 20, tried * 9 / 10);
  }

  private boolean lastAccepted;

  private long cpu(String pattern, Dialect dialect, String message) {
    long start = THREADS.getCurrentThreadCpuTime();
    lastAccepted = false;
    try {
      FilterPattern compiled = FilterPattern.compile(pattern, dialect);
      LogEvent event = LogEvent.of(message);
      boolean matches = compiled.matches(event);
      lastAccepted = true;
      long nanos = THREADS.getCurrentThreadCpuTime() - start;
      if (compiled.extractedValues(event).containsKey("$1") && !matches) {
        throw new AssertionError("values of an event that does not match");
      }
      FilterPattern again = FilterPattern.compile(compiled.toString(), dialect);
      if (!again.equals(compiled) || again.matches(event) != matches) {
        throw new AssertionError(pattern + "\nprints as\n" + compiled);
      }
      return nanos;
    } catch (PatternException refused) {
      return THREADS.getCurrentThreadCpuTime() - start;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(pattern + "\non\n" + message, e);
    }
  }

  private static String mutate(List<String> seeds, SplittableRandom random) {
    StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
    for (int i = random.nextInt(5); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + 1 + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, to);
        case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 2 -> text.insert(at, text.substring(at, to));
        case 3 -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
        default -> {
          String other = seeds.get(random.nextInt(seeds.size()));
          int from = random.nextInt(other.length() + 1);
          text.insert(at, other.substring(from, Math.min(other.length(), from + 20)));
        }
      }
    }
    return text.toString();
  }

  private void collect() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (PatternCase each : PatternCase.all()) {
      patterns.add(each.pattern());
      events.add(each.message());
    }
    if (!Files.exists(REAL_EVENTS) || !Files.exists(REAL_PATTERNS)) {
      System.out.println("without the real patterns and events of " + REAL_EVENTS.getParent());
      return;
    }
    for (String line : Files.readAllLines(REAL_PATTERNS)) {
      JsonNode pattern = json.readTree(line).get("pattern");
      if (pattern != null && pattern.isTextual()) {
        patterns.add(pattern.textValue());
      }
    }
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(REAL_EVENTS)), StandardCharsets.UTF_8))) {
      in.lines().limit(2_000).forEach(events::add);
    }
  }
}
