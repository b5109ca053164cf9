package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression that is known to be well-formed, and lays its characters out as {@link
 * RegexStates}.
 *
 * <p>Understands what people write: alternatives of characters, classes and counts, {@code ^} at
 * the beginning of one and {@code $} at the end. What is rarer, such as a named class or a count
 * after a count, is left to another engine.
 */
final class RegexPositions {
  /** More positions are left to the other engine too. */
  private static final int MOST = 1024;

  private static final String COUNTS = "*+?{";
  private static final String SYNTAX = "*+?{^$|()";
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** By position: what it accepts, up to {@link RegexStates#OTHERS}. */
  final List<BitSet> accepted = new ArrayList<>();

  final BitSet optional = new BitSet();
  final BitSet repeated = new BitSet();
  final BitSet starts = new BitSet();
  final BitSet firstStarts = new BitSet();
  final BitSet ends = new BitSet();
  final BitSet lastEnds = new BitSet();
  boolean findsEmpty;
  boolean findsAlways;

  private final String body;
  private int at;
  private boolean strange;

  private RegexPositions(String body) {
    this.body = body;
  }

  /** The states of an expression; null if it is one for the other engine. */
  static @Nullable RegexStates read(String body) {
    RegexPositions positions = new RegexPositions(body);
    do {
      positions.alternative();
    } while (positions.accept('|'));
    boolean whole = positions.at == body.length() && !positions.strange;
    return whole ? new RegexStates(positions) : null;
  }

  private void alternative() {
    int first = accepted.size();
    boolean fromStart = accept('^');
    strange |= fromStart && isNext(COUNTS);
    while (!strange && at < body.length() && !isNext("|$")) {
      BitSet atom = atom();
      if (!strange) {
        count(atom);
      }
    }
    boolean toEnd = accept('$');
    int last = accepted.size();
    firstStarts.set(first);
    starts.set(first, !fromStart);
    // the last position that must come, and what may come after it
    int end = optional.previousClearBit(last - 1);
    lastEnds.set(Math.max(first, end), last);
    ends.set(Math.max(first, end), last, !toEnd);
    if (end < first) {
      findsEmpty = true;
      findsAlways |= !fromStart || !toEnd;
    }
    // a position that accepts nothing: no way leads from one alternative into the next
    accepted.add(new BitSet());
  }

  /** What one character of the text may be. */
  private BitSet atom() {
    BitSet set = new BitSet();
    char c = body.charAt(at);
    if (c == '[') {
      characterClass(set);
    } else if (c == '\\') {
      if (!namedClass(set)) {
        set.set(character());
      }
    } else if (c == '.') {
      at++;
      set.set(0, RegexStates.OTHERS + 1);
      set.clear('\n');
    } else {
      strange |= SYNTAX.indexOf(c) >= 0;
      set.set(character());
    }
    return set;
  }

  private void characterClass(BitSet set) {
    at++;
    boolean negated = accept('^');
    boolean first = true;
    while (!strange && (first || !isNext("]"))) {
      first = false;
      strange |= at >= body.length() || body.startsWith("[:", at);
      if (!strange && !namedClass(set)) {
        int low = character();
        int high = low;
        if (isNext("-") && !body.startsWith("-]", at)) {
          at++;
          high = character();
        }
        strange |= high < low;
        set.set(low, Math.max(low, high) + 1);
      }
    }
    at++;
    if (negated) {
      set.flip(0, RegexStates.OTHERS + 1);
    }
  }

  /** Takes a class of Perl's, if one comes. */
  private boolean namedClass(BitSet set) {
    if (at + 1 >= body.length() || body.charAt(at) != '\\') {
      return false;
    }
    char name = body.charAt(at + 1);
    BitSet named = new BitSet();
    switch (Character.toLowerCase(name)) {
      case 'd':
        named.set('0', '9' + 1);
        break;
      case 's':
        "\t\n\f\r ".chars().forEach(named::set);
        break;
      case 'w':
        named.set('0', '9' + 1);
        named.set('A', 'Z' + 1);
        named.set('a', 'z' + 1);
        named.set('_');
        break;
      default:
        return false;
    }
    at += 2;
    if (Character.isUpperCase(name)) {
      named.flip(0, RegexStates.OTHERS + 1);
    }
    set.or(named);
    return true;
  }

  /** A character that stands for itself, or its escape. */
  private int character() {
    if (at >= body.length()) {
      strange = true;
      return 0;
    }
    char c = body.charAt(at++);
    if (c == '\\' && body.startsWith("x", at)) {
      at += 3;
      return Integer.parseInt(body, at - 2, at, 16);
    }
    char itself = c == '\\' ? body.charAt(at++) : c;
    strange |= itself >= 128;
    return itself & 0x7f;
  }

  /** Adds the positions of a character with how often it may come. */
  private void count(BitSet set) {
    int least = 1;
    int most = 1;
    if (accept('*')) {
      least = 0;
      most = UNBOUNDED;
    } else if (accept('+')) {
      most = UNBOUNDED;
    } else if (accept('?')) {
      least = 0;
    } else if (accept('{')) {
      least = number();
      most = least;
      if (accept(',')) {
        most = isNext("}") ? UNBOUNDED : number();
      }
      strange |= !accept('}') || most < least;
    } else {
      add(set, false, false);
      return;
    }
    // what is tried first makes no difference to what is found
    accept('?');
    strange |= isNext(COUNTS);
    for (int i = 1; i < least; i++) {
      add(set, false, false);
    }
    if (most == UNBOUNDED) {
      add(set, least == 0, true);
      return;
    }
    if (least > 0) {
      add(set, false, false);
    }
    for (int i = least; i < most; i++) {
      add(set, true, false);
    }
  }

  private int number() {
    int from = at;
    while (at < body.length() && body.charAt(at) >= '0' && body.charAt(at) <= '9') {
      at++;
    }
    boolean plain = at > from && at - from <= 4 && (body.charAt(from) != '0' || at - from == 1);
    strange |= !plain;
    return plain ? Integer.parseInt(body, from, at, 10) : 0;
  }

  private void add(BitSet set, boolean mayBeLeftOut, boolean mayComeAgain) {
    strange |= accepted.size() >= MOST;
    if (!strange) {
      optional.set(accepted.size(), mayBeLeftOut);
      repeated.set(accepted.size(), mayComeAgain);
      accepted.add(set);
    }
  }

  private boolean accept(char c) {
    boolean there = at < body.length() && body.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private boolean isNext(String any) {
    return at < body.length() && any.indexOf(body.charAt(at)) >= 0;
  }
}
