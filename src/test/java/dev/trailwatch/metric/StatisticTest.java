package dev.trailwatch.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatisticTest {
  @Test
  void everyNameOfCloudWatchIsRead() {
    for (String name :
        new String[] {
          "Sum", "SampleCount", "Average", "Minimum", "Maximum", "p0", "p50", "p99.9", "p100"
        }) {
      assertThat(Statistic.parse(name).awsName()).isEqualTo(name);
    }
    assertThat(Statistic.parse("p90.0")).isEqualTo(Statistic.percentile(90));
    assertThat(Statistic.parse("p99.9999999999").percent()).isEqualTo(99.9999999999);
  }

  @Test
  void otherNamesAreRefusedWithWhatIsExpected() {
    for (String name :
        new String[] {
          "sum",
          "SUM",
          "",
          "p",
          "p101",
          "p-1",
          "p1e1",
          "p90.",
          "p.5",
          "p1.2.3",
          "P90",
          "tm90",
          "p99.99999999999",
          "p0100",
          "p100.1",
          "p９０"
        }) {
      assertThatThrownBy(() -> Statistic.parse(name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + name + "\"")
          .hasMessageContaining("SampleCount");
    }
    assertThatThrownBy(() -> Statistic.percentile(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void notificationsNameStatisticsInCapitals() {
    assertThat(Statistic.SAMPLE_COUNT.notificationName()).isEqualTo("SAMPLE_COUNT");
    assertThat(Statistic.parse("p99.9").notificationName()).isEqualTo("p99.9");
  }

  @Test
  void aPercentileNeedsTheMoreSamplesTheFurtherOutItLies() {
    assertThat(Statistic.parse("p90").significantSamples()).isEqualTo(100);
    assertThat(Statistic.parse("p50").significantSamples()).isEqualTo(20);
    assertThat(Statistic.parse("p10").significantSamples()).isEqualTo(100);
    assertThat(Statistic.SUM.significantSamples()).isEqualTo(0);
  }

  @Test
  void averageIsTheSumOverTheCount() {
    assertThat(Statistic.AVERAGE.of(Summary.of(1).merge(Summary.of(2)))).isEqualTo(1.5);
  }
}
