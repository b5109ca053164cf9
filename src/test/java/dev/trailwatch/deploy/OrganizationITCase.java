package dev.trailwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.app.ReplayJob;
import dev.trailwatch.app.RuleLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code organization}: one trail, and an alarm for each account. */
class OrganizationITCase {
  private static final Path EXAMPLE = Path.of("deploy/examples/organization");

  /** The rule that the example makes an alarm for each account. */
  private static final String ROOT_WRITE =
      """
      version: 1
      rules:
        - name: root.write
          severity: critical
          pattern: '{ $.userIdentity.type = "Root" && $.readOnly IS FALSE }'
          alarm: {period: 300}
      """;

  @TempDir Path folder;

  @Test
  void theRootUsersOfTwoAccountsAreTwoAlarms() throws Exception {
    Path events = folder.resolve("trail.json");
    Files.writeString(
        events,
        String.join(
            "\n",
            rootWrites("222233334444", "11111111-0000-0000-0000-000000000001"),
            rootWrites("333344445555", "11111111-0000-0000-0000-000000000002")));
    Path output = folder.resolve("notifications.jsonl");
    Path rule = folder.resolve("root.yaml");
    Files.writeString(rule, ROOT_WRITE);
    RuleLocation rules =
        RuleLocation.read(List.of(rule, EXAMPLE.resolve("organization")), LocalDate.of(2026, 6, 1));

    new ReplayJob(rules.record(), List.of(events), 1).output(output).run();

    Map<String, String> accounts = new TreeMap<>();
    for (String line : Files.readAllLines(output)) {
      JsonNode message = new ObjectMapper().readTree(line);
      String name = message.path("AlarmName").asText();
      if (name.startsWith("root.write") && message.path("NewStateValue").asText().equals("ALARM")) {
        accounts.put(name, message.at("/Evidence/accounts/0/id").asText());
      }
    }
    assertThat(accounts)
        .isEqualTo(
            Map.of(
                "root.write [@account=222233334444]", "222233334444",
                "root.write [@account=333344445555]", "333344445555"));
  }

  private static String rootWrites(String account, String eventId) {
    return """
        {"eventVersion":"1.09","userIdentity":{"type":"Root","principalId":"ACCOUNT",
        "arn":"arn:aws:iam::ACCOUNT:root","accountId":"ACCOUNT"},"eventTime":"2026-05-01T10:00:00Z",
        "eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1",
        "sourceIPAddress":"192.0.2.1","userAgent":"console","requestParameters":null,
        "responseElements":null,"eventID":"EVENT","readOnly":false,"eventType":"AwsApiCall",
        "managementEvent":true,"recipientAccountId":"ACCOUNT"}
        """
        .replace("\n", "")
        .replace("ACCOUNT", account)
        .replace("EVENT", eventId);
  }
}
