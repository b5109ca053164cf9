package dev.trailwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.app.FailureListener;
import dev.trailwatch.app.JobConfig;
import dev.trailwatch.app.LocalJob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example {@code organization}: the rules that ship, the file that makes an alarm for each
 * account, and the accounts' names.
 */
class OrganizationITCase {
  private static final Path EXAMPLE = Path.of("deploy/examples/organization");

  @TempDir Path folder;

  @Test
  void theRootUsersOfTwoAccountsAreTwoAlarmsWithTheAccountsNames() throws Exception {
    Path events = folder.resolve("trail.json");
    Files.writeString(
        events,
        String.join(
            "\n",
            rootWrites("222233334444", "11111111-0000-0000-0000-000000000001"),
            rootWrites("333344445555", "11111111-0000-0000-0000-000000000002")));
    Path output = folder.resolve("notifications.jsonl");

    LocalJob.of(JobConfig.of(configuration(events, output))).run(FailureListener.none());

    Map<String, String> accounts = new TreeMap<>();
    for (String line : Files.readAllLines(output)) {
      JsonNode message = new ObjectMapper().readTree(line);
      String name = message.path("AlarmName").asText();
      if (name.startsWith("root.write") && message.path("NewStateValue").asText().equals("ALARM")) {
        JsonNode account = message.at("/Evidence/accounts/0");
        accounts.put(name, account.path("id").asText() + " " + account.path("name").asText());
      }
    }
    assertThat(accounts)
        .isEqualTo(
            Map.of(
                "root.write [@account=222233334444]", "222233334444 payments",
                "root.write [@account=333344445555]", "333344445555 research"));
  }

  /** The groups that the example gives its application, with places on this machine. */
  private Map<String, Properties> configuration(Path events, Path output) throws IOException {
    Map<String, Properties> groups = new LinkedHashMap<>();
    set(groups, "trailwatch.source", "type", "files");
    set(groups, "trailwatch.source", "path", events.toString());
    set(groups, "trailwatch.rules", "location", rules().toString());
    set(groups, "trailwatch.sink", "type", "file");
    set(groups, "trailwatch.sink", "path", output.toString());
    set(groups, "trailwatch.accounts", "location", EXAMPLE.resolve("accounts.csv").toString());
    set(groups, "trailwatch.runtime", "web.port", "-1");
    return groups;
  }

  /** As the example uploads them: the shipped files and its own in one folder. */
  private Path rules() throws IOException {
    Path together = Files.createDirectory(folder.resolve("rules"));
    for (Path from : new Path[] {Path.of("rules"), EXAMPLE.resolve("organization")}) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.yaml")) {
        for (Path file : files) {
          Files.copy(file, together.resolve(file.getFileName()));
        }
      }
    }
    return together;
  }

  private static void set(Map<String, Properties> groups, String group, String key, String value) {
    groups.computeIfAbsent(group, name -> new Properties()).setProperty(key, value);
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
