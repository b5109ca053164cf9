package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.trailwatch.event.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand events with secrets in every field, through the whole job: none comes out anywhere.
 *
 * <p>In fields that nobody is shown, any text is a secret; in the fields of the evidence, what
 * looks like a credential. Only dead letters hold records whole.
 */
class CanarySecretsITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS = 1_000;

  /** No secret is shorter. */
  private static final int BEGINNING = 10;

  /** What evidence, and the rules below, may show. */
  private static final List<String> SHOWN =
      List.of(
          "eventID",
          "eventName",
          "awsRegion",
          "sourceIPAddress",
          "recipientAccountId",
          "errorCode",
          "userIdentity.arn",
          "userIdentity.sessionContext.sessionIssuer.arn");

  private static final String EVENT =
      """
      {"eventVersion":"1.08","eventID":"x","eventTime":"2026-01-01T00:00:00Z","eventName":"PutParameter",
       "eventSource":"ssm.amazonaws.com","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7",
       "userAgent":"x","recipientAccountId":"111122223333","errorCode":"AccessDenied",
       "errorMessage":"x","requestID":"x","eventType":"AwsApiCall","apiVersion":"x","vpcEndpointId":"x",
       "sharedEventID":"x","readOnly":false,"managementEvent":true,"eventCategory":"Management",
       "userIdentity":{"type":"AssumedRole","principalId":"x","arn":"arn:aws:iam::111122223333:role/r",
         "accountId":"x","accessKeyId":"x","userName":"x","invokedBy":"x",
         "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"x",
           "arn":"arn:aws:iam::111122223333:role/r","accountId":"x","userName":"x"},
           "webIdFederationData":{"federatedProvider":"x","attributes":{"a":"x"}},
           "attributes":{"creationDate":"x","mfaAuthenticated":"x"}}},
       "requestParameters":{"name":"x","value":"x","password":"x","secretString":"x","policy":"x",
         "headers":{"Authorization":"x","x-amz-security-token":"x"},"list":["x",{"deep":"x"}]},
       "responseElements":{"credentials":{"accessKeyId":"x","secretAccessKey":"x","sessionToken":"x"},
         "accessKey":{"secretAccessKey":"x"}},
       "additionalEventData":{"LoginTo":"x","MobileVersion":"x","url":"x"},
       "serviceEventDetails":{"x":"x"},"resources":[{"ARN":"x","accountId":"x","type":"x"}],
       "tlsDetails":{"tlsVersion":"x","cipherSuite":"x","clientProvidedHostHeader":"x"}}
      """;

  private static final String RULES =
      """
      version: 1
      rules:
        - name: everything
          pattern: '{ $.eventVersion = * }'
          metric: {name: all, dimensions: {Principal: '@principal', Source: $.sourceIPAddress}}
          alarm: {period: 60, threshold: 1, group_by: [Principal, Source]}
        - name: together
          pattern: '{ $.eventVersion = * }'
          alarm: {period: 60, threshold: 1}
        - name: words
          pattern: 'secret'
      """;

  @TempDir Path folder;
  private final Random random = new Random(20261121);

  /** Each secret, and the field of the event that held it. */
  private final Map<String, String> canaries = new LinkedHashMap<>();

  @Test
  void noSecretOfAnyFieldComesOutAnywhereButInTheDeadLetters() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Path trail = Files.createDirectory(folder.resolve("trail"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      lines.add(JSON.writeValueAsString(planted(JSON.readTree(EVENT), "", i)));
    }
    Files.write(trail.resolve("events.jsonl"), lines);
    writeBroken(trail);

    Path notices = folder.resolve("notices.jsonl");
    Path datapoints = folder.resolve("datapoints.jsonl");
    CommandRun toFiles =
        replay(trail, "--output", notices.toString(), "--datapoints", datapoints.toString());
    CommandRun toConsole = replay(trail);
    assertThat(toConsole.out()).contains("ALARM").contains("together");
    assertThat(Files.readAllLines(notices)).hasSizeGreaterThan(10);
    assertThat(Files.readAllLines(datapoints)).hasSizeGreaterThan(10);
    assertThat(canaries).hasSizeGreaterThan(40 * EVENTS);

    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("notices", Files.readString(notices));
    outputs.put("datapoints", Files.readString(datapoints));
    outputs.put("stdout", toFiles.out() + toConsole.out());
    outputs.put("stderr", toFiles.err() + toConsole.err());
    List<String> leaks = new ArrayList<>();
    outputs.forEach((output, text) -> leaks(output, text, leaks));
    assertThat(leaks).isEmpty();
    System.out.printf(
        "%,d secrets in %,d events, %,d characters of output: 0 found%n",
        canaries.size(), EVENTS, outputs.values().stream().mapToInt(String::length).sum());
  }

  /** Looks each place of the text up among the secrets' beginnings. */
  private void leaks(String output, String text, List<String> leaks) {
    Map<String, List<String>> beginnings = new HashMap<>();
    for (String canary : canaries.keySet()) {
      String beginning = canary.substring(0, BEGINNING);
      beginnings.computeIfAbsent(beginning, b -> new ArrayList<>()).add(canary);
    }
    for (int i = 0; i + BEGINNING <= text.length(); i++) {
      for (String canary : beginnings.getOrDefault(text.substring(i, i + BEGINNING), List.of())) {
        if (text.startsWith(canary, i)) {
          leaks.add(canaries.get(canary) + " in " + output + ": " + canary);
        }
      }
    }
  }

  private CommandRun replay(Path trail, String... options) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "replay",
                "--rules",
                folder.resolve("rules.yaml").toString(),
                "--input",
                trail.toString(),
                "--parallelism",
                "1"));
    line.addAll(List.of(options));
    return CommandRun.of(line.toArray(String[]::new));
  }

  /** Records that cannot be decoded: what is said about them must not quote them. */
  private void writeBroken(Path trail) throws IOException {
    String token = canary("a token that is none", 0);
    String tail = canary("text behind a message", 0);
    String good = Payloads.data("{\"eventVersion\":\"1\"}");
    Files.write(
        trail.resolve("broken-1.gz"), Payloads.gzip(good.replace("\"all\"", "\"all\"," + token)));
    Files.write(trail.resolve("broken-2.gz"), Payloads.gzip(good + tail));
    Files.write(trail.resolve("broken-3.json"), Payloads.utf8("{\"Records\":[{}" + token + "]}"));
    Files.write(
        trail.resolve("broken-4.gz"),
        Payloads.gzip(good.replace("DATA_MESSAGE", canary("a message type", 0))));
  }

  /** A copy of the event with a secret in every text. */
  private JsonNode planted(JsonNode node, String path, int event) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              field -> {
                String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                copy.set(field.getKey(), planted(field.getValue(), below, event));
              });
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> copy.add(planted(element, path + "[]", event)));
      return copy;
    }
    boolean kept = !node.isTextual() || path.equals("eventTime") || path.equals("eventVersion");
    if (kept) {
      return node;
    }
    if (!SHOWN.contains(path)) {
      return TextNode.valueOf(event % 3 == 0 ? credential(path, event) : canary(path, event));
    }
    // a field that is shown, now and then with a credential in it
    if (random.nextInt(4) > 0) {
      return node;
    }
    return TextNode.valueOf(node.asText() + "/" + credential(path, event));
  }

  /** Any text. */
  private String canary(String path, int event) {
    String canary = "canary" + event + "z" + canaries.size() + "q";
    canaries.put(canary, path);
    return canary;
  }

  /** What looks like a credential; what is remembered of it is the part that must not be seen. */
  private String credential(String path, int event) {
    int kind = random.nextInt(7);
    String secret =
        switch (kind) {
          case 0 -> "AKIA" + letters(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
          case 1 -> "ASIA" + letters(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
          case 2 -> "aB3" + letters(37, BASE64);
          case 3 -> "IQoJb3JpZ2luX2VjE" + letters(300, BASE64);
          case 4 -> "eyJhbGciOiJIUzI1NiJ9." + letters(60, BASE64) + "." + letters(40, BASE64);
          default -> letters(24, "abcdefghijklmnopqrstuvwxyz0123456789");
        };
    canaries.put(secret, path + " of event " + event);
    return switch (kind) {
      case 5 -> "password=" + secret;
      case 6 -> "https://b.s3.amazonaws.com/k?X-Amz-Signature=" + secret;
      default -> secret;
    };
  }

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private String letters(int count, String alphabet) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }
}
