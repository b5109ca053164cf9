/**
 * What Flink serialises: the plain objects that cross operators or lie in state.
 *
 * <p>Public fields, a no-argument constructor, arrays in place of collections, no import of Flink.
 * How state evolves from one release to the next is decided here and nowhere else.
 */
@NullMarked
package dev.trailwatch.wire;

import org.jspecify.annotations.NullMarked;
