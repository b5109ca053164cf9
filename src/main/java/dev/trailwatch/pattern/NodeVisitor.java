package dev.trailwatch.pattern;

/** What is done with each kind of node. */
public interface NodeVisitor<R> {
  /** The empty pattern. */
  R matchAll(MatchAll node);

  /** Words and phrases. */
  R terms(Terms node);

  /** One regular expression over the whole message. */
  R regexSearch(RegexSearch node);

  /** Alternatives of conditions; in a JSON pattern or in one column. */
  R or(Or node);

  /** Conditions that must all hold; in a JSON pattern or in one column. */
  R and(And node);

  /** A selected value against a literal. */
  R comparison(Comparison node);

  /** {@code IS NULL}, {@code IS TRUE}, {@code IS FALSE}. */
  R constantTest(ConstantTest node);

  /** {@code NOT EXISTS}. */
  R notExists(NotExists node);

  /** A space-delimited line. */
  R columns(Columns node);

  /** A column's text against a literal. */
  R columnComparison(ColumnComparison node);
}
