package dev.trailwatch.pattern;

/** What evaluating conditions has in common: {@code &&} and {@code ||}, from left to right. */
abstract class ConditionEvaluation implements NodeVisitor<Boolean> {
  @Override
  public final Boolean or(Or node) {
    for (Node operand : node.operands()) {
      if (operand.accept(this)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final Boolean and(And node) {
    for (Node operand : node.operands()) {
      if (!operand.accept(this)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Boolean comparison(Comparison node) {
    throw misplaced(node);
  }

  @Override
  public Boolean constantTest(ConstantTest node) {
    throw misplaced(node);
  }

  @Override
  public Boolean notExists(NotExists node) {
    throw misplaced(node);
  }

  @Override
  public Boolean columnComparison(ColumnComparison node) {
    throw misplaced(node);
  }

  @Override
  public final Boolean matchAll(MatchAll node) {
    throw misplaced(node);
  }

  @Override
  public final Boolean terms(Terms node) {
    throw misplaced(node);
  }

  @Override
  public final Boolean regexSearch(RegexSearch node) {
    throw misplaced(node);
  }

  @Override
  public final Boolean columns(Columns node) {
    throw misplaced(node);
  }

  private static AssertionError misplaced(Node node) {
    return new AssertionError("no condition of this form: " + node);
  }
}
