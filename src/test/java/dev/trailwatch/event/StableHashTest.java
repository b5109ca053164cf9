package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** State keeps these hashes, so they are written down here. */
class StableHashTest {
  private static final String UUID = "3038ebd2-c98a-4c65-9b6e-e22506292313";

  @Test
  void theHashesStayAsTheyAre() {
    assertThat(StableHash.of("event-7")).isEqualTo(0x6fc8f073f9a383e4L);
    assertThat(StableHash.ofId("event-7")).isEqualTo(0x6fc8f073f9a383e4L);
    assertThat(StableHash.ofId(UUID)).isEqualTo(0x88544c7778d39f32L);
    assertThat(StableHash.of(UUID)).isNotEqualTo(StableHash.ofId(UUID));
    assertThat(StableHash.uuidHigh(UUID)).isEqualTo(0x3038ebd2c98a4c65L);
    assertThat(StableHash.uuidLow(UUID)).isEqualTo(0x9b6ee22506292313L);
    assertThat(StableHash.uuidHigh("ffffffff-ffff-ffff-ffff-ffffffffffff")).isEqualTo(-1);
    assertThat(StableHash.uuidLow("ffffffff-ffff-ffff-ffff-ffffffffffff")).isEqualTo(-1);
  }

  @Test
  void furtherUsesOfAnIdAreToldFromTheFirst() {
    assertThat(StableHash.nth(7, 0)).isEqualTo(7);
    assertThat(StableHash.nth(7, 1)).isNotEqualTo(7).isNotEqualTo(StableHash.nth(7, 2));
    // the finalizer of SplitMix64 as published: its first two outputs for the seed 0
    assertThat(StableHash.nth(-1, 1)).isEqualTo(0xe220a8397b1dcdafL);
    assertThat(StableHash.nth(0x9e3779b97f4a7c15L - 1, 1)).isEqualTo(0x6e789e6aa1b965f4L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        UUID,
        "00000000-0000-0000-0000-000000000000",
        "99999999-9999-9999-9999-999999999999",
        "aaaaaaaa-ffff-aaaa-ffff-aaaaaaaaffff"
      })
  void aUuidHasLowerCaseDigitsAndFourHyphens(String text) {
    assertThat(StableHash.isUuid(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "3038ebd2-c98a-4c65-9b6e-e2250629231",
    "3038ebd2-c98a-4c65-9b6e-e225062923130",
    "3038EBD2-c98a-4c65-9b6e-e22506292313",
    "3038ebd2-c98a-4c65-9b6e-e2250629231g",
    "3038ebd2-c98a-4c65-9b6e-e2250629231/",
    "3038ebd2-c98a-4c65-9b6e-e2250629231:",
    "3038ebd2-c98a-4c65-9b6e-e2250629231`",
    "3038ebd2-c98a-4c65-9b6e-e2250629231-",
    "3038ebd20c98a-4c65-9b6e-e22506292313",
    "3038ebd2-c98a04c65-9b6e-e22506292313",
    "3038ebd2-c98a-4c6509b6e-e22506292313",
    "3038ebd2-c98a-4c65-9b6e0e22506292313"
  })
  void anyOtherTextIsNone(String text) {
    assertThat(StableHash.isUuid(text)).isFalse();
    assertThat(StableHash.ofId(text)).isEqualTo(StableHash.of(text));
  }
}
