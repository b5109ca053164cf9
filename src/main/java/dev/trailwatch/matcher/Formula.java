package dev.trailwatch.matcher;

import java.util.List;

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
   * @return where to start
   */
  abstract int write(DecisionProgram.Builder program, int ifSo, int ifNot);

  /**
   * The likeliest cheapest set of atoms one of which is true whenever the formula holds.
   *
   * @param likelihood how often each atom is true
   */
  abstract Trigger trigger(double[] likelihood);

  /** Atoms of which one must be true, and how many of them are to be expected. */
  static final class Trigger {
    final IntBag atoms = new IntBag();
    double cost;
  }

  private static final class Fact extends Formula {
    private final int atom;
    private final int excluded;

    Fact(int atom, int excluded) {
      this.atom = atom;
      this.excluded = excluded;
    }

    @Override
    int write(DecisionProgram.Builder program, int ifSo, int ifNot) {
      return program.add(atom, excluded, ifSo, ifNot);
    }

    @Override
    Trigger trigger(double[] likelihood) {
      Trigger trigger = new Trigger();
      trigger.atoms.add(atom);
      trigger.cost = likelihood[atom];
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
    int write(DecisionProgram.Builder program, int ifSo, int ifNot) {
      int next = all ? ifSo : ifNot;
      for (int i = operands.size() - 1; i >= 0; i--) {
        next =
            all
                ? operands.get(i).write(program, next, ifNot)
                : operands.get(i).write(program, ifSo, next);
      }
      return next;
    }

    @Override
    Trigger trigger(double[] likelihood) {
      Trigger best = operands.get(0).trigger(likelihood);
      for (Formula operand : operands.subList(1, operands.size())) {
        Trigger other = operand.trigger(likelihood);
        if (!all) {
          best.atoms.addAll(other.atoms.toArray());
          best.cost += other.cost;
        } else if (other.cost < best.cost) {
          best = other;
        }
      }
      return best;
    }
  }
}
