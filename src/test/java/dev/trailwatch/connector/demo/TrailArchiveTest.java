package dev.trailwatch.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.RecordFormat;
import dev.trailwatch.event.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailArchiveTest {
  private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");

  @TempDir private Path directory;

  @Test
  void laysFilesOutAsCloudTrailDoes() throws Exception {
    TrailArchive.Written written = write("s3", TrailArchive.Layout.S3, 3);
    List<Path> files = files("s3");
    assertThat(files).hasSize((int) written.files());
    Set<String> accounts = new HashSet<>();
    int events = 0;
    try (RecordDecoder decoder = new RecordDecoder()) {
      for (Path file : files) {
        String name = directory.resolve("s3").relativize(file).toString();
        assertThat(name)
            .matches(
                "AWSLogs/(\\d{12})/CloudTrail/([a-z0-9-]+)/2026/0[12]/\\d\\d/"
                    + "\\1_CloudTrail_\\2_20260\\d{3}T\\d{4}Z_[A-Z0-9]{16}\\.json\\.gz");
        accounts.add(Path.of(name).getName(1).toString());
        for (LogEvent event :
            decoder
                .decode(Files.readAllBytes(file), RecordFormat.CLOUDTRAIL_FILE.number())
                .logEvents()) {
          JsonNode json = StrictJson.object(event.message());
          assertThat(name)
              .contains(json.get("awsRegion").asText())
              .contains(json.get("recipientAccountId").asText());
          events++;
        }
      }
    }
    assertThat(events).isEqualTo(4_000);
    assertThat(accounts).hasSize(3);
  }

  @Test
  void holdsTheSameEventsAsLinesWithOneAttackADay() throws Exception {
    write("lines", TrailArchive.Layout.LINES, 1);
    List<String> lines = Files.readAllLines(directory.resolve("lines/events.jsonl"));
    assertThat(lines).hasSize(4_000);
    Set<String> days = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (String line : lines) {
      JsonNode json = StrictJson.object(line);
      ids.add(json.get("eventID").asText());
      if (json.get("eventName").asText().equals("StopLogging")) {
        days.add(json.get("eventTime").asText().substring(0, 10));
      }
      assertThat(Instant.parse(json.get("eventTime").asText()))
          .isBetween(START, START.plusSeconds(2 * 86_400));
    }
    assertThat(ids).hasSize(4_000);
    assertThat(days).containsExactlyInAnyOrder("2026-01-31", "2026-02-01");
  }

  @Test
  void givesTheSameBytesForTheSameSeed() throws Exception {
    write("one", TrailArchive.Layout.S3, 2);
    write("two", TrailArchive.Layout.S3, 2);
    assertThat(contents("one")).isNotEmpty().isEqualTo(contents("two"));
  }

  private TrailArchive.Written write(String folder, TrailArchive.Layout layout, int accounts)
      throws IOException {
    List<Long> told = new ArrayList<>();
    TrailArchive.Written written =
        TrailArchive.of(8, 4_000, START, 2, accounts)
            .write(directory.resolve(folder), layout, told::add);
    assertThat(told).isNotEmpty().isSorted().endsWith(4_000L);
    assertThat(written.events()).isEqualTo(4_000);
    return written;
  }

  private Map<String, String> contents(String folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      contents.put(
          directory.resolve(folder).relativize(file).toString(),
          Base64.getEncoder().encodeToString(bytes));
    }
    return contents;
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve(folder))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
