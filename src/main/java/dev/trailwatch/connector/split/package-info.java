/**
 * What the sources have in common: work in pieces that are handed out one by one.
 *
 * <p>Flink's own base for sources runs a thread for each reader and is made for many splits at
 * once; ours read one after the other on the task's thread.
 */
@NullMarked
package dev.trailwatch.connector.split;

import org.jspecify.annotations.NullMarked;
