/**
 * The report of a replay: one HTML page, made of what the alarms lived through.
 *
 * <p>Pure: it reads no file and knows no clock, and the same history always gives the same bytes.
 */
@NullMarked
package dev.trailwatch.report;

import org.jspecify.annotations.NullMarked;
