package dev.trailwatch.pattern;

import java.util.List;

/** A filter pattern as the specification's grammar has it, without any class of the program. */
sealed interface Model {
  /** One step of a selector: a name, an index (name null), or the wildcard (index -1 too). */
  record Step(String name, int index) {
    boolean star() {
      return name == null && index < 0;
    }
  }

  /** A literal: exactly one of the three is there. */
  record Value(String number, String text, String regex) {
    static Value number(String text) {
      return new Value(text, null, null);
    }

    static Value text(String text) {
      return new Value(null, text, null);
    }

    static Value regex(String body) {
      return new Value(null, null, body);
    }
  }

  /** A condition of a JSON pattern, or of one column. */
  sealed interface Condition {}

  record Any(List<Condition> operands) implements Condition {}

  record All(List<Condition> operands) implements Condition {}

  record Compare(List<Step> field, String operator, Value value) implements Condition {}

  record Is(List<Step> field, String constant) implements Condition {}

  record NotExists(List<Step> field) implements Condition {}

  /** A term with its sign: a minus, a question mark, or a blank. */
  record SignedTerm(char sign, String text) {}

  /** A column: null for an unnamed one; the ellipsis is named by three dots. */
  record Entry(String name, Condition condition) {}

  record Json(Condition condition) implements Model {}

  record TermList(List<SignedTerm> terms) implements Model {}

  record Line(List<Entry> entries) implements Model {}

  record Search(String regex) implements Model {}
}
