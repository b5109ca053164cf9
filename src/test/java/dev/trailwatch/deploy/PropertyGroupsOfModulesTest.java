package dev.trailwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.app.ConfigException;
import dev.trailwatch.app.JobConfig;
import dev.trailwatch.app.PropertyGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The property groups that Terraform gives the job, read by the job's own reader.
 *
 * <p>The files are what the modules' own tests compare the plan with, so a key that one side knows
 * and the other doesn't turns one of the two red.
 */
class PropertyGroupsOfModulesTest {
  private static final Path DEPLOY = Path.of("deploy");

  @Test
  void theJobUnderstandsEveryKeyOfTheFlinkApplication() throws Exception {
    JobConfig config = read("modules/flink-app/tests/application_properties.json");

    assertThat(config.sourceType()).isEqualTo("kinesis");
    assertThat(config.source())
        .containsEntry("stream.arn", "arn:aws:kinesis:eu-central-1:111122223333:stream/audit-log")
        .containsEntry("initial.position", "TRIM_HORIZON")
        .containsEntry("record.publisher", "POLLING");
    assertThat(config.rulesLocation()).isEqualTo("s3://trailwatch-111122223333/rules/");
    assertThat(config.rulesPollInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.lateness()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.trailSilentAfter()).isEqualTo(Duration.ofMinutes(30));
    assertThat(config.sinkType()).isEqualTo("sns");
    assertThat(config.topics())
        .isEqualTo(
            Map.of(
                "default", "arn:aws:sns:eu-central-1:111122223333:security",
                "health", "arn:aws:sns:eu-central-1:111122223333:security-health",
                "pager", "arn:aws:sns:eu-central-1:111122223333:pager"));
    assertThat(config.deadLetterLocation()).isEqualTo("s3://trailwatch-111122223333/dead-letter/");
    assertThat(config.accountsLocation())
        .isEqualTo("s3://trailwatch-111122223333/accounts/accounts.csv");
    assertThat(config.accountId()).isEqualTo("111122223333");
    assertThat(config.region()).isEqualTo("eu-central-1");
    assertThat(config.inflater()).isEqualTo("own");
    assertThat(config.ruleMetrics()).containsExactly("root.*", "console.no-mfa");
  }

  @Test
  void whatTerraformLeavesOutKeepsTheJobsDefault() throws Exception {
    JobConfig config = read("modules/flink-app/tests/application_properties-plain.json");

    assertThat(config.lateness()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.allowedLateness()).isEqualTo(Duration.ofHours(24));
    assertThat(config.rulesPollInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.eventTime()).isEqualTo("auto");
    assertThat(config.inflater()).isEqualTo("zlib");
    assertThat(config.ruleMetrics()).isEmpty();
    assertThat(config.accountsLocation()).isNull();
  }

  @Test
  void theJobUnderstandsEveryKeyOfTheSmallInstance() throws Exception {
    JobConfig config = read("examples/small-instance/tests/application_properties.json");

    assertThat(config.sourceType()).isEqualTo("kinesis");
    assertThat(config.checkpointDirectory()).isEqualTo("/var/lib/trailwatch/checkpoints");
    assertThat(config.topics()).containsKeys("default", "health");
  }

  private static JobConfig read(String file) throws IOException, ConfigException {
    return JobConfig.of(PropertyGroups.read(DEPLOY.resolve(file)));
  }
}
