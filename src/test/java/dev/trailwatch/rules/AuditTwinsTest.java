package dev.trailwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Auditors compare texts byte by byte, so the twins' texts are held to what was published. */
class AuditTwinsTest {
  private static final Path DIGESTS = Path.of("src/test/resources/audit/texts.sha256");

  @Test
  void everyTextIsThatWhichTheAuditorLooksFor() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String line : Files.readAllLines(DIGESTS)) {
      texts.put(line.substring(66), line.substring(0, 64));
    }
    Map<String, String> twins = new TreeMap<>();
    for (Rule twin : twins()) {
      twins.put(twin.name(), sha256(twin.pattern().text()));
    }

    assertThat(twins).hasSize(29).isEqualTo(texts);
  }

  @Test
  void thePublishedTextsAreTheirSource() throws IOException {
    String file = "published-rules.jsonl";
    if (!SampleTrail.has(file, "the twins beside the published texts")) {
      return;
    }
    Map<String, JsonNode> published = new HashMap<>();
    SampleTrail.lines(file).forEach(each -> published.put(each.get("id").asText(), each));
    Set<String> wrong = new HashSet<>();
    for (JsonNode each : SampleTrail.lines("published-faults.jsonl")) {
      each.get("faults")
          .forEach(
              fault -> {
                if (fault.get("level").asText().equals("error")) {
                  wrong.add(each.get("id").asText());
                }
              });
    }
    Set<String> controls = new HashSet<>();
    for (Rule twin : twins()) {
      String text = twin.pattern().text();
      String audit = twin.tags().get("audit").get(0);
      if (audit.startsWith("security-hub/")) {
        String control = audit.substring("security-hub/".length());
        boolean ofToday = control.equals("CloudWatch.4") || control.equals("CloudWatch.13");
        String id = (ofToday ? "sechubnow." : "sechub2023.") + control;
        assertThat(text).as(id).isEqualTo(published.get(id).get("pattern").asText());
      } else {
        List<JsonNode> same =
            published.values().stream()
                .filter(each -> each.get("pattern").asText().equals(text))
                .filter(each -> each.at("/audit/prowler").asBoolean())
                .filter(each -> each.at("/audit/powerpipe").asBoolean())
                .filter(each -> !wrong.contains(each.get("id").asText()))
                .toList();
        assertThat(same).as(twin.name()).isNotEmpty();
        controls.add(same.get(0).get("control").asText());
      }
    }
    assertThat(controls).hasSize(15);
  }

  @Test
  void theyTellTheAuditTopicOnly() throws IOException {
    for (Rule twin : twins()) {
      assertThat(twin.alarms().get(0).alarmActions()).as(twin.name()).containsExactly("audit");
      assertThat(twin.alarms().get(0).evaluated()).as(twin.name()).isFalse();
    }
  }

  private static List<Rule> twins() throws IOException {
    return ShippedRules.load().allRules().stream()
        .filter(rule -> rule.mode() == RuleMode.NATIVE)
        .toList();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
