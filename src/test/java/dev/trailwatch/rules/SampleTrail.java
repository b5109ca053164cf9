package dev.trailwatch.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.ruletest.TimedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Logged attacks of third parties with labels, which are no part of the project. */
final class SampleTrail {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DATA = Path.of("../shared/data");

  /** Lines 1 to this are one real stream; after it come techniques logged one by one. */
  static final int STREAM_END = 2900;

  private static final int TECHNIQUES_END = 3210;

  private SampleTrail() {}

  /** Whether the file is there; where it is not, that is said aloud. */
  static boolean has(String file, String what) {
    boolean there = Files.exists(DATA.resolve(file));
    if (!there) {
      System.out.println("NOT RUN, for want of " + DATA.resolve(file) + ": " + what);
    }
    return there;
  }

  /** The events of the stream and of the techniques, in the order of their lines. */
  static List<TimedEvent> events() throws IOException {
    List<TimedEvent> events = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(DATA.resolve("cloudtrail-sample.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && events.size() < TECHNIQUES_END) {
        String time = JSON.readTree(line).path("eventTime").asText();
        long millis = Instant.parse(time).toEpochMilli();
        events.add(TimedEvent.of(LogEvent.of("", millis, line), millis));
        line = lines.readLine();
      }
    }
    return events;
  }

  /** One JSON object a line. */
  static List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(DATA.resolve(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
