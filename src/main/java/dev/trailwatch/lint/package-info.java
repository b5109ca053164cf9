/**
 * What is wrong with rules that can be read: patterns that never or always match, alarms that never
 * fire or never clear, and what CloudTrail writes otherwise than authors expect.
 *
 * <p>Three layers. {@code Solver} decides whether conditions can hold together and shows an event
 * for which they do. {@code Knowledge} is what CloudTrail is known to write, as data files. The
 * checks ask both about each rule; {@link dev.trailwatch.lint.Linter} runs them all.
 */
@NullMarked
package dev.trailwatch.lint;

import org.jspecify.annotations.NullMarked;
