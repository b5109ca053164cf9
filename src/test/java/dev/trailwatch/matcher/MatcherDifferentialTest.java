package dev.trailwatch.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.FilterPattern;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The compiled patterns against each pattern's own, plain evaluation, on generated patterns and
 * messages. The system property {@code trailwatch.matcher.pairs} sets how many pairs are compared.
 */
final class MatcherDifferentialTest {
  private static final long PAIRS = Long.getLong("trailwatch.matcher.pairs", 1_000_000);
  private static final int PATTERNS = 500;
  private static final int MESSAGES = 200;

  private final Differences differences = new Differences();

  @Test
  void everyPairIsJudgedAsThePatternJudgesIt() {
    long seed = Long.getLong("trailwatch.matcher.seed", 1);
    assertTimeoutPreemptively(
        Duration.ofSeconds(120 + PAIRS / 10_000),
        () -> {
          SplittableRandom random = new SplittableRandom(seed);
          while (differences.pairs() < PAIRS) {
            round(random);
          }
        });
    System.out.println("matcher against plain evaluation: " + differences);
    assertThat(differences.matches()).isGreaterThan(differences.pairs() / 100);
    assertThat(differences.malformed()).isPositive();
  }

  private void round(SplittableRandom random) throws Exception {
    List<FilterPattern> patterns = new RandomPatterns(random.split()).list(PATTERNS);
    RandomMessages source = new RandomMessages(random.split());
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(source.next());
    }
    Matcher matcher = Matcher.compile(patterns);
    if (random.nextBoolean()) {
      List<byte[]> sample = new ArrayList<>();
      messages.forEach(message -> sample.add(message.getBytes(StandardCharsets.UTF_8)));
      matcher = Matcher.builder(patterns).calibratedBy(matcher.calibrate(sample)).build();
    }
    MatchSession session = matcher.newSession();
    for (String message : messages) {
      differences.comparePlain(patterns, session, message);
    }
    for (int from = 0; from < messages.size(); from += 20) {
      List<LogEvent> events = new ArrayList<>();
      for (String message : messages.subList(from, from + 20)) {
        events.add(LogEvent.of("id" + events.size(), events.size(), message));
      }
      byte[] payload = Payloads.write(events, random);
      differences.comparePayload(patterns, session, payload, events);
    }
  }
}
