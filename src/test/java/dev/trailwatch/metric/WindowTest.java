package dev.trailwatch.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long MINUTE = 60_000;

  @Test
  void periodsAreCutBackwardsFromTheEnd() {
    List<Datapoint> minutes = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      minutes.add(Datapoint.of(i * MINUTE, Summary.of(i)));
    }

    Window window = Window.of(11 * MINUTE, Period.of(300), 2);

    assertThat(window.start()).isEqualTo(MINUTE);
    assertThat(window.datapoints(minutes))
        .extracting(Datapoint::start, datapoint -> datapoint.summary().sum())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(6 * MINUTE, 6.0 + 7 + 8 + 9 + 10),
            org.assertj.core.groups.Tuple.tuple(MINUTE, 1.0 + 2 + 3 + 4 + 5));
  }

  @Test
  void emptyPeriodsHaveNoDatapoint() {
    Window window = Window.of(0, Period.of(60), 3);

    assertThat(window.datapoints(List.of(Datapoint.of(-2 * MINUTE, Summary.of(1)))))
        .containsExactly(Datapoint.of(-2 * MINUTE, Summary.of(1)));
    assertThat(window.datapoints(List.of())).isEmpty();
  }

  @Test
  void whatLiesOutsideIsLeftOut() {
    Window window = Window.of(5 * MINUTE, Period.of(60), 2);
    List<Datapoint> around =
        List.of(
            Datapoint.of(2 * MINUTE, Summary.of(1)),
            Datapoint.of(3 * MINUTE, Summary.of(2)),
            Datapoint.of(4 * MINUTE, Summary.of(3)),
            Datapoint.of(5 * MINUTE, Summary.of(4)));

    assertThat(window.datapoints(around))
        .extracting(datapoint -> datapoint.summary().sum())
        .containsExactly(3.0, 2.0);
    assertThatThrownBy(() -> Window.of(0, Period.of(60), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void periodsAreAlignedToTheClockBeforeAndAfterTheEpoch() {
    Period period = Period.of(300);

    assertThat(period.start(299_999)).isEqualTo(0);
    assertThat(period.start(300_000)).isEqualTo(300_000);
    assertThat(period.end(300_000)).isEqualTo(600_000);
    assertThat(period.start(-1)).isEqualTo(-300_000);
  }

  @Test
  void onlyPeriodsThatCloudWatchTakesAreTaken() {
    for (int seconds : new int[] {10, 20, 30, 60, 120, 3600, 86_400, 604_800}) {
      assertThat(Period.of(seconds).millis()).isEqualTo(seconds * 1000L);
    }
    for (int seconds : new int[] {0, -60, 1, 15, 40, 50, 59, 61, 90}) {
      assertThatThrownBy(() -> Period.of(seconds)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
