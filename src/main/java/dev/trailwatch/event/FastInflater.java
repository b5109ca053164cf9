package dev.trailwatch.event;

import java.io.EOFException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * A decoder of DEFLATE streams (RFC 1951) in plain Java, for streams that lie in one array as a
 * whole: it gives byte for byte what zlib gives and refuses whatever zlib refuses.
 *
 * <p>Buffers are kept from stream to stream. Used by one thread at a time.
 */
public final class FastInflater {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The order in which the code lengths of the code lengths are sent. */
  private static final byte[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  /** The fast loop reads two words and writes a longest copy and a half beyond where it stands. */
  private static final int INPUT_MARGIN = 24;

  private static final int OUTPUT_MARGIN = 258 + 64;
  private static final int LONGEST_WINDOW = 32768;

  private final HuffmanTable lengthCode = HuffmanTable.ofLengths();
  private final HuffmanTable literalCode = HuffmanTable.ofLiterals();
  private final HuffmanTable distanceCode = HuffmanTable.ofDistances();
  private final byte[] lengths = new byte[288 + 32];
  private boolean fixedTables;

  private byte[] out = new byte[(64 << 10) + OUTPUT_MARGIN];
  private int outAt;

  private byte[] in = {};
  private int inAt;
  private int inEnd;

  /** Bits taken from the input and not used yet, low bit first; above them zeros or more input. */
  private long hold;

  private int held;
  private int limit;

  /** An inflater. */
  public FastInflater() {}

  /**
   * Inflates a stream into {@link #buffer()}.
   *
   * @param input holds the stream from a position on; what follows the stream is not read
   * @param from where the stream starts
   * @param to where the input ends
   * @param mostBytes how many bytes it may inflate to
   * @param expectedBytes about how many bytes it inflates to; any number is right
   * @return the number of bytes, from the buffer's start; {@code mostBytes + 1} if there are more
   * @throws DataFormatException if the stream is corrupt
   * @throws EOFException if the stream ends too early
   */
  public int inflate(byte[] input, int from, int to, int mostBytes, int expectedBytes)
      throws DataFormatException, EOFException {
    in = input;
    inAt = from;
    inEnd = to;
    outAt = 0;
    hold = 0;
    held = 0;
    limit = mostBytes;
    if (expectedBytes > 0 && expectedBytes <= mostBytes) {
      reserve(expectedBytes + OUTPUT_MARGIN);
    }
    try {
      boolean last;
      do {
        need(3);
        last = take(1) == 1;
        block(take(2));
      } while (!last && outAt <= limit);
      inAt -= held >>> 3;
      return Math.min(outAt, limit + 1);
    } finally {
      in = lengths; // not to hold on to the caller's bytes
    }
  }

  /** Where {@link #inflate} leaves its result; overwritten by the next stream. */
  public byte[] buffer() {
    return out;
  }

  /** The position in the input after the last stream. */
  public int end() {
    return inAt;
  }

  private void block(int type) throws DataFormatException, EOFException {
    switch (type) {
      case 0:
        stored();
        return;
      case 1:
        if (!fixedTables) {
          buildFixed();
        }
        break;
      case 2:
        buildDynamic();
        break;
      default:
        throw new DataFormatException("an unknown type of block");
    }
    while (!fast() && !careful()) {
      if (outAt > limit) {
        return;
      }
      reserve(outAt + OUTPUT_MARGIN + 1);
    }
  }

  private void stored() throws DataFormatException, EOFException {
    take(held & 7);
    need(32);
    int length = take(16);
    if (length != (take(16) ^ 0xFFFF)) {
      throw new DataFormatException("a stored block's length is wrong");
    }
    inAt -= held >>> 3;
    hold = 0;
    held = 0;
    if (length > inEnd - inAt) {
      throw new EOFException("the stream ends within a stored block");
    }
    reserve(outAt + length + OUTPUT_MARGIN);
    System.arraycopy(in, inAt, out, outAt, length);
    inAt += length;
    outAt += length;
  }

  private void buildFixed() {
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    Arrays.fill(lengths, 288, 320, (byte) 5);
    literalCode.build(lengths, 0, 288);
    distanceCode.build(lengths, 288, 32);
    fixedTables = true;
  }

  private void buildDynamic() throws DataFormatException, EOFException {
    fixedTables = false;
    need(14);
    int literals = take(5) + 257;
    int distances = take(5) + 1;
    int codes = take(4) + 4;
    if (literals > 286 || distances > 30) {
      throw new DataFormatException("too many length or distance symbols");
    }
    Arrays.fill(lengths, 0, 19, (byte) 0);
    for (int i = 0; i < codes; i++) {
      need(3);
      lengths[LENGTH_ORDER[i]] = (byte) take(3);
    }
    if (!lengthCode.build(lengths, 0, 19)) {
      throw new DataFormatException("the code lengths are no code");
    }
    readLengths(literals + distances);
    if (lengths[256] == 0) {
      throw new DataFormatException("a block without an end");
    }
    if (!literalCode.build(lengths, 0, literals)
        || !distanceCode.build(lengths, literals, distances)) {
      throw new DataFormatException("the literals, lengths or distances are no code");
    }
  }

  private void readLengths(int count) throws DataFormatException, EOFException {
    int at = 0;
    while (at < count) {
      int symbol = lengthSymbol();
      if (symbol < 16) {
        lengths[at++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && at == 0) {
        throw new DataFormatException("a code length repeats nothing");
      }
      byte value = symbol == 16 ? lengths[at - 1] : 0;
      int extra = symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
      need(extra);
      int times = take(extra) + (symbol == 18 ? 11 : 3);
      if (times > count - at) {
        throw new DataFormatException("a code length repeats too often");
      }
      Arrays.fill(lengths, at, at + times, value);
      at += times;
    }
  }

  private int lengthSymbol() throws EOFException {
    refill();
    int entry = lengthCode.entries()[(int) hold & lengthCode.mask()];
    use(entry & 63);
    return entry >>> 16;
  }

  /**
   * Decodes while it is far from the ends of input and output.
   *
   * @return whether the block has ended
   */
  private boolean fast() throws DataFormatException {
    int inLast = inEnd - INPUT_MARGIN;
    int outLast = Math.min(out.length - OUTPUT_MARGIN, limit);
    if (inAt > inLast || outAt > outLast) {
      return false;
    }
    return fast(
        in,
        inAt,
        inLast,
        out,
        outAt,
        outLast,
        hold,
        held,
        literalCode.entries(),
        distanceCode.entries());
  }

  // a method of its own, with its state in parameters, so that the compiler keeps it in registers
  private boolean fast(
      byte[] input,
      int from,
      int inLast,
      byte[] output,
      int start,
      int outLast,
      long bits,
      int bitCount,
      int[] literals,
      int[] distances)
      throws DataFormatException {
    int ip = from;
    int op = start;
    long bb = bits;
    int bc = bitCount;
    boolean ended = false;
    while (ip <= inLast && op <= outLast) {
      bb |= (long) LONG.get(input, ip) << bc;
      ip += (63 - bc) >>> 3;
      bc |= 56;
      int entry = literals[(int) bb & 0x3FF];
      if (entry < 0) {
        bb >>>= entry;
        bc -= entry & 63;
        output[op++] = (byte) (entry >>> 16);
        entry = literals[(int) bb & 0x3FF];
        if (entry < 0) {
          bb >>>= entry;
          bc -= entry & 63;
          output[op++] = (byte) (entry >>> 16);
          entry = literals[(int) bb & 0x3FF];
          if (entry < 0) {
            bb >>>= entry;
            bc -= entry & 63;
            output[op++] = (byte) (entry >>> 16);
            entry = literals[(int) bb & 0x3FF];
            if (entry < 0) {
              bb >>>= entry;
              bc -= entry & 63;
              output[op++] = (byte) (entry >>> 16);
              continue;
            }
          }
        }
      }
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.SECOND) != 0) {
          bb >>>= entry;
          bc -= entry & 63;
          entry = literals[(entry >>> 16) + ((int) bb & ((1 << ((entry >>> 8) & 15)) - 1))];
          if (entry < 0) {
            bb >>>= entry;
            bc -= entry & 63;
            output[op++] = (byte) (entry >>> 16);
            continue;
          }
        }
        if ((entry & HuffmanTable.SPECIAL) != 0) {
          if ((entry & HuffmanTable.END) == 0) {
            throw new DataFormatException("no such literal or length");
          }
          bb >>>= entry;
          bc -= entry & 63;
          ended = true;
          break;
        }
      }
      int length = (entry >>> 16) + (int) ((bb & ((1L << entry) - 1)) >>> ((entry >>> 8) & 15));
      bb >>>= entry;
      bc -= entry & 63;
      bb |= (long) LONG.get(input, ip) << bc;
      ip += (63 - bc) >>> 3;
      bc |= 56;
      entry = distances[(int) bb & 0xFF];
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.SECOND) == 0) {
          throw new DataFormatException("no such distance");
        }
        bb >>>= entry;
        bc -= entry & 63;
        entry = distances[(entry >>> 16) + ((int) bb & ((1 << ((entry >>> 8) & 15)) - 1))];
        if ((entry & HuffmanTable.SPECIAL) != 0) {
          throw new DataFormatException("no such distance");
        }
      }
      int distance = (entry >>> 16) + (int) ((bb & ((1L << entry) - 1)) >>> ((entry >>> 8) & 15));
      bb >>>= entry;
      bc -= entry & 63;
      int source = op - distance;
      if (source < 0) {
        throw new DataFormatException("a distance leads before the start");
      }
      if (distance >= 8) {
        int end = op + length;
        do {
          LONG.set(output, op, (long) LONG.get(output, source));
          LONG.set(output, op + 8, (long) LONG.get(output, source + 8));
          LONG.set(output, op + 16, (long) LONG.get(output, source + 16));
          LONG.set(output, op + 24, (long) LONG.get(output, source + 24));
          op += 32;
          source += 32;
        } while (op < end);
        op = end;
      } else {
        for (int end = op + length; op < end; ) {
          output[op++] = output[source++];
        }
      }
    }
    // whole bytes that were taken and not used go back
    ip -= bc >>> 3;
    bc &= 7;
    inAt = ip;
    outAt = op;
    held = bc;
    hold = bb & ((1L << bc) - 1);
    return ended;
  }

  /**
   * Decodes near the ends of input and output, until the block ends or the buffer has to grow.
   *
   * @return whether the block has ended
   */
  private boolean careful() throws DataFormatException, EOFException {
    int outLast = Math.min(out.length - OUTPUT_MARGIN, limit);
    while (outAt <= outLast) {
      int entry = symbol(literalCode);
      if (entry < 0) {
        use(entry & 63);
        out[outAt++] = (byte) (entry >>> 16);
        continue;
      }
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.END) == 0) {
          throw new DataFormatException("no such literal or length");
        }
        use(entry & 63);
        return true;
      }
      int length = withExtraBits(entry);
      entry = symbol(distanceCode);
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        throw new DataFormatException("no such distance");
      }
      int distance = withExtraBits(entry);
      if (distance > outAt || distance > LONGEST_WINDOW) {
        throw new DataFormatException("a distance leads before the start");
      }
      for (int end = outAt + length; outAt < end; outAt++) {
        out[outAt] = out[outAt - distance];
      }
    }
    return false;
  }

  private int symbol(HuffmanTable code) throws EOFException {
    refill();
    int entry = code.entries()[(int) hold & code.mask()];
    if ((entry & HuffmanTable.SECOND) != 0 && (entry & HuffmanTable.SPECIAL) != 0 && entry >= 0) {
      use(entry & 63);
      entry = code.entries()[(entry >>> 16) + ((int) hold & ((1 << ((entry >>> 8) & 15)) - 1))];
    }
    return entry;
  }

  private int withExtraBits(int entry) throws EOFException {
    int value = (entry >>> 16) + (int) ((hold & ((1L << entry) - 1)) >>> ((entry >>> 8) & 15));
    use(entry & 63);
    return value;
  }

  private void refill() {
    while (held < 56 && inAt < inEnd) {
      hold |= (in[inAt++] & 0xFFL) << held;
      held += 8;
    }
  }

  private void need(int bits) throws EOFException {
    refill();
    if (held < bits) {
      throw new EOFException("the stream ends too early");
    }
  }

  private int take(int bits) {
    int value = (int) hold & (int) ((1L << bits) - 1);
    hold >>>= bits;
    held -= bits;
    return value;
  }

  private void use(int bits) throws EOFException {
    if (bits > held) {
      throw new EOFException("the stream ends too early");
    }
    hold >>>= bits;
    held -= bits;
  }

  private void reserve(int size) {
    if (out.length < size) {
      long most = (long) limit + 2L * OUTPUT_MARGIN + 65536;
      out = Arrays.copyOf(out, (int) Math.max(size, Math.min(2L * out.length, most)));
    }
  }
}
