package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.Constant;
import dev.trailwatch.pattern.ConstantTest;
import dev.trailwatch.pattern.Literal;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.NotExists;
import dev.trailwatch.pattern.NumberLiteral;
import dev.trailwatch.pattern.Operator;
import dev.trailwatch.pattern.Scalar;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.TextLiteral;
import org.jspecify.annotations.Nullable;

/** A leaf of a JSON pattern about one field, or its opposite: which values of the field fit. */
final class Condition {
  private final Selector selector;
  private final Node node;
  private final boolean holds;

  private Condition(Selector selector, Node node, boolean holds) {
    this.selector = selector;
    this.node = node;
    this.holds = holds;
  }

  /** The claim as a condition; null if it is no leaf of a JSON pattern. */
  static @Nullable Condition of(Claim claim) {
    Selector selector = selector(claim.node());
    return selector == null ? null : new Condition(selector, claim.node(), claim.holds());
  }

  /** The field that a leaf asks for; null if the node is no leaf of a JSON pattern. */
  static @Nullable Selector selector(Node node) {
    if (node instanceof Comparison) {
      return ((Comparison) node).selector();
    }
    if (node instanceof ConstantTest) {
      return ((ConstantTest) node).selector();
    }
    return node instanceof NotExists ? ((NotExists) node).selector() : null;
  }

  Selector selector() {
    return selector;
  }

  Node node() {
    return node;
  }

  boolean holds() {
    return holds;
  }

  /** Whether a value fits, a missing node standing for an absent field. */
  boolean admits(JsonNode value) {
    return asked(value) == holds;
  }

  private boolean asked(JsonNode value) {
    if (node instanceof Comparison) {
      Comparison comparison = (Comparison) node;
      Scalar scalar = Scalar.of(value);
      return scalar != null && comparison.literal().satisfies(scalar, comparison.operator());
    }
    if (node instanceof ConstantTest) {
      return is(value, ((ConstantTest) node).constant());
    }
    return value.isMissingNode();
  }

  private static boolean is(JsonNode value, Constant constant) {
    if (constant == Constant.NULL) {
      boolean holdsNull = false;
      for (JsonNode element : value) {
        holdsNull |= value.isArray() && element.isNull();
      }
      return value.isNull() || holdsNull;
    }
    return value.isBoolean() && value.booleanValue() == (constant == Constant.TRUE);
  }

  /** Whether the field must have a text or a number. */
  boolean needsScalar() {
    return node instanceof Comparison && holds;
  }

  /** The literal that is compared with; null if none is. */
  @Nullable Literal literal() {
    return node instanceof Comparison ? ((Comparison) node).literal() : null;
  }

  /** Whether the values that fit are those like the literal rather than those unlike it. */
  boolean like() {
    return holds == (((Comparison) node).operator() == Operator.EQUAL);
  }

  boolean isOrder() {
    return node instanceof Comparison && ((Comparison) node).operator().isOrder();
  }

  /** The one text that a field must have, if it has a text; null if several would do. */
  @Nullable String onlyText() {
    Literal literal = literal();
    if (literal == null || isOrder() || !like() || !holds) {
      return null;
    }
    if (literal instanceof NumberLiteral) {
      return ((NumberLiteral) literal).text();
    }
    boolean exact = literal instanceof TextLiteral && ((TextLiteral) literal).glob().isLiteral();
    return exact ? ((TextLiteral) literal).text() : null;
  }

  @Override
  public String toString() {
    return (holds ? "" : "not ") + node;
  }
}
