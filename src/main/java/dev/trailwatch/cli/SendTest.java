package dev.trailwatch.cli;

import dev.trailwatch.app.ConfigException;
import dev.trailwatch.app.JobConfig;
import dev.trailwatch.app.RuleLocation;
import dev.trailwatch.app.TestMessage;
import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Causes;
import dev.trailwatch.diagnostic.Issue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trailwatch send-test}: one real message to a configured topic, marked as a test. */
@Command(
    name = "send-test",
    description = "Sends one message, marked as a test, to a topic of the configuration.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {
      "  trailwatch send-test --config application_properties.json --topic default",
      "",
      "Proves credentials, permissions, keys and subscriptions before an attack does."
    })
final class SendTest implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private Configuration configuration;

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "NAME",
      description = "the topic's name, as in topic.NAME of the configuration")
  private String topic;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "let this rule's alarm speak, in its own words; needs the rules")
  private @Nullable String rule;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "ALARM or OK; default ${DEFAULT-VALUE}")
  private State state = State.ALARM;

  /** What the message says. */
  enum State {
    ALARM,
    OK
  }

  private SendTest() {}

  @Override
  public Integer call() {
    JobConfig config = configuration.read();
    if (config.topics().isEmpty()) {
      throw CommandFailure.usage("no topic is configured, expected --set sink.topic.NAME=ARN");
    }
    TestMessage message = message(config);
    try {
      String id = message.send();
      PrintWriter out = spec.commandLine().getOut();
      out.printf("sent to %s (%s), message id %s%n", topic, message.topicArn(), id);
      out.flush();
      return ExitCode.FINE;
    } catch (IOException e) {
      throw CommandFailure.couldNot(
          message.topicArn() + " did not take the message: " + e.getMessage());
    }
  }

  private TestMessage message(JobConfig config) {
    try {
      return TestMessage.of(config, topic, rule, state == State.ALARM);
    } catch (ConfigException e) {
      throw CommandFailure.usage(String.join("\nerror: ", e.problems()));
    } catch (RuleLocation.InvalidRules e) {
      PrintWriter err = spec.commandLine().getErr();
      for (Issue issue : e.issues()) {
        err.print(Caret.render(issue));
      }
      err.flush();
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage(
          "there are no rules at " + e.getFile() + ": rules.location names their file or folder");
    } catch (IOException e) {
      throw CommandFailure.couldNot(Causes.of(e));
    }
  }
}
