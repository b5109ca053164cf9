/**
 * What a user declares: a filter pattern, a metric and an alarm under one name.
 *
 * <p>Everything here is immutable and already effective: defaults, lists and overrides are applied
 * by the reader of rule files, so that nobody after it has to know them.
 */
@NullMarked
package dev.trailwatch.rule;

import org.jspecify.annotations.NullMarked;
