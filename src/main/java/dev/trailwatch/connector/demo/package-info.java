/**
 * A company that does not exist, its CloudTrail, and an attack on it: input for those who have
 * none.
 *
 * <p>Everything follows from a seed and from the times that are passed in.
 */
@NullMarked
package dev.trailwatch.connector.demo;

import org.jspecify.annotations.NullMarked;
