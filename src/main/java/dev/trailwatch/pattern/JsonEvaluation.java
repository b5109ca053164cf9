package dev.trailwatch.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Asks the conditions of a JSON pattern of one event, straight as the language is described. */
final class JsonEvaluation extends ConditionEvaluation {
  private final JsonNode event;

  private JsonEvaluation(JsonNode event) {
    this.event = event;
  }

  static boolean holds(Node condition, JsonNode event) {
    return condition.accept(new JsonEvaluation(event));
  }

  @Override
  public Boolean comparison(Comparison node) {
    Selector selector = node.selector();
    if (selector.hasWildcard() && node.operator() == Operator.NOT_EQUAL) {
      return !selector.beforeWildcard().select(event).isEmpty()
          && !anySatisfies(selector, Operator.EQUAL, node.literal());
    }
    return anySatisfies(selector, node.operator(), node.literal());
  }

  private boolean anySatisfies(Selector selector, Operator operator, Literal literal) {
    for (JsonNode node : selector.select(event)) {
      Scalar value = Scalar.of(node);
      if (value != null && literal.satisfies(value, operator)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Boolean constantTest(ConstantTest node) {
    boolean wildcard = node.selector().hasWildcard();
    for (JsonNode value : node.selector().select(event)) {
      if (is(value, node.constant(), wildcard)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(JsonNode value, Constant constant, boolean wildcard) {
    switch (constant) {
      case TRUE:
        return value.isBoolean() && value.booleanValue();
      case FALSE:
        return value.isBoolean() && !value.booleanValue();
      case NULL:
        // recorded from AWS: an array that holds a null counts, unless a wildcard selected it
        return value.isNull() || (!wildcard && value.isArray() && holdsNull(value));
      default:
        throw new AssertionError(constant);
    }
  }

  private static boolean holdsNull(JsonNode array) {
    for (JsonNode element : array) {
      if (element.isNull()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Boolean notExists(NotExists node) {
    List<JsonNode> selected = node.selector().select(event);
    return selected.isEmpty();
  }
}
