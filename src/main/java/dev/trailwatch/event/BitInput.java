package dev.trailwatch.event;

import java.io.EOFException;

/**
 * An array read bit by bit, the low bit of each byte first, as DEFLATE packs its codes.
 *
 * <p>The fields are open to the decoder of the same package, which keeps them in registers while it
 * is far from the end.
 */
final class BitInput {
  byte[] bytes = {};

  /** The first byte that is not in {@link #hold} yet. */
  int at;

  int end;

  /** Bits taken from the input and not used yet, low bit first; above them zeros. */
  long hold;

  /** How many bits are held. */
  int held;

  /** Starts at a position. */
  void begin(byte[] input, int from, int to) {
    bytes = input;
    at = from;
    end = to;
    hold = 0;
    held = 0;
  }

  /** Lets go of the input; returns the position of the first byte of which no bit was used. */
  int finish() {
    bytes = new byte[0];
    return at - (held >>> 3);
  }

  /** Drops what is left of a byte that was begun; whole bytes that are held go back. */
  void alignToByte() {
    take(held & 7);
    at -= held >>> 3;
    hold = 0;
    held = 0;
  }

  /** Holds as many bits as fit, or as there are. */
  void refill() {
    while (held < 56 && at < end) {
      hold |= (bytes[at++] & 0xFFL) << held;
      held += 8;
    }
  }

  /**
   * Makes sure of so many bits.
   *
   * @throws EOFException if there are fewer
   */
  void need(int bits) throws EOFException {
    refill();
    if (held < bits) {
      throw new EOFException("the stream ends too early");
    }
  }

  /** The next bits as a number; they must be held. */
  int take(int bits) {
    int value = (int) hold & (int) ((1L << bits) - 1);
    hold >>>= bits;
    held -= bits;
    return value;
  }

  /**
   * Drops the next bits.
   *
   * @throws EOFException if so many are not held
   */
  void use(int bits) throws EOFException {
    if (bits > held) {
      throw new EOFException("the stream ends too early");
    }
    hold >>>= bits;
    held -= bits;
  }
}
