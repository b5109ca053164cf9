package dev.trailwatch.matcher;

import java.util.Arrays;

/**
 * The patterns' conditions as jumps in one flat array: a pattern is judged by following its jumps
 * from atom to atom until one leads to yes or no.
 *
 * <p>An instruction is four ints: the atom that is asked for; a second atom that must not be true
 * ({@link #NONE} if there is no such demand); the next instruction if so; the next one if not. A
 * jump is always to a later place, so a program ends.
 */
final class DecisionProgram {
  /** No second atom. */
  static final int NONE = -1;

  /** The jump that ends a program with a match. */
  static final int MATCH = -1;

  /** The jump that ends a program without one. */
  static final int NO_MATCH = -2;

  private static final int SIZE = 4;

  private final int[] code;
  private final int[] starts;

  private DecisionProgram(int[] code, int[] starts) {
    this.code = code;
    this.starts = starts;
  }

  /** Whether a pattern matches an event with these facts. */
  boolean holds(int pattern, EventFacts facts) {
    int at = starts[pattern];
    while (at >= 0) {
      boolean answer = facts.isTrue(code[at]);
      int excluded = code[at + 1];
      if (answer && excluded != NONE) {
        answer = !facts.isTrue(excluded);
      }
      at = answer ? code[at + 2] : code[at + 3];
    }
    return at == MATCH;
  }

  /** Writes programs from their last instruction to the first, so that every target is known. */
  static final class Builder {
    private int[] code = new int[1024];

    /** Instructions fill the array from its end; positions count from there until it is built. */
    private int used;

    private final IntBag starts = new IntBag();

    /**
     * Puts an instruction before all others.
     *
     * @return its label
     */
    int add(int atom, int excluded, int ifSo, int ifNot) {
      if (used + SIZE > code.length) {
        int[] larger = new int[code.length * 2];
        System.arraycopy(code, code.length - used, larger, larger.length - used, used);
        code = larger;
      }
      used += SIZE;
      int at = code.length - used;
      code[at] = atom;
      code[at + 1] = excluded;
      code[at + 2] = ifSo;
      code[at + 3] = ifNot;
      return used;
    }

    /** Ends the next pattern's program: where it starts, or its answer. */
    void start(int label) {
      starts.add(label);
    }

    /** All programs. */
    DecisionProgram build() {
      int[] result = Arrays.copyOfRange(code, code.length - used, code.length);
      for (int at = 0; at < used; at += SIZE) {
        result[at + 2] = position(result[at + 2]);
        result[at + 3] = position(result[at + 3]);
      }
      int[] positions = starts.toArray();
      for (int i = 0; i < positions.length; i++) {
        positions[i] = position(positions[i]);
      }
      return new DecisionProgram(result, positions);
    }

    private int position(int label) {
      return label < 0 ? label : used - label;
    }
  }
}
