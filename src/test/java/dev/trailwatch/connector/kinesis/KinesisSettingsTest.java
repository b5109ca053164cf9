package dev.trailwatch.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KinesisSettingsTest {
  private static final String ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/cloudtrail";

  @Test
  void anArnTellsTheStreamAndItsRegion() {
    KinesisSettings settings = KinesisSettings.of(Map.of("type", "kinesis", "stream.arn", ARN));
    assertThat(settings.stream()).isEqualTo("cloudtrail");
    Properties properties = settings.connectorProperties();
    assertThat(properties).containsEntry("aws.region", "eu-west-1");
    assertThat(properties).containsEntry("flink.stream.recordpublisher", "POLLING");
    assertThat(properties).doesNotContainKey("aws.endpoint");
  }

  @Test
  void latestIsTheTimeOfTheFirstStart() {
    KinesisSettings settings = KinesisSettings.of(Map.of("stream.arn", ARN));
    assertThat(settings.startsAtLatest()).isTrue();
    assertThat(settings.connectorProperties())
        .containsEntry("flink.stream.initpos", "AT_TIMESTAMP");
  }

  @Test
  void aTimeOrTheHorizonIsHandedOn() {
    KinesisSettings horizon =
        KinesisSettings.of(Map.of("stream.arn", ARN, "initial.position", "TRIM_HORIZON"));
    assertThat(horizon.startsAtLatest()).isFalse();
    assertThat(horizon.connectorProperties()).containsEntry("flink.stream.initpos", "TRIM_HORIZON");
    KinesisSettings time =
        KinesisSettings.of(
            Map.of(
                "stream.arn", ARN,
                "initial.position", "AT_TIMESTAMP",
                "initial.timestamp", "2026-01-31T06:00:00.250Z"));
    assertThat(time.startsAtLatest()).isFalse();
    assertThat(time.connectorProperties())
        .containsEntry("flink.stream.initpos", "AT_TIMESTAMP")
        .containsEntry("flink.stream.initpos.timestamp", "1769839200.250");
  }

  @Test
  void theConnectorsOwnKeysAreHandedOn() {
    Properties properties =
        KinesisSettings.of(
                Map.of(
                    "stream.arn", ARN,
                    "record.publisher", "EFO",
                    "flink.shard.getrecords.intervalmillis", "1000",
                    "aws.credentials.provider", "PROFILE"))
            .connectorProperties();
    assertThat(properties)
        .containsEntry("flink.shard.getrecords.intervalmillis", "1000")
        .containsEntry("flink.stream.recordpublisher", "EFO")
        .containsEntry("flink.stream.efo.consumername", "trailwatch")
        .containsEntry("aws.credentials.provider", "PROFILE");
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThat(
            KinesisSettings.problems(
                Map.of(
                    "stream.name", "my stream",
                    "aws.endpoint", "http://kinesis.example",
                    "initial.position", "NEWEST",
                    "record.publisher", "PUSH",
                    "stream.nam", "x")))
        .hasSize(6)
        .anyMatch(text -> text.startsWith("unknown key \"stream.nam\""))
        .anyMatch(text -> text.startsWith("stream.name is \"my stream\""))
        .anyMatch(text -> text.startsWith("aws.region is missing"))
        .anyMatch(text -> text.startsWith("aws.endpoint is \"http://kinesis.example\""))
        .anyMatch(text -> text.startsWith("initial.position is \"NEWEST\""))
        .anyMatch(text -> text.startsWith("record.publisher is \"PUSH\""));
    assertThat(KinesisSettings.problems(Map.of()))
        .containsExactly("no stream is named, expected stream.arn, or stream.name and aws.region");
    assertThatThrownBy(() -> KinesisSettings.of(Map.of("stream.arn", "cloudtrail")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stream.arn is \"cloudtrail\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://vpce.example", "http://127.0.0.1:4568", "http://localhost:1"})
  void endpointsAreEncryptedOrOfThisMachine(String endpoint) {
    assertThat(KinesisSettings.problems(Map.of("stream.arn", ARN, "aws.endpoint", endpoint)))
        .isEmpty();
  }
}
