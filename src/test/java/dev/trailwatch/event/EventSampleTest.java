package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EventSampleTest {
  private static final String[] FULL = {"id", "name", "who", "ip", "region", "account", "code"};
  private static final List<Function<EventSample, String>> GETTERS =
      List.of(
          EventSample::eventID,
          EventSample::eventName,
          EventSample::principal,
          EventSample::sourceIPAddress,
          EventSample::awsRegion,
          EventSample::recipientAccountId,
          EventSample::errorCode);

  private static EventSample sample(long time, int changed, String value) {
    String[] fields = FULL.clone();
    if (changed >= 0) {
      fields[changed] = value;
    }
    return new EventSample(time, fields);
  }

  @Test
  void everyFieldIsTold() {
    EventSample sample = sample(5, -1, null);

    assertThat(sample.eventTime()).isEqualTo(5);
    for (int i = 0; i < FULL.length; i++) {
      assertThat(GETTERS.get(i).apply(sample)).isEqualTo(FULL[i]).isEqualTo(sample.field(i));
    }
    assertThat(sample).hasToString("5 name by who, id");
  }

  @Test
  void everyFieldTellsSamplesApartAndTimeComesFirst() {
    EventSample sample = sample(5, -1, null);
    assertThat(sample).isEqualTo(sample(5, -1, null)).hasSameHashCodeAs(sample(5, -1, null));
    assertThat(sample).isNotEqualTo("5 name by who, id");
    assertThat(sample).isLessThan(sample(6, 0, "a")).isGreaterThan(sample(4, 0, "z"));
    for (int i = 0; i < FULL.length; i++) {
      EventSample none = sample(5, i, null);
      EventSample later = sample(5, i, "zz");
      assertThat(none).isLessThan(sample).isNotEqualTo(sample);
      assertThat(later).isGreaterThan(sample).isNotEqualTo(sample);
      assertThat(none).isEqualByComparingTo(sample(5, i, null));
    }
    assertThat(sample.hashCode()).isNotEqualTo(sample(6, -1, null).hashCode());
    assertThat(sample.hashCode()).isNotEqualTo(sample(5, 0, "x").hashCode());
  }

  @Test
  void anEarlierFieldOutweighsALaterOne() {
    List<EventSample> expected = new ArrayList<>();
    for (int i = FULL.length - 1; i >= 0; i--) {
      expected.add(sample(5, i, "zz"));
    }
    List<EventSample> shuffled = new ArrayList<>(expected.subList(3, 7));
    shuffled.addAll(expected.subList(0, 3));
    shuffled.sort(null);

    assertThat(shuffled).containsExactlyElementsOf(expected);
  }
}
