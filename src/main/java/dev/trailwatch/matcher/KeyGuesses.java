package dev.trailwatch.matcher;

import org.jspecify.annotations.Nullable;

/**
 * Which key followed which the last time: events of one kind name their fields in one order, so
 * that the next key is best compared with a guess as a whole before its end is searched for.
 *
 * <p>A guess holds only if every byte does; a wrong one costs a comparison and changes nothing.
 */
final class KeyGuesses {
  private static final int SLOTS = 1024;
  private static final int LONGEST = 64;

  private final Guess[] firsts;
  private final @Nullable Guess[] slots = new Guess[SLOTS];

  /** No guesses yet, for so many states. */
  KeyGuesses(int states) {
    this.firsts = new Guess[states];
    for (int i = 0; i < states; i++) {
      firsts[i] = new Guess(new byte[0], i, null);
    }
  }

  /** What comes before the first key of an object in a state. */
  Guess first(PathState state) {
    return firsts[state.number()];
  }

  /**
   * Learns that a key came after another.
   *
   * @param from where the key's opening quote stands
   * @param to after the colon
   * @param child the state of the key's value; null if it is of no interest
   * @return the key; null if there is no room to remember it
   */
  @Nullable Guess learn(Guess before, byte[] bytes, int from, int to, @Nullable PathState child) {
    if (to - from > LONGEST) {
      return null;
    }
    long hash = ByteWords.hash(bytes, from, to) + before.state * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 40) & (SLOTS - 1);
    Guess guess = slots[slot];
    if (guess == null) {
      byte[] text = new byte[to - from];
      System.arraycopy(bytes, from, text, 0, text.length);
      guess = new Guess(text, before.state, child);
      slots[slot] = guess;
    } else if (guess.state != before.state || !guess.isAt(bytes, from)) {
      return null; // another key has the slot
    }
    before.next = guess;
    return guess;
  }

  /** A key as it is written, from its opening quote to the colon. */
  static final class Guess {
    private final int state;
    private final int length;
    private final long[] words;
    private final long lastMask;
    private final @Nullable PathState child;
    private @Nullable Guess next;

    private Guess(byte[] text, int state, @Nullable PathState child) {
      this.state = state;
      this.length = text.length;
      this.child = child;
      byte[] padded = ByteWords.withSlack(text, 0, length);
      this.words = new long[(length + 7) >>> 3];
      int rest = length & 7;
      this.lastMask = rest == 0 ? -1 : (1L << (rest << 3)) - 1;
      for (int i = 0; i < words.length; i++) {
        words[i] = ByteWords.word(padded, i << 3);
      }
    }

    /** What is guessed to follow; null without a guess. */
    @Nullable Guess next() {
      return next;
    }

    /** How many bytes the key takes with quotes and colon. */
    int length() {
      return length;
    }

    /** The state of the key's value; null if it is of no interest. */
    @Nullable PathState child() {
      return child;
    }

    /** Whether exactly this key stands at a position. */
    boolean isAt(byte[] bytes, int from) {
      int last = words.length - 1;
      if (from + (words.length << 3) > bytes.length) {
        return false;
      }
      for (int i = 0; i < last; i++) {
        if (ByteWords.word(bytes, from + (i << 3)) != words[i]) {
          return false;
        }
      }
      return (ByteWords.word(bytes, from + (last << 3)) & lastMask) == words[last];
    }
  }
}
