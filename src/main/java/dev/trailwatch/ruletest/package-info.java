/**
 * Rules tried without a stream: the job in pure Java, and the tests that stand in and beside rule
 * files.
 *
 * <p>{@link dev.trailwatch.ruletest.Simulation} is written to be obviously right, not fast: it is
 * what the streaming job is held against.
 */
@NullMarked
package dev.trailwatch.ruletest;

import org.jspecify.annotations.NullMarked;
