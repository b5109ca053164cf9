package dev.trailwatch.matcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern's condition over atoms. There is no negation but in one place: an atom that holds while
 * another one does not.
 */
abstract class Formula {
  private Formula() {}

  /** An atom is true and, unless it is {@link DecisionProgram#NONE}, another one is not. */
  static Formula fact(int atom, int excluded) {
    return new Fact(atom, excluded);
  }

  /** Every operand holds. */
  static Formula all(List<Formula> operands) {
    return operands.size() == 1 ? operands.get(0) : new Several(operands, true);
  }

  /** Some operand holds. */
  static Formula some(List<Formula> operands) {
    return operands.size() == 1 ? operands.get(0) : new Several(operands, false);
  }

  /**
   * Writes the formula as instructions.
   *
   * @param proven a part of the formula that is true whenever the program is run; null if there is
   *     none
   * @return where to start
   */
  final int write(DecisionProgram.Builder program, int ifSo, int ifNot, @Nullable Formula proven) {
    return this == proven ? ifSo : instructions(program, ifSo, ifNot, proven);
  }

  abstract int instructions(
      DecisionProgram.Builder program, int ifSo, int ifNot, @Nullable Formula proven);

  /**
   * The same formula, its operands in the order in which they settle it soonest.
   *
   * @param likelihood how often each atom is true
   */
  abstract Formula ordered(double[] likelihood);

  /** About how often the formula holds. */
  abstract double likelihood(double[] likelihood);

  /**
   * The cheapest set of atoms one of which is true whenever the formula holds.
   *
   * @param likelihood how often each atom is true
   */
  abstract Trigger trigger(double[] likelihood);

  /** Atoms of which one must be true, and how many of them are to be expected. */
  static final class Trigger {
    final IntBag atoms = new IntBag();
    double cost;

    /** The part of the formula that is true as soon as one of the atoms is; null if none is. */
    @Nullable Formula proven;
  }

  private static final class Fact extends Formula {
    private final int atom;
    private final int excluded;

    Fact(int atom, int excluded) {
      this.atom = atom;
      this.excluded = excluded;
    }

    @Override
    int instructions(
        DecisionProgram.Builder program, int ifSo, int ifNot, @Nullable Formula proven) {
      return program.add(atom, excluded, ifSo, ifNot);
    }

    @Override
    Formula ordered(double[] likelihood) {
      return this;
    }

    @Override
    double likelihood(double[] likelihood) {
      double excludedLikelihood = excluded == DecisionProgram.NONE ? 0 : likelihood[excluded];
      return likelihood[atom] * (1 - excludedLikelihood);
    }

    @Override
    Trigger trigger(double[] likelihood) {
      Trigger trigger = new Trigger();
      trigger.atoms.add(atom);
      trigger.cost = likelihood[atom];
      trigger.proven = excluded == DecisionProgram.NONE ? this : null;
      return trigger;
    }
  }

  private static final class Several extends Formula {
    private final List<Formula> operands;
    private final boolean all;

    Several(List<Formula> operands, boolean all) {
      this.operands = operands;
      this.all = all;
    }

    @Override
    int instructions(
        DecisionProgram.Builder program, int ifSo, int ifNot, @Nullable Formula proven) {
      int next = all ? ifSo : ifNot;
      for (int i = operands.size() - 1; i >= 0; i--) {
        Formula operand = operands.get(i);
        next =
            all
                ? operand.write(program, next, ifNot, proven)
                : operand.write(program, ifSo, next, proven);
      }
      return next;
    }

    @Override
    Formula ordered(double[] likelihood) {
      List<Formula> sorted = new ArrayList<>();
      for (Formula operand : operands) {
        sorted.add(operand.ordered(likelihood));
      }
      Comparator<Formula> rising =
          Comparator.comparingDouble(operand -> operand.likelihood(likelihood));
      sorted.sort(all ? rising : rising.reversed());
      return new Several(sorted, all);
    }

    @Override
    double likelihood(double[] likelihood) {
      double result = all ? 1 : 0;
      for (Formula operand : operands) {
        double one = operand.likelihood(likelihood);
        result = all ? Math.min(result, one) : Math.min(1, result + one);
      }
      return result;
    }

    @Override
    Trigger trigger(double[] likelihood) {
      return all ? cheapest(likelihood) : union(likelihood);
    }

    private Trigger cheapest(double[] likelihood) {
      Trigger best = operands.get(0).trigger(likelihood);
      for (Formula operand : operands.subList(1, operands.size())) {
        Trigger other = operand.trigger(likelihood);
        best = other.cost < best.cost ? other : best;
      }
      return best;
    }

    private Trigger union(double[] likelihood) {
      Trigger union = new Trigger();
      union.proven = this;
      for (Formula operand : operands) {
        Trigger other = operand.trigger(likelihood);
        union.atoms.addAll(other.atoms.toArray());
        union.cost += other.cost;
        if (other.proven != operand) {
          union.proven = null;
        }
      }
      return union;
    }
  }
}
