package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobConfigTest {
  private final Map<String, Properties> groups = new TreeMap<>();

  @TempDir Path folder;

  JobConfigTest() {
    set("source", "type", "demo");
  }

  @ParameterizedTest
  @CsvSource({
    "https://sns.eu-west-1.amazonaws.com,true",
    "http://127.0.0.1:4566,true",
    "http://127.1.2.3,true",
    "http://localhost:4566,true",
    "http://[::1]:4566,true",
    "http://169.254.169.254/latest/meta-data,false",
    "http://127.0.0.1.example.com,false",
    "http://127.evil.example,false",
    "http://localhost.example.com,false",
    "http://10.0.0.7,false",
    "http://127.0.0.1@evil.example,false",
    "ftp://127.0.0.1,false",
    "file:///etc/passwd,false",
    "https://,false",
    "127.0.0.1,false"
  })
  void anEndpointIsEncryptedOrOfThisMachine(String endpoint, boolean fine) {
    set("sink", "aws.endpoint", endpoint);
    set("source", "aws.endpoint", endpoint);
    ConfigException refused = refusal();
    assertThat(refused == null).isEqualTo(fine);
    if (refused != null) {
      assertThat(refused.problems())
          .hasSize(2)
          .allMatch(problem -> problem.contains("aws.endpoint"));
    }
  }

  @Test
  void aSecretOfTheConfigurationIsNeverPrinted() throws Exception {
    set("source", "aws.credentials.provider", "BASIC");
    set("source", "aws.credentials.provider.basic.accesskeyid", "hunter2-id");
    set("source", "aws.credentials.provider.basic.secretkey", "hunter2-secret");
    set("source", "flink.stream.token", "hunter2-token");
    set("sink", "aws.endpoint", "https://me:hunter2-word@example.com");
    set("dead-letter", "location", "/tmp/AKIAIOSFODNN7EXAMPLE");
    JobConfig config = JobConfig.of(groups);
    assertThat(String.join("\n", config.settings()))
        .contains("trailwatch.source.aws.credentials.provider = BASIC")
        .contains("trailwatch.source.aws.credentials.provider.basic.secretkey = ****")
        .contains("https://****@example.com")
        .doesNotContain("hunter2")
        .doesNotContain("AKIAIOSFODNN7EXAMPLE");

    set("sink", "aws.endpoint", "http://me:hunter2-word@example.com");
    set("runtime", "account.id", "password=hunter2");
    set("time", "lateness", "hunter2-secret\u001b[2J is a password=hunter2");
    assertThat(String.join("\n", refusal().problems()))
        .contains("aws.endpoint")
        .doesNotContain("hunter2-word")
        .doesNotContain("password=hunter2")
        .doesNotContain("\u001b");
  }

  @Test
  void recordsAreInflatedByZlibOrByOurDecoder() throws Exception {
    assertThat(JobConfig.of(groups).inflater()).isEqualTo("zlib");
    set("runtime", "inflater", "own");
    assertThat(JobConfig.of(groups).inflater()).isEqualTo("own");
    set("runtime", "inflater", "gzip");
    assertThat(refusal().problems())
        .singleElement()
        .asString()
        .contains("inflater", "gzip", "none of zlib, own");
  }

  @Test
  void rulesThatAreCountedEachAreNamedWithCommas() throws Exception {
    assertThat(JobConfig.of(groups).ruleMetrics()).isEmpty();
    set("runtime", "rule.metrics", "root.*, console.no-mfa,");
    assertThat(JobConfig.of(groups).ruleMetrics()).containsExactly("root.*", "console.no-mfa");
  }

  @Test
  void aKeyOfRuleFilesIsAPublicKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    byte[] key = generator.generateKeyPair().getPublic().getEncoded();
    set("rules", "location", folder.toString());
    assertThat(JobConfig.of(groups).ruleFiles().read()).isEmpty();
    set("rules", "signature.key", Base64.getEncoder().encodeToString(key));
    JobConfig config = JobConfig.of(groups);
    assertThatThrownBy(() -> config.ruleFiles().read())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("rules.sha256");
    set("rules", "signature.key", "secret");
    assertThat(refusal().problems())
        .singleElement()
        .asString()
        .contains("signature.key", "no public key", "openssl pkey -pubin");
  }

  private ConfigException refusal() {
    return catchThrowableOfType(ConfigException.class, () -> JobConfig.of(groups));
  }

  private void set(String group, String key, String value) {
    groups.computeIfAbsent("trailwatch." + group, g -> new Properties()).setProperty(key, value);
  }
}
