package dev.trailwatch.matcher;

import dev.trailwatch.pattern.Decimal;
import dev.trailwatch.pattern.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All conditions of all patterns on the strings and numbers in one place: from a value's bytes to
 * the atoms that it makes true.
 *
 * <p>Immutable; what it remembers of earlier values lies in the thread's {@link EventFacts}.
 */
final class ValueIndex {
  private final ByteTable strings;
  private final ByteTable numberTexts;
  private final boolean hasNumberTexts;
  private final @Nullable GlobIndex globs;
  private final Regex[] regexes;
  private final @Nullable NumberIndex numbers;
  private final int[] anyString;
  private final int[] anyNumber;
  private final int[] anyNumberInRange;
  private final int memo;
  private final boolean isEventTime;

  private ValueIndex(Builder builder, int memo) {
    this.strings = new ByteTable(toArrays(builder.strings));
    this.numberTexts = new ByteTable(toArrays(builder.numberTexts));
    this.hasNumberTexts =
        !builder.numberTexts.isEmpty() || !builder.globs.isEmpty() || !builder.regexes.isEmpty();
    this.globs =
        builder.globs.isEmpty() ? null : new GlobIndex(builder.globs, toArrays(builder.globAtoms));
    this.regexes = builder.regexes.toArray(new Regex[0]);
    this.numbers = builder.numbers.isEmpty() ? null : builder.numbers.build();
    this.anyString = builder.anyString.toSet();
    this.anyNumber = builder.anyNumber.toSet();
    this.anyNumberInRange = builder.anyNumberInRange.toSet();
    this.memo = memo;
    this.isEventTime = builder.isEventTime;
  }

  private static Map<String, int[]> toArrays(Map<String, IntBag> bags) {
    Map<String, int[]> arrays = new LinkedHashMap<>();
    bags.forEach((key, bag) -> arrays.put(key, bag.toSet()));
    return arrays;
  }

  private static List<int[]> toArrays(List<IntBag> bags) {
    List<int[]> arrays = new ArrayList<>();
    for (IntBag bag : bags) {
      arrays.add(bag.toSet());
    }
    return arrays;
  }

  /** Makes true what a string satisfies; its bytes are unescaped UTF-8. */
  void onString(byte[] bytes, int from, int to, EventFacts facts) {
    facts.fire(anyString);
    if (isEventTime) {
      facts.setEventTime(EventTime.parse(bytes, from, to));
    }
    long hash = ByteWords.hash(bytes, from, to);
    if (globs == null && regexes.length == 0) {
      facts.fire(strings.get(hash, bytes, from, to));
      return;
    }
    ValueMemo values = facts.memo(memo);
    int[] remembered = values.get(hash, bytes, from, to);
    if (remembered != null) {
      facts.fireCounted(remembered);
      return;
    }
    IntBag found = facts.found();
    found.addAll(strings.get(hash, bytes, from, to));
    findPatterns(bytes, from, to, facts, found);
    values.put(hash, bytes, from, to, found);
    for (int i = 0; i < found.size(); i++) {
      facts.fire(found.get(i));
    }
  }

  /** Makes true what a number satisfies; its bytes are a number of JSON's grammar. */
  void onNumber(byte[] bytes, int from, int to, EventFacts facts) {
    if (!NumberScan.isWhole(bytes, from, to)) {
      onNumber(NumberScan.nearest(bytes, from, to), facts);
      return;
    }
    if (!NumberScan.isShortWhole(bytes, from, to)) {
      onNumber(NumberScan.written(bytes, from, to), facts);
      return;
    }
    long value = NumberScan.whole(bytes, from, to);
    facts.fire(anyNumber);
    facts.fire(anyNumberInRange);
    if (numbers != null) {
      numbers.fire(value, facts);
    }
    if (hasNumberTexts) {
      int start = value == 0 ? to - 1 : from; // -0 is written 0
      onNumberText(bytes, start, to, facts);
    }
  }

  /** Makes true what a number satisfies that is not written as a whole one. */
  private void onNumber(double value, EventFacts facts) {
    facts.fire(anyNumber);
    if (Double.isFinite(value)) {
      facts.fire(anyNumberInRange);
      if (numbers != null) {
        numbers.fire(value, facts);
      }
    }
    if (hasNumberTexts) {
      onNumberText(Double.toString(value), facts);
    }
  }

  /**
   * Makes true what a number satisfies.
   *
   * @param text the number's text as {@link dev.trailwatch.pattern.Scalar} has it
   */
  void onNumber(String text, EventFacts facts) {
    facts.fire(anyNumber);
    Decimal value = Decimal.parse(text);
    if (value != null) {
      facts.fire(anyNumberInRange);
      if (numbers != null) {
        numbers.fire(value, facts);
      }
    }
    if (hasNumberTexts) {
      onNumberText(text, facts);
    }
  }

  private void onNumberText(String text, EventFacts facts) {
    byte[] bytes = Utf8.encode(text);
    onNumberText(ByteWords.withSlack(bytes, 0, bytes.length), 0, bytes.length, facts);
  }

  private void onNumberText(byte[] bytes, int from, int to, EventFacts facts) {
    facts.fire(numberTexts.get(ByteWords.hash(bytes, from, to), bytes, from, to));
    if (globs != null || regexes.length > 0) {
      IntBag found = facts.found();
      findPatterns(bytes, from, to, facts, found);
      for (int i = 0; i < found.size(); i++) {
        facts.fire(found.get(i));
      }
    }
  }

  private void findPatterns(byte[] bytes, int from, int to, EventFacts facts, IntBag found) {
    if (globs != null) {
      globs.find(bytes, from, to, facts.hits(), found);
    }
    if (regexes.length > 0) {
      String text = Utf8.decode(bytes, from, to);
      for (Regex regex : regexes) {
        if (regex.search.test(text)) {
          found.add(regex.atom);
        }
      }
    }
  }

  private static final class Regex {
    private final Predicate<String> search;
    private final int atom;

    Regex(Predicate<String> search, int atom) {
      this.search = search;
      this.atom = atom;
    }
  }

  /** Collects the conditions of one place. */
  static final class Builder {
    private final Map<String, IntBag> strings = new LinkedHashMap<>();
    private final Map<String, IntBag> numberTexts = new LinkedHashMap<>();
    private final List<BytePattern> globs = new ArrayList<>();
    private final List<IntBag> globAtoms = new ArrayList<>();
    private final Map<String, Integer> globNumbers = new LinkedHashMap<>();
    private final List<Regex> regexes = new ArrayList<>();
    private final NumberIndex.Builder numbers = new NumberIndex.Builder();
    private final IntBag anyString = new IntBag();
    private final IntBag anyNumber = new IntBag();
    private final IntBag anyNumberInRange = new IntBag();
    private boolean empty = true;
    private boolean isEventTime;

    /** Its strings are the event's time. */
    void eventTime() {
      empty = false;
      isEventTime = true;
    }

    /** A string or a number whose text is the literal. */
    void text(String literal, int atom) {
      written(literal, atom);
      numberTexts.computeIfAbsent(literal, key -> new IntBag()).add(atom);
    }

    /** A string that is the literal. */
    void written(String literal, int atom) {
      empty = false;
      strings.computeIfAbsent(literal, key -> new IntBag()).add(atom);
    }

    /** A string or a number whose text matches the glob. */
    void glob(String glob, int atom) {
      empty = false;
      BytePattern pattern = BytePattern.of(glob);
      if (pattern.longestPiece() < 0) {
        comparable(atom);
        return;
      }
      Integer known = globNumbers.putIfAbsent(glob, globs.size());
      if (known == null) {
        globs.add(pattern);
        globAtoms.add(new IntBag());
        known = globs.size() - 1;
      }
      globAtoms.get(known).add(atom);
    }

    /** A string or a number whose text satisfies a regular expression. */
    void regex(Predicate<String> search, int atom) {
      empty = false;
      regexes.add(new Regex(search, atom));
    }

    /** A number that stands in a relation to a constant. */
    void number(Operator operator, Decimal constant, int atom) {
      empty = false;
      numbers.add(operator, constant, atom);
    }

    /** Any string or number. */
    void comparable(int atom) {
      empty = false;
      anyString.add(atom);
      anyNumber.add(atom);
    }

    /** Any string, or any number within the range of double. */
    void comparableWithNumber(int atom) {
      empty = false;
      anyString.add(atom);
      anyNumberInRange.add(atom);
    }

    /** Whether a memo is worth having. */
    boolean wantsMemo() {
      return !globs.isEmpty() || !regexes.isEmpty();
    }

    /** The index; null if there is no condition. */
    @Nullable ValueIndex build(int memo) {
      return empty ? null : new ValueIndex(this, memo);
    }
  }
}
