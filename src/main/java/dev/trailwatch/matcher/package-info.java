/**
 * Many filter patterns, one pass over the bytes: which of ten thousand patterns does an event
 * match.
 *
 * <p>The patterns are compiled once into an immutable {@link dev.trailwatch.matcher.Matcher}; each
 * thread reads events through a {@link dev.trailwatch.matcher.MatchSession} of its own, without a
 * tree, without a String and, in the steady state, without allocating.
 */
@NullMarked
package dev.trailwatch.matcher;

import org.jspecify.annotations.NullMarked;
