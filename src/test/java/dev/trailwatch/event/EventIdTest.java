package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
  private static final String UUID = "3038ebd2-c98a-4c65-9b6e-e22506292313";

  @Test
  void aUuidIsItsBits() {
    EventId id = EventId.of(UUID);
    assertThat(id.high()).isEqualTo(0x3038ebd2c98a4c65L);
    assertThat(id.low()).isEqualTo(0x9b6ee22506292313L);
    assertThat(EventId.of("ffffffff-ffff-ffff-ffff-ffffffffffff").high()).isEqualTo(-1);
    assertThat(EventId.of("ffffffff-ffff-ffff-ffff-ffffffffffff").low()).isEqualTo(-1);
  }

  /** State keeps these hashes, so they are written down here. */
  @Test
  void theHashesStayAsTheyAre() {
    assertThat(EventId.of(UUID).hash()).isEqualTo(0x88544c7778d39f32L);
    assertThat(EventId.of("event-7").hash()).isEqualTo(0x6fc8f073f9a383e4L);
    assertThat(StableHash.of(UUID)).isNotEqualTo(EventId.of(UUID).hash());
  }

  @Test
  void isEqualToTheSameTextAlone() {
    assertThat(EventId.of(UUID)).isEqualTo(inBytes(UUID)).hasSameHashCodeAs(inBytes(UUID));
    assertThat(EventId.of("e")).isEqualTo(inBytes("e")).isNotEqualTo(EventId.of("f"));
    assertThat(EventId.of("e")).isNotEqualTo("e");
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
    assertThat(EventId.of(text).isUuid()).isTrue();
    assertThat(EventId.of(text)).hasToString(text);
    assertThat(inBytes(text)).hasToString(text);
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
    "3038ebd2-c98a-4c65-9b6e-e2250629231\u00e9",
    "g038ebd2-c98a-4c65-9b6e-e22506292313",
    "3038ebd20c98a-4c65-9b6e-e22506292313",
    "3038ebd2-c98a04c65-9b6e-e22506292313",
    "3038ebd2-c98a-4c6509b6e-e22506292313",
    "3038ebd2-c98a-4c65-9b6e0e22506292313"
  })
  void anyOtherTextIsNone(String text) {
    assertThat(EventId.of(text).isUuid()).isFalse();
    assertThat(EventId.of(text).hash()).isEqualTo(StableHash.of(text));
    assertThat(inBytes(text)).isEqualTo(EventId.of(text)).hasToString(text);
  }

  private static EventId inBytes(String text) {
    byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
    return EventId.of(bytes, 1, bytes.length - 1);
  }
}
