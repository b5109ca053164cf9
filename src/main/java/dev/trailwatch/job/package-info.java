/**
 * The Flink job: a record comes in, partial sums cross to the alarms, notices go out.
 *
 * <p>Sources and sinks are arguments; this package knows no connector.
 */
@NullMarked
package dev.trailwatch.job;

import org.jspecify.annotations.NullMarked;
