/**
 * CloudWatch's alarm semantics: datapoints in, state and reason out; pure and without a clock.
 *
 * <p>After "Evaluating an alarm", "Configuring how CloudWatch alarms treat missing data" and "Alarm
 * evaluation window" of the CloudWatch user guide.
 */
@NullMarked
package dev.trailwatch.alarm;

import org.jspecify.annotations.NullMarked;
