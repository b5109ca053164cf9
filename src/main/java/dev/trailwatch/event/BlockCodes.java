package dev.trailwatch.event;

import java.io.EOFException;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/** The two prefix codes of a DEFLATE block: one for literals and lengths, one for distances. */
final class BlockCodes {
  /** The order in which the code lengths of the code lengths are sent. */
  private static final byte[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  /** The code of literals, lengths and the block's end. */
  final HuffmanTable literals = HuffmanTable.ofLiterals();

  /** The code of distances. */
  final HuffmanTable distances = HuffmanTable.ofDistances();

  private final HuffmanTable lengthCode = HuffmanTable.ofLengths();
  private final byte[] lengths = new byte[288 + 32];
  private boolean fixed;

  /** The codes that every decoder knows. */
  void buildFixed() {
    if (fixed) {
      return;
    }
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    Arrays.fill(lengths, 288, 320, (byte) 5);
    this.literals.build(lengths, 0, 288);
    this.distances.build(lengths, 288, 32);
    fixed = true;
  }

  /**
   * The codes that a block begins with.
   *
   * @throws DataFormatException if zlib would refuse them
   * @throws EOFException if the stream ends within them
   */
  void buildDynamic(BitInput bits) throws DataFormatException, EOFException {
    fixed = false;
    bits.need(14);
    int literals = bits.take(5) + 257;
    int distances = bits.take(5) + 1;
    int codes = bits.take(4) + 4;
    if (literals > 286 || distances > 30) {
      throw new DataFormatException("too many length or distance symbols");
    }
    Arrays.fill(lengths, 0, 19, (byte) 0);
    for (int i = 0; i < codes; i++) {
      bits.need(3);
      lengths[LENGTH_ORDER[i]] = (byte) bits.take(3);
    }
    if (!lengthCode.build(lengths, 0, 19)) {
      throw new DataFormatException("the code lengths are no code");
    }
    readLengths(bits, literals + distances);
    if (lengths[256] == 0) {
      throw new DataFormatException("a block without an end");
    }
    if (!this.literals.build(lengths, 0, literals)
        || !this.distances.build(lengths, literals, distances)) {
      throw new DataFormatException("the literals, lengths or distances are no code");
    }
  }

  private void readLengths(BitInput bits, int count) throws DataFormatException, EOFException {
    int at = 0;
    while (at < count) {
      int symbol = lengthSymbol(bits);
      if (symbol < 16) {
        lengths[at++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && at == 0) {
        throw new DataFormatException("a code length repeats nothing");
      }
      byte value = symbol == 16 ? lengths[at - 1] : 0;
      int extra = symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
      bits.need(extra);
      int times = bits.take(extra) + (symbol == 18 ? 11 : 3);
      if (times > count - at) {
        throw new DataFormatException("a code length repeats too often");
      }
      Arrays.fill(lengths, at, at + times, value);
      at += times;
    }
  }

  private int lengthSymbol(BitInput bits) throws EOFException {
    bits.refill();
    int entry = lengthCode.entries()[(int) bits.hold & lengthCode.mask()];
    bits.use(entry & 63);
    return entry >>> 16;
  }
}
