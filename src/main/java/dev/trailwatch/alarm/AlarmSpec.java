package dev.trailwatch.alarm;

import dev.trailwatch.metric.Period;
import dev.trailwatch.metric.Statistic;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm asks of its metric: the statistic, the threshold, and how many of which periods.
 *
 * <p>The words are those of CloudWatch's PutMetricAlarm.
 */
public final class AlarmSpec {
  private static final int DAY = 86_400;
  private static final int HOUR = 3_600;

  private final Statistic statistic;
  private final Period period;
  private final int evaluationPeriods;
  private final @Nullable Integer datapointsToAlarm;
  private final int evaluationRange;
  private final ComparisonOperator operator;
  private final double threshold;
  private final MissingData missingData;
  private final boolean lowSampleIgnore;
  private final EvaluationWindow evaluationWindow;

  private AlarmSpec(Builder builder) {
    this.statistic = builder.statistic;
    this.period = builder.period;
    this.evaluationPeriods = builder.evaluationPeriods;
    this.datapointsToAlarm = builder.datapointsToAlarm;
    this.evaluationRange =
        builder.evaluationRange == 0 ? builder.evaluationPeriods : builder.evaluationRange;
    this.operator = builder.operator;
    this.threshold = builder.threshold;
    this.missingData = builder.missingData;
    this.lowSampleIgnore = builder.lowSampleIgnore;
    this.evaluationWindow = builder.evaluationWindow;
  }

  /**
   * A builder with the defaults of rule files: Sum over 300 s, 1 of 1, at least 1, missing data not
   * breaching, wall clock.
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How many periods CloudWatch itself looks at for N that an alarm asks for: two more, or a minute
   * more with periods below a minute. Its pages leave the number open; this follows what was seen.
   */
  public static int cloudWatchEvaluationRange(int periodSeconds, int evaluationPeriods) {
    return evaluationPeriods + (periodSeconds >= 60 ? 2 : 60 / periodSeconds);
  }

  /** The statistic that each datapoint shows. */
  public Statistic statistic() {
    return statistic;
  }

  /** The length of one datapoint. */
  public Period period() {
    return period;
  }

  /** The length of one datapoint in seconds. */
  public int periodSeconds() {
    return period.seconds();
  }

  /** N: how many of the newest datapoints are judged. */
  public int evaluationPeriods() {
    return evaluationPeriods;
  }

  /** M as it was configured; null if it was not, which changes the words of reasons. */
  public @Nullable Integer datapointsToAlarm() {
    return datapointsToAlarm;
  }

  /** M: how many of N must breach; N unless configured. */
  public int datapoints() {
    return datapointsToAlarm == null ? evaluationPeriods : datapointsToAlarm;
  }

  /** R: how many periods are looked at for N datapoints, at least N. */
  public int evaluationRange() {
    return evaluationRange;
  }

  /** How values are held against the threshold. */
  public ComparisonOperator operator() {
    return operator;
  }

  /** The threshold; finite. */
  public double threshold() {
    return threshold;
  }

  /** What periods without a sample mean. */
  public MissingData missingData() {
    return missingData;
  }

  /** Whether a percentile of too few samples leaves the state as it is. */
  public boolean lowSampleIgnore() {
    return lowSampleIgnore;
  }

  /** Where periods begin and end. */
  public EvaluationWindow evaluationWindow() {
    return evaluationWindow;
  }

  /** Whether the value breaches the threshold. */
  public boolean breaches(double value) {
    return operator.breaches(value, threshold);
  }

  /**
   * The state in which the alarm stays while nothing at all arrives.
   *
   * @param current where it is now; it stays there if missing data is ignored
   */
  public AlarmState restingState(AlarmState current) {
    switch (missingData) {
      case MISSING:
        return AlarmState.INSUFFICIENT_DATA;
      case IGNORE:
        return current;
      case BREACHING:
        return AlarmState.ALARM;
      case NOT_BREACHING:
        return AlarmState.OK;
      default:
        throw new AssertionError(missingData);
    }
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof AlarmSpec)) {
      return false;
    }
    AlarmSpec that = (AlarmSpec) other;
    return statistic.equals(that.statistic)
        && period.equals(that.period)
        && evaluationPeriods == that.evaluationPeriods
        && Objects.equals(datapointsToAlarm, that.datapointsToAlarm)
        && evaluationRange == that.evaluationRange
        && operator == that.operator
        && Double.compare(threshold, that.threshold) == 0
        && missingData == that.missingData
        && lowSampleIgnore == that.lowSampleIgnore
        && evaluationWindow == that.evaluationWindow;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        statistic,
        period,
        evaluationPeriods,
        datapointsToAlarm,
        evaluationRange,
        operator,
        threshold,
        missingData,
        lowSampleIgnore,
        evaluationWindow);
  }

  @Override
  public String toString() {
    return statistic
        + " over "
        + period
        + " "
        + operator.words()
        + " "
        + threshold
        + ", "
        + datapoints()
        + " of "
        + evaluationPeriods
        + " in "
        + evaluationRange
        + ", "
        + missingData.key()
        + ", "
        + evaluationWindow.key()
        + (lowSampleIgnore ? ", ignoring low sample counts" : "");
  }

  /** Collects what makes an {@link AlarmSpec}. */
  public static final class Builder {
    private Statistic statistic = Statistic.SUM;
    private Period period = Period.of(300);
    private int evaluationPeriods = 1;
    private @Nullable Integer datapointsToAlarm;
    private int evaluationRange;
    private ComparisonOperator operator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO;
    private double threshold = 1;
    private MissingData missingData = MissingData.NOT_BREACHING;
    private boolean lowSampleIgnore;
    private EvaluationWindow evaluationWindow = EvaluationWindow.WALL_CLOCK;

    private Builder() {}

    /** The statistic. */
    public Builder statistic(Statistic value) {
      statistic = value;
      return this;
    }

    /** The period: 10, 20, 30 or a multiple of 60 seconds. */
    public Builder periodSeconds(int value) {
      period = Period.of(value);
      return this;
    }

    /** N. */
    public Builder evaluationPeriods(int value) {
      evaluationPeriods = value;
      return this;
    }

    /** M; null leaves it unset. */
    public Builder datapointsToAlarm(@Nullable Integer value) {
      datapointsToAlarm = value;
      return this;
    }

    /** R; 0 means N. */
    public Builder evaluationRange(int value) {
      evaluationRange = value;
      return this;
    }

    /** The operator. */
    public Builder operator(ComparisonOperator value) {
      operator = value;
      return this;
    }

    /** The threshold. */
    public Builder threshold(double value) {
      threshold = value;
      return this;
    }

    /** What missing data means. */
    public Builder missingData(MissingData value) {
      missingData = value;
      return this;
    }

    /** Whether percentiles of too few samples are ignored. */
    public Builder lowSampleIgnore(boolean value) {
      lowSampleIgnore = value;
      return this;
    }

    /** Where periods begin and end. */
    public Builder evaluationWindow(EvaluationWindow value) {
      evaluationWindow = value;
      return this;
    }

    /**
     * The finished specification.
     *
     * @throws IllegalArgumentException where PutMetricAlarm would refuse it; the message says why
     */
    public AlarmSpec build() {
      require(
          evaluationPeriods >= 1, "evaluation periods must be at least 1, not ", evaluationPeriods);
      Integer m = datapointsToAlarm;
      if (m != null) {
        require(
            m >= 1 && m <= evaluationPeriods,
            "datapoints to alarm must lie between 1 and the "
                + evaluationPeriods
                + " evaluated, not ",
            m);
      }
      require(
          evaluationRange == 0 || evaluationRange >= evaluationPeriods,
          "the evaluation range must be at least the " + evaluationPeriods + " evaluated, not ",
          evaluationRange);
      int longest = period.seconds() < HOUR ? DAY : 7 * DAY;
      long span = (long) period.seconds() * evaluationPeriods;
      require(
          span <= longest,
          "evaluation periods times period must be at most " + longest + " seconds, not ",
          span);
      long looked = (long) period.seconds() * evaluationRange;
      require(
          looked <= 2L * longest,
          "the evaluation range times period must be at most " + 2L * longest + " seconds, not ",
          looked);
      require(Double.isFinite(threshold), "the threshold must be a finite number, not ", threshold);
      return new AlarmSpec(this);
    }

    private static void require(boolean holds, String message, Object value) {
      if (!holds) {
        throw new IllegalArgumentException(message + value);
      }
    }
  }
}
