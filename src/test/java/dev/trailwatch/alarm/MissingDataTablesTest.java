package dev.trailwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Summary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two tables of the user guide's "Configuring how CloudWatch alarms treat missing data": 0 is
 * good, X breaching, - missing, the newest period right; five periods are looked at.
 */
class MissingDataTablesTest {
  private static final long PERIOD = 300_000;

  @ParameterizedTest
  @CsvSource({
    "3, 0 - X - X, OK,                OK,   OK,    OK",
    "3, 0 - - - -, OK,                OK,   OK,    OK",
    "3, - - - - -, INSUFFICIENT_DATA, keep, ALARM, OK",
    "3, 0 X X - X, ALARM,             ALARM, ALARM, ALARM",
    "3, - - X - -, ALARM,             keep, ALARM, OK",
    "2, 0 - X - X, ALARM,             ALARM, ALARM, ALARM",
    "2, 0 0 X 0 X, ALARM,             ALARM, ALARM, ALARM",
    "2, 0 - X - -, OK,                OK,   ALARM, OK",
    "2, - - - - 0, OK,                OK,   ALARM, OK",
    "2, - - - X -, ALARM,             keep, ALARM, OK"
  })
  void everyCellOfTheTables(
      int m, String periods, String missing, String ignore, String breaching, String notBreaching) {
    for (AlarmState previous : AlarmState.values()) {
      assertThat(state(m, periods, MissingData.MISSING, previous)).isEqualTo(missing);
      assertThat(state(m, periods, MissingData.IGNORE, previous))
          .isEqualTo(ignore.equals("keep") ? previous.name() : ignore);
      assertThat(state(m, periods, MissingData.BREACHING, previous)).isEqualTo(breaching);
      assertThat(state(m, periods, MissingData.NOT_BREACHING, previous)).isEqualTo(notBreaching);
    }
  }

  private static String state(int m, String periods, MissingData treatment, AlarmState previous) {
    AlarmSpec spec =
        AlarmSpec.builder()
            .evaluationPeriods(3)
            .datapointsToAlarm(m)
            .evaluationRange(5)
            .missingData(treatment)
            .build();
    String[] oldestFirst = periods.split(" ", -1);
    List<Datapoint> newestFirst = new ArrayList<>();
    for (int i = oldestFirst.length - 1; i >= 0; i--) {
      if (!oldestFirst[i].equals("-")) {
        newestFirst.add(Datapoint.of(i * PERIOD, Summary.of(oldestFirst[i].equals("X") ? 1 : 0)));
      }
    }
    return AlarmEvaluator.evaluate(spec, newestFirst, 5 * PERIOD, previous).state().name();
  }
}
