/**
 * The CloudWatch Logs filter-pattern language: text in, an immutable pattern out.
 *
 * <p>Reading order is the order of the data: {@code Lexer} cuts the text into {@code Token}s, a
 * parser for each of the forms (terms, JSON, columns) builds the tree of {@code Node}s, and {@code
 * FilterPattern} evaluates it. The evaluation here is the plain one, straight over Jackson's tree;
 * the matcher compiles the same tree for many patterns at once.
 */
@NullMarked
package dev.trailwatch.pattern;

import org.jspecify.annotations.NullMarked;
