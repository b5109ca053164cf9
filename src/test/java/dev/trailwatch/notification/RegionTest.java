package dev.trailwatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.RegionMetadata;

class RegionTest {
  /** The SDK knows every region; CloudWatch says EU where the SDK says Europe. */
  @Test
  void everyRegionOfTheSdkHasItsLongName() {
    for (software.amazon.awssdk.regions.Region region :
        software.amazon.awssdk.regions.Region.regions()) {
      RegionMetadata metadata = region.metadata();
      if (region.isGlobalRegion()
          || metadata == null
          || metadata.partition().id().contains("iso")) {
        continue;
      }
      assertThat(Region.longName(region.id()))
          .as(region.id())
          .isEqualTo(metadata.description().replace("Europe (", "EU ("));
    }
  }

  @Test
  void everyRegionOfTheSdkIsInItsPartition() {
    for (software.amazon.awssdk.regions.Region region :
        software.amazon.awssdk.regions.Region.regions()) {
      if (!region.isGlobalRegion() && region.metadata() != null) {
        assertThat(Region.partition(region.id()))
            .as(region.id())
            .isEqualTo(region.metadata().partition().id());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, US East (N. Virginia)",
    "eu-west-1, EU (Ireland)",
    "eu-south-1, EU (Milan)",
    "eu-west-2, EU (London)",
    "ap-northeast-1, Asia Pacific (Tokyo)",
    "mars-north-1, mars-north-1"
  })
  void longNamesAreThoseOfRealMessages(String code, String longName) {
    assertThat(Region.longName(code)).isEqualTo(longName);
  }
}
