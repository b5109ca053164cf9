package dev.trailwatch.ruletest;

import dev.trailwatch.metric.Datapoint;

/** A datapoint of one alarm instance: a non-empty, clock-aligned period of the alarm's length. */
public final class SeriesDatapoint {
  private final Instance instance;
  private final Datapoint datapoint;

  SeriesDatapoint(Instance instance, Datapoint datapoint) {
    this.instance = instance;
    this.datapoint = datapoint;
  }

  /** The alarm instance. */
  public Instance instance() {
    return instance;
  }

  /** The period's start and its samples. */
  public Datapoint datapoint() {
    return datapoint;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesDatapoint
        && ((SeriesDatapoint) other).instance.equals(instance)
        && ((SeriesDatapoint) other).datapoint.equals(datapoint);
  }

  @Override
  public int hashCode() {
    return 31 * instance.hashCode() + datapoint.hashCode();
  }

  @Override
  public String toString() {
    return instance + " " + datapoint;
  }
}
