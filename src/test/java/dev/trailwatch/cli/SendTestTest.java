package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.connector.sns.SnsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendTestTest {
  private static final String ARN = "arn:aws:sns:eu-west-1:111122223333:security";

  @TempDir Path folder;
  private final SnsServer sns = new SnsServer();

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void end() {
    sns.close();
  }

  @Test
  void sendsOneMessageThatSaysItIsATest() {
    CommandRun run = run("--topic", "security");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("sent to security (" + ARN + "), message id m-1\n");
    assertThat(run.exitCode()).isZero();
    assertThat(sns.taken()).hasSize(1);
    SnsServer.Message message = sns.taken().get(0);
    assertThat(message.topicArn()).isEqualTo(ARN);
    assertThat(message.document()).contains("A test of the wiring").contains("trailwatch-test");
    assertThat(message.attributes()).containsEntry("state", "ALARM");
  }

  @Test
  void letsARuleSpeak() throws Exception {
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            """
            version: 1
            rules:
              - name: root
                severity: critical
                pattern: '{ $.a = b }'
            """);
    CommandRun run =
        run(
            "--topic",
            "security",
            "--rule",
            "root",
            "--state",
            "OK",
            "--set",
            "rules.location=" + rules);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(sns.taken().get(0).attributes())
        .containsEntry("state", "OK")
        .containsEntry("severity", "critical")
        .containsEntry("rule", "root");
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    CommandRun unknown = run("--topic", "sales");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo("error: there is no topic.sales; configured are security\n");
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "version: 1\nrules:\n  - name: root\n    pattern: '{ $.a = b }'\n");
    CommandRun noRule =
        run("--topic", "security", "--rule", "rot", "--set", "rules.location=" + rules);
    assertThat(noRule.exitCode()).isEqualTo(2);
    assertThat(noRule.err()).contains("no alarm of a rule \"rot\"");
    sns.script(message -> "AuthorizationError");
    CommandRun refused = run("--topic", "security");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).startsWith("error: " + ARN + " did not take the message: Auth");
    assertThat(CommandRun.of("send-test", "--topic", "x", "--set", "source.type=demo").exitCode())
        .isEqualTo(2);
  }

  private CommandRun run(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "send-test",
                "--set",
                "source.type=demo",
                "--set",
                "sink.type=sns",
                "--set",
                "sink.topic.security=" + ARN,
                "--set",
                "sink.aws.endpoint=" + sns.endpoint()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
