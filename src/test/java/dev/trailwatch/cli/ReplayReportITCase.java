package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.cases.NodePackages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as its reader gets it: in a browser, from a trail with hostile events in it. */
class ReplayReportITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> HOSTILE =
      List.of(
          "<script>document.title='pwned'</script>",
          "\"><img src=x onerror=alert(1)>",
          "</style><style>*{display:none}",
          "' onmouseover='alert(1)",
          "javascript:alert(1)",
          "\u202egnp.exe",
          "nul \u0000 bell \u0007 escape \u001b[31m",
          "&lt;b&gt; &amp; \ud800",
          "x".repeat(100_000));

  @TempDir static Path directory;

  private static Path small;
  private static Path large;

  @BeforeAll
  static void replay() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String evil : HOSTILE) {
      ObjectNode event = JSON.createObjectNode();
      event.put("eventVersion", "1.08").put("eventTime", "2026-01-01T08:00:00Z");
      event.put("eventID", evil).put("eventName", evil).put("eventSource", "iam.amazonaws.com");
      event.put("awsRegion", evil).put("sourceIPAddress", evil).put("userAgent", evil);
      event.put("errorCode", "AccessDenied").put("errorMessage", evil);
      event.put("recipientAccountId", evil);
      event.putObject("userIdentity").put("type", "IAMUser").put("arn", evil);
      lines.add(JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(event));
    }
    Path hostile = Files.write(directory.resolve("hostile.jsonl"), lines);
    Path rules =
        Files.writeString(
            directory.resolve("own.yaml"),
            """
            version: 1
            rules:
              - name: denied-by-address
                description: '<script>alert("description")</script>'
                pattern: '{ $.errorCode = "AccessDenied" }'
                metric: {dimensions: {Address: $.sourceIPAddress}}
                alarm: {group_by: [Address]}
            """);
    small = replay(hostile, rules, 3_000);
    large = replay(hostile, rules, 30_000);
  }

  private static Path replay(Path hostile, Path rules, int events) throws Exception {
    Path trail = directory.resolve("trail-" + events);
    CommandRun generated =
        CommandRun.of(
            "generate", "--events", "" + events, "--output", "" + trail, "--format", "lines");
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Path report = directory.resolve("report-" + events + ".html");
    CommandRun replayed =
        CommandRun.of(
            "replay",
            "--rules",
            "rules",
            "--rules",
            "" + rules,
            "--input",
            "" + trail,
            "--input",
            "" + hostile,
            "--quiet",
            "--report",
            "" + report);
    assertThat(replayed.exitCode()).as(replayed.err()).isZero();
    assertThat(replayed.out()).contains("RULE").contains("denied-by-address");
    return report;
  }

  @Test
  void tenTimesTheEventsMakeThePageAtMostAFifthLarger() throws Exception {
    assertThat(Files.size(large)).isLessThan(Files.size(small) * 6 / 5);
    assertThat(Files.size(large)).isLessThan(1 << 20);
  }

  @Test
  void noTextOfAnEventBecomesMarkup() throws Exception {
    String html = Files.readString(small);
    for (String markup :
        List.of("<script", "<img", "</style><style>", "' onmouseover=", "\u202e", "\u0000")) {
      assertThat(html.contains(markup)).as(markup).isFalse();
    }
    for (String text :
        List.of("&lt;script&gt;document.title=&#39;pwned&#39;", "\\x1b[31m", "\\u{202e}")) {
      assertThat(html.contains(text)).as(text).isTrue();
    }
  }

  @Test
  void aBrowserShowsItToEverybodyAndAsksNobodyForAnything() throws Exception {
    String chromium = chromium();
    if (chromium == null || !onPath("node")) {
      System.out.println("NOT RUN: the report's page test needs node and chromium");
    }
    assumeTrue(chromium != null && onPath("node"));
    Path folder = NodePackages.install();
    Path log = directory.resolve("browser.log");
    Path found = directory.resolve("browser.json");
    Path picture = Path.of("target/report-page.png").toAbsolutePath();
    Process browser =
        new ProcessBuilder("node", "report-page.js", chromium, "" + small, "" + picture)
            .directory(folder.toFile())
            .redirectError(log.toFile())
            .redirectOutput(found.toFile())
            .start();
    assertThat(browser.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(browser.exitValue()).as(Files.readString(log)).isZero();
    List<String> backgrounds = new ArrayList<>();
    for (JsonNode view : JSON.readTree(found.toFile())) {
      String name = view.path("name").asText();
      assertThat(texts(view.path("violations"))).as(name + ": axe").isEmpty();
      assertThat(view.path("passes").asInt()).as(name).isGreaterThan(20);
      assertThat(texts(view.path("errors"))).as(name + ": console").isEmpty();
      assertThat(texts(view.path("requests"))).as(name).containsExactly(small.toUri().toString());
      assertThat(view.path("overflow").asInt()).as(name + ": overflow").isZero();
      assertThat(view.path("tallest").asInt()).as(name + ": tallest row").isBetween(20, 80);
      for (String nothing : List.of("scripts", "handlers", "links", "broken")) {
        assertThat(view.path(nothing).asInt()).as(name + ": " + nothing).isZero();
      }
      assertThat(texts(view.path("sections")))
          .containsExactly("timeline", "story", "who", "noise", "rules", "data");
      backgrounds.add(view.path("background").asText());
    }
    assertThat(backgrounds).hasSize(4);
    assertThat(backgrounds.get(0)).as("dark looks different").isNotEqualTo(backgrounds.get(1));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static String chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .filter(ReplayReportITCase::onPath)
        .map(ReplayReportITCase::find)
        .findFirst()
        .orElse(null);
  }

  private static boolean onPath(String program) {
    return find(program) != null;
  }

  private static String find(String program) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return file.toString();
      }
    }
    return null;
  }
}
