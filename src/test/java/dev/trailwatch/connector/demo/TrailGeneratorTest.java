package dev.trailwatch.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.event.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TrailGeneratorTest {
  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  @Test
  void writesStrictJsonWithEveryFieldThatCloudTrailAlwaysHas() {
    for (String event : everyday(7, 3_000)) {
      JsonNode json = StrictJson.object(event);
      assertThat(json).as(event).isNotNull();
      assertThat(json.fieldNames())
          .toIterable()
          .contains(
              "eventVersion",
              "userIdentity",
              "eventTime",
              "eventSource",
              "eventName",
              "awsRegion",
              "sourceIPAddress",
              "userAgent",
              "requestParameters",
              "responseElements",
              "eventID",
              "readOnly",
              "eventType",
              "managementEvent",
              "recipientAccountId",
              "eventCategory");
      assertThat(event).doesNotContain("${");
      assertThat(json.get("eventTime").asText()).startsWith("2026-03-01T10:");
      assertThat(json.get("eventID").asText())
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
  }

  @Test
  void hasTheSizeAndVarietyOfARealTrail() throws Exception {
    List<String> events = everyday(1, 20_000);
    assertThat(events.stream().mapToInt(String::length).average().orElseThrow())
        .isBetween(1_100.0, 1_400.0);
    Set<String> names = new HashSet<>();
    Set<String> principals = new HashSet<>();
    Set<String> ids = new HashSet<>();
    int failed = 0;
    int denied = 0;
    ObjectMapper mapper = new ObjectMapper();
    for (String event : events) {
      JsonNode json = mapper.readTree(event);
      names.add(json.get("eventSource").asText() + json.get("eventName").asText());
      principals.add(json.get("userIdentity").path("arn").asText());
      ids.add(json.get("eventID").asText());
      failed += json.has("errorCode") ? 1 : 0;
      denied += json.path("errorCode").asText().startsWith("AccessDenied") ? 1 : 0;
    }
    assertThat(names).hasSizeGreaterThan(40);
    assertThat(principals).hasSizeGreaterThan(25);
    assertThat(ids).hasSize(events.size());
    assertThat(failed).isBetween(300, 2_000);
    // rare enough that the demo's story makes the alarm, not the noise
    assertThat(denied).isLessThan(10);
  }

  @Test
  void givesTheSameBytesForTheSameSeedAndOtherPeopleForAnother() {
    assertThat(everyday(5, 200)).isEqualTo(everyday(5, 200));
    assertThat(people(5)).isNotEmpty().doesNotContainAnyElementsOf(people(6));
    assertThat(TrailGenerator.of(5).accountId()).isNotEqualTo(TrailGenerator.of(6).accountId());
  }

  @Test
  void goesOnWithNewIdsAfterAnInterruption() {
    TrailGenerator first = TrailGenerator.of(9);
    TrailGenerator second = TrailGenerator.resumed(9, 100);
    Set<String> ids = new HashSet<>();
    EventBuffer buffer = new EventBuffer();
    for (int i = 0; i < 100; i++) {
      first.everyday(START, buffer);
      ids.add(StrictJson.object(buffer.toString()).get("eventID").asText());
      buffer.clear();
      second.everyday(START, buffer);
      ids.add(StrictJson.object(buffer.toString()).get("eventID").asText());
      buffer.clear();
    }
    assertThat(ids).hasSize(200);
    assertThat(second.accountId()).isEqualTo(first.accountId());
  }

  @Test
  void usesOnlyAddressesAndKeysThatBelongToNobody() {
    for (String event : everyday(3, 2_000)) {
      JsonNode json = StrictJson.object(event);
      assertThat(json.get("sourceIPAddress").asText())
          .matches(
              "(198\\.51\\.100|203\\.0\\.113|192\\.0\\.2|10\\.0\\.\\d+)\\.\\d+|.*\\.amazonaws\\.com");
      JsonNode key = json.path("userIdentity").path("accessKeyId");
      if (!key.isMissingNode()) {
        assertThat(key.asText()).matches("(AKIA|ASIA)[A-Z0-9]{9}EXAMPLE");
      }
    }
  }

  private static Set<String> people(long seed) {
    Set<String> people = new TreeSet<>();
    for (String event : everyday(seed, 2_000)) {
      JsonNode identity = StrictJson.object(event).get("userIdentity");
      if (identity.path("arn").asText().contains("AWSReservedSSO")) {
        people.add(identity.get("principalId").asText());
      }
    }
    return people;
  }

  private static List<String> everyday(long seed, int count) {
    TrailGenerator generator = TrailGenerator.of(seed);
    EventBuffer buffer = new EventBuffer();
    List<String> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      generator.everyday(START + i * 100L, buffer);
      events.add(buffer.toString());
      buffer.clear();
    }
    return events;
  }
}
