package dev.trailwatch.matcher;

import dev.trailwatch.pattern.And;
import dev.trailwatch.pattern.ColumnComparison;
import dev.trailwatch.pattern.Glob;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.Operator;
import dev.trailwatch.pattern.TextLiteral;

/** A text that a column's value, and so the whole line, must contain where a condition holds. */
final class RequiredText {
  private RequiredText() {}

  /** The longest such text; empty if there is none. */
  static String of(Node condition) {
    String longest = "";
    if (condition instanceof And) {
      for (Node operand : ((And) condition).operands()) {
        String text = of(operand);
        longest = text.length() > longest.length() ? text : longest;
      }
    } else if (condition instanceof ColumnComparison) {
      ColumnComparison comparison = (ColumnComparison) condition;
      if (comparison.operator() == Operator.EQUAL && comparison.literal() instanceof TextLiteral) {
        Glob glob = ((TextLiteral) comparison.literal()).glob();
        for (String piece : glob.pieces()) {
          longest = piece.length() > longest.length() ? piece : longest;
        }
      }
    }
    return longest;
  }
}
