package dev.trailwatch.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.event.DecodedRecord;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.StrictJson;
import dev.trailwatch.wire.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoTrafficTest {
  private static final long START = 1_772_000_000_000L;

  @Test
  void tellsTheWholeStoryWithinFortyFiveSeconds() throws Exception {
    List<Seen> seen = play(3, 20, 45_000);
    assertThat(of(seen, "ConsoleLogin"))
        .filteredOn(e -> e.json.path("errorMessage").asText().equals("Failed authentication"))
        .hasSize(6)
        .allMatch(e -> e.at <= 10_000);
    assertThat(of(seen, "ConsoleLogin"))
        .filteredOn(e -> e.json.at("/responseElements/ConsoleLogin").asText().equals("Success"))
        .hasSize(2)
        .allMatch(e -> e.json.at("/additionalEventData/MFAUsed").asText().equals("No"));
    assertThat(seen)
        .filteredOn(
            e -> e.json.path("errorCode").asText().matches("AccessDenied|.*UnauthorizedOperation"))
        .hasSizeGreaterThan(6);
    assertThat(of(seen, "CreateUser")).hasSize(1);
    assertThat(of(seen, "CreateAccessKey")).hasSize(1);
    assertThat(of(seen, "AttachUserPolicy"))
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.json.at("/requestParameters/policyArn").asText())
                    .endsWith("AdministratorAccess"));
    assertThat(of(seen, "AuthorizeSecurityGroupIngress"))
        .hasSize(2)
        .allMatch(e -> e.json.get("requestParameters").toString().contains("0.0.0.0/0"));
    assertThat(of(seen, "StopLogging")).hasSize(1);
    assertThat(seen).anyMatch(e -> e.json.at("/userIdentity/type").asText().equals("Root"));
  }

  @Test
  void keepsEveryIntruderActiveSoThatARuleOnOneHasSomethingToMatch() throws Exception {
    TreeMap<String, List<Long>> times = new TreeMap<>();
    for (Seen event : play(4, 20, 120_000)) {
      String arn = event.json.at("/userIdentity/arn").asText();
      times.computeIfAbsent(arn, a -> new ArrayList<>()).add(event.at);
    }
    for (String intruder : intruders(4)) {
      List<Long> seen = times.get(intruder);
      for (int i = 1; i < seen.size(); i++) {
        assertThat(seen.get(i) - seen.get(i - 1)).as(intruder).isLessThan(3_000);
      }
      assertThat(seen.get(seen.size() - 1)).isGreaterThan(118_000);
    }
  }

  @Test
  void hasNobodyOfTheAttackInCommonWithAnotherSeed() throws Exception {
    assertThat(intruders(4)).hasSize(3).doesNotContainAnyElementsOf(intruders(5));
  }

  @Test
  void isQuietWhenNothingIsDue() throws Exception {
    DemoTraffic traffic = new DemoTraffic(1, 20, START, START, 0);
    assertThat(traffic.next(START)).isNull();
    assertThat(traffic.next(START + 1_000)).isNotNull();
    assertThat(traffic.next(START + 1_000)).isNull();
    assertThat(traffic.events()).isEqualTo(20);
  }

  @Test
  void cutsABurstIntoRecordsOfBoundedSize() throws Exception {
    DemoTraffic traffic = new DemoTraffic(1, 2_000, START, START, 0);
    int events = 0;
    try (RecordDecoder decoder = new RecordDecoder()) {
      for (RawRecord r = traffic.next(START + 1_000); r != null; r = traffic.next(START + 1_000)) {
        int size = decoder.decode(r.bytes, r.format).logEvents().size();
        assertThat(size).isLessThanOrEqualTo(500);
        events += size;
      }
    }
    assertThat(events).isEqualTo(2_000);
  }

  private static Set<String> intruders(long seed) throws Exception {
    Set<String> arns = new TreeSet<>();
    for (Seen event : play(seed, 1, 45_000)) {
      String name = event.json.get("eventName").asText();
      if (Set.of("CreateUser", "StopLogging", "GetAccountSummary").contains(name)) {
        arns.add(event.json.at("/userIdentity/arn").asText());
      }
    }
    return arns;
  }

  private static List<Seen> of(List<Seen> seen, String name) {
    return seen.stream()
        .filter(e -> e.json.get("eventName").asText().equals(name))
        .collect(Collectors.toList());
  }

  private static List<Seen> play(long seed, double rate, long millis) throws Exception {
    DemoTraffic traffic = new DemoTraffic(seed, rate, START, START, 0);
    List<Seen> seen = new ArrayList<>();
    try (RecordDecoder decoder = new RecordDecoder()) {
      for (long at = 100; at <= millis; at += 100) {
        RawRecord record = traffic.next(START + at);
        if (record != null) {
          DecodedRecord decoded = decoder.decode(record.bytes, record.format);
          for (LogEvent event : decoded.logEvents()) {
            seen.add(new Seen(at, StrictJson.object(event.message())));
          }
        }
      }
    }
    return seen;
  }

  private record Seen(long at, JsonNode json) {}
}
