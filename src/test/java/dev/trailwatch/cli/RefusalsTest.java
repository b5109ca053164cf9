package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that run jobs cannot work with: one clear message, the right exit code. */
class RefusalsTest {
  private static final String RULE =
      "version: 1\nrules:\n  - {name: denied, pattern: '{ $.errorCode = \"AccessDenied\" }'}\n";

  private static final List<String> CREDENTIALS =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI");

  @TempDir Path directory;

  @Test
  void anUnknownKeyIsNamedWithTheKnownOnes() {
    CommandRun run = CommandRun.of("run", "--set", "time.latenes=5 s", "--set", "source.type=demo");
    refused(run, 2, "trailwatch.time: unknown key \"latenes\"", "lateness");
  }

  @Test
  void allProblemsOfAConfigurationAreToldAtOnce() {
    CommandRun run =
        CommandRun.of(
            "run",
            "--set",
            "sink.type=pigeon",
            "--set",
            "time.lateness=soon",
            "--set",
            "runtime.account.id=12",
            "--set",
            "source.aws.endpoint=http://10.0.0.1/");
    refused(run, 2, "\"pigeon\"", "\"soon\"", "\"12\"", "10.0.0.1", "stream.arn");
  }

  @Test
  void aTopicThatARuleNamesMustBeConfigured() throws Exception {
    Path rules =
        rules(
            """
            version: 1
            rules:
              - name: denied
                pattern: '{ $.errorCode = "A" }'
                alarm: {alarm_actions: [pager]}
            """);
    CommandRun run =
        CommandRun.of(
            "run",
            "--set",
            "source.type=demo",
            "--set",
            "rules.location=" + rules,
            "--set",
            "sink.type=sns",
            "--set",
            "sink.topic.security=arn:aws:sns:eu-west-1:111122223333:security");
    refused(run, 2, "rules.yaml", "\"pager\"", "topic.pager");
  }

  @Test
  void whatIsToBeReadMustBeThere() throws Exception {
    CommandRun run = run("source.type=files", "source.path=" + directory.resolve("nowhere"));
    refused(run, 2, "trailwatch.source.path: input", "nowhere\" does not exist");
  }

  @Test
  void namesOfAccountsMustBeThere() throws Exception {
    CommandRun run = run("source.type=demo", "accounts.location=" + directory.resolve("nowhere"));
    refused(run, 2, "trailwatch.accounts.location: ", "nowhere: no such file or folder");
  }

  /** A job finds out when it writes, and would begin again for ever. */
  @Test
  void whatIsToBeWrittenMustBePossibleAndAllOfItIsSaidAtOnce() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    CommandRun run =
        run(
            "source.type=demo",
            "sink.type=file",
            "sink.path=" + file.resolve("notices.jsonl"),
            "dead-letter.location=" + directory,
            "runtime.checkpoint.dir=" + file.resolve("checkpoints"));
    refused(
        run,
        2,
        "trailwatch.sink.path: cannot write " + file.resolve("notices.jsonl") + ": a file stands",
        "trailwatch.dead-letter.location: cannot write " + directory + ": it is a folder",
        "trailwatch.runtime.checkpoint.dir: cannot make "
            + file.resolve("checkpoints")
            + ": a fil");
  }

  private CommandRun run(String... settings) throws Exception {
    List<String> args = new ArrayList<>(List.of("run", "--set", "rules.location=" + rules(RULE)));
    for (String setting : settings) {
      args.add("--set");
      args.add(setting);
    }
    return CommandRun.of(args.toArray(new String[0]));
  }

  @Test
  void aTopicMustBeAnArn() {
    CommandRun run =
        CommandRun.of(
            "run",
            "--set",
            "source.type=demo",
            "--set",
            "sink.type=sns",
            "--set",
            "sink.topic.default=security");
    refused(run, 2, "topic.default", "\"security\"");
  }

  @Test
  @Timeout(120)
  void missingCredentialsAreSaidBeforeTheJobStarts() throws Exception {
    boolean bare = CREDENTIALS.stream().allMatch(name -> System.getenv(name) == null);
    if (!bare) {
      System.out.println("NOT RUN: missing credentials: the environment has some, " + CREDENTIALS);
    }
    assumeTrue(bare);
    // nor may the profiles and the role of whoever runs this count, nor what other tests set
    Properties before = (Properties) System.getProperties().clone();
    List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken")
        .forEach(System::clearProperty);
    System.setProperty("aws.sharedCredentialsFile", directory.resolve("none").toString());
    System.setProperty("aws.configFile", directory.resolve("none").toString());
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      startsWithoutCredentials();
    } finally {
      System.setProperties(before);
    }
  }

  private void startsWithoutCredentials() throws Exception {
    CommandRun run =
        CommandRun.of(
            "run",
            "--set",
            "source.type=demo",
            "--set",
            "rules.location=" + rules(RULE),
            "--set",
            "sink.type=sns",
            "--set",
            "sink.topic.default=arn:aws:sns:eu-west-1:111122223333:security");
    refused(run, 3, "no AWS credentials");
  }

  @Test
  void brokenRulesAreShownWithFileAndLine() throws Exception {
    Path rules =
        rules("version: 1\nrules:\n  - {name: a, pattern: '{ $.a == 1 }'}\n  - {nam: b}\n");
    CommandRun run = CommandRun.of("demo", "--rules", rules.toString());
    refused(run, 2, "rules.yaml:3", "rules.yaml:4", "^");
  }

  @Test
  void noRulesAreNoReasonToStart() {
    refused(CommandRun.of("demo", "--rules", directory.toString()), 2, "no rule files");
    refused(
        CommandRun.of("demo", "--rules", directory.resolve("nowhere").toString()), 2, "nowhere");
  }

  @Test
  void anInputThatIsNotThereIsNamedBeforeAnythingRuns() throws Exception {
    CommandRun run =
        CommandRun.of(
            "replay", "--rules", rules(RULE).toString(), "--input", directory + "/missing.json");
    refused(run, 3, "missing.json");
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          CommandRun.of(
              "demo",
              "--rules",
              rules(RULE).toString(),
              "--web-port",
              Integer.toString(taken.getLocalPort()));
      refused(run, 3, "port " + taken.getLocalPort() + " is in use");
    }
  }

  @Test
  void aConfigurationFileThatIsNoneIsNamedWithItsLine() throws Exception {
    Path file =
        Files.writeString(directory.resolve("config.json"), "[\n  {\"PropertyGroupId\": 1\n");
    refused(CommandRun.of("run", "--config", file.toString()), 2, "config.json:3");
    refused(CommandRun.of("run", "--config", directory + "/none.json"), 2, "none.json");
  }

  @Test
  void aWrongOptionIsWrongUsage() {
    refused(CommandRun.of("replay"), 2, "--input");
    refused(CommandRun.of("replay", "--input", "x", "--fail-on", "fire"), 2, "\"fire\"");
    refused(CommandRun.of("fly"), 2, "fly");
  }

  private Path rules(String text) throws Exception {
    return Files.writeString(directory.resolve("rules.yaml"), text);
  }

  private static void refused(CommandRun run, int exitCode, String... told) {
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
  }
}
