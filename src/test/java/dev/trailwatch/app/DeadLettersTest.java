package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.Payloads;
import dev.trailwatch.wire.DeadLetterRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the job set aside, {@code replay} reads again, record by record. */
class DeadLettersTest {
  private static final String EVENT =
      "{\"eventName\":\"StopLogging\",\"eventTime\":\"2026-03-01T10:00:00Z\",\"eventID\":\"e%d\"}";

  @TempDir Path folder;

  @Test
  void areReadAgainByReplay() throws Exception {
    byte[] good = Payloads.gzip(Payloads.data(EVENT.formatted(1), EVENT.formatted(2)));
    byte[] large = new byte[1 << 20];
    new Random(1).nextBytes(large);
    StringBuilder lines = new StringBuilder();
    for (byte[] record :
        List.of(
            good,
            Arrays.copyOf(good, 40),
            large,
            Payloads.gzip(Payloads.data(EVENT.formatted(3))))) {
      DeadLetterRecord letter = new DeadLetterRecord();
      letter.bytes = record;
      letter.reason = "gzip-truncated: \"as it happens\"";
      letter.origin = "shardId-000000000001";
      letter.sequence = "4964";
      letter.arrival = 1_772_359_200_000L;
      lines.append(new DeadLetterLines().line(letter)).append('\n');
    }
    lines.append("{\"reason\":\"cut off\",\"rec");
    Path file = Files.writeString(folder.resolve("letters"), lines, StandardCharsets.UTF_8);
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "version: 1\nrules:\n  - name: stop\n    pattern: '{ $.eventName = StopLogging }'\n");

    Path notices = folder.resolve("notices");
    ReplayJob.Outcome outcome =
        new ReplayJob(
                RuleLocation.read(List.of(rules), LocalDate.of(2026, 3, 1)).record(),
                List.of(file.toString()),
                1)
            .output(notices)
            .run();

    assertThat(outcome.count("eventsMatched")).isEqualTo(3);
    assertThat(outcome.count("recordsUndecodable")).isEqualTo(3);
    assertThat(outcome.refused())
        .anyMatch(reason -> reason.startsWith(file + ":2: "))
        .anyMatch(reason -> reason.contains("line 5 is no dead letter"));
    assertThat(Files.readString(notices)).contains("StopLogging");
  }
}
