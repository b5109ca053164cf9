package dev.trailwatch.alarm;

/** The state of a metric alarm; the constants' names are CloudWatch's own. */
public enum AlarmState {
  /** The metric is within the threshold. */
  OK,
  /** The metric is beyond the threshold. */
  ALARM,
  /** The alarm has just started, or there is not enough data to tell. */
  INSUFFICIENT_DATA
}
