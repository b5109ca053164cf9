/**
 * Rule files: YAML in, rules out, with every fault of every file told at once and where it stands.
 *
 * <p>{@link dev.trailwatch.rulefile.RuleDirectory} finds the files, {@link
 * dev.trailwatch.rulefile.RuleFileReader} reads them.
 */
@NullMarked
package dev.trailwatch.rulefile;

import org.jspecify.annotations.NullMarked;
