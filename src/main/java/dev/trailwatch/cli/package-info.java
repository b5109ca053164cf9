/**
 * The program for people: one class a command.
 *
 * <p>Flink's types stand in method bodies only, so that commands that need no job load none of it.
 */
@NullMarked
package dev.trailwatch.cli;

import org.jspecify.annotations.NullMarked;
