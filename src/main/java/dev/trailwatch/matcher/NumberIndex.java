package dev.trailwatch.matcher;

import dev.trailwatch.pattern.Decimal;
import dev.trailwatch.pattern.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * All numeric conditions over one path: makes true exactly those that a number satisfies, compared
 * exactly, without looking at the constants beyond the last one that holds.
 */
final class NumberIndex {
  /** Conditions in the order in which they are added. */
  static final class Builder {
    private final List<Condition> conditions = new ArrayList<>();

    void add(Operator operator, Decimal constant, int atom) {
      conditions.add(new Condition(operator, constant, atom));
    }

    boolean isEmpty() {
      return conditions.isEmpty();
    }

    NumberIndex build() {
      return new NumberIndex(this);
    }

    private Condition[] sorted(Comparator<Condition> order, Operator... operators) {
      List<Condition> chosen = new ArrayList<>();
      for (Condition condition : conditions) {
        if (List.of(operators).contains(condition.operator)) {
          chosen.add(condition);
        }
      }
      chosen.sort(order);
      return chosen.toArray(new Condition[0]);
    }
  }

  /** Rising by constant. */
  private final Condition[] equal;

  /** Greater (or equal) than a constant, rising: a value satisfies a first part of these. */
  private final Condition[] greater;

  /** Less (or equal) than a constant, falling: a value satisfies a first part of these. */
  private final Condition[] less;

  private NumberIndex(Builder builder) {
    Comparator<Condition> rising = Comparator.comparing(condition -> condition.constant);
    this.equal = builder.sorted(rising, Operator.EQUAL);
    // "or equal" first: where it fails the strict one of the same constant fails too
    this.greater =
        builder.sorted(
            rising.thenComparing(Condition::isStrict), Operator.GREATER, Operator.GREATER_OR_EQUAL);
    this.less =
        builder.sorted(
            rising.reversed().thenComparing(Condition::isStrict),
            Operator.LESS,
            Operator.LESS_OR_EQUAL);
  }

  /** Makes true what a whole number satisfies. */
  void fire(long value, EventFacts facts) {
    int low = 0;
    int high = equal.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (equal[middle].compare(value) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (; low < equal.length && equal[low].compare(value) == 0; low++) {
      facts.fire(equal[low].atom);
    }
    for (Condition condition : greater) {
      if (!condition.holds(condition.compare(value))) {
        break;
      }
      facts.fire(condition.atom);
    }
    for (Condition condition : less) {
      if (!condition.holds(condition.compare(value))) {
        break;
      }
      facts.fire(condition.atom);
    }
  }

  /** Makes true what the number satisfies that a finite double is written as. */
  void fire(double value, EventFacts facts) {
    for (Condition condition : equal) {
      if (value == condition.nearest) {
        // only its digits tell
        fire(decimal(value), facts);
        return;
      }
    }
    fireOrdered(condition -> condition.compare(value), facts);
  }

  private static Decimal decimal(double value) {
    return Objects.requireNonNull(Decimal.parse(Double.toString(value)));
  }

  /** Makes true what any number satisfies. */
  void fire(Decimal value, EventFacts facts) {
    for (Condition condition : equal) {
      if (value.compareTo(condition.constant) == 0) {
        facts.fire(condition.atom);
      }
    }
    fireOrdered(condition -> value.compareTo(condition.constant), facts);
  }

  private void fireOrdered(ToIntFunction<Condition> order, EventFacts facts) {
    firePrefix(greater, order, facts);
    firePrefix(less, order, facts);
  }

  private static void firePrefix(
      Condition[] conditions, ToIntFunction<Condition> order, EventFacts facts) {
    for (Condition condition : conditions) {
      if (!condition.holds(order.applyAsInt(condition))) {
        break;
      }
      facts.fire(condition.atom);
    }
  }

  private static final class Condition {
    private final Operator operator;
    private final Decimal constant;
    private final int atom;

    /** The greatest whole number not above the constant, within the range of long. */
    private final long floor;

    /** What a value equal to {@link #floor} is against the constant: 0, or -1 or 1. */
    private final int atFloor;

    /** The double nearest to the constant; others stand to it as their texts to the constant. */
    private final double nearest;

    Condition(Operator operator, Decimal constant, int atom) {
      this.operator = operator;
      this.constant = constant;
      this.atom = atom;
      this.floor = floor(constant);
      this.atFloor = decimal(floor).compareTo(constant);
      this.nearest = Double.parseDouble(constant.toString());
    }

    private static Decimal decimal(long value) {
      return Objects.requireNonNull(Decimal.parse(Long.toString(value)));
    }

    /** The greatest long not above the constant; the least long if all are above it. */
    private static long floor(Decimal constant) {
      long low = Long.MIN_VALUE;
      long high = Long.MAX_VALUE;
      while (low < high) {
        long middle = high - ((high - low) >>> 1); // rounded up, free of overflow
        if (decimal(middle).compareTo(constant) <= 0) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    boolean isStrict() {
      return operator == Operator.LESS || operator == Operator.GREATER;
    }

    int compare(long value) {
      return value == floor ? atFloor : value < floor ? -1 : 1;
    }

    int compare(double value) {
      return value == nearest
          ? NumberIndex.decimal(value).compareTo(constant)
          : value < nearest ? -1 : 1;
    }

    boolean holds(int comparison) {
      return operator.holds(comparison);
    }
  }
}
