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

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  /** The fast loop reads up to three words beyond where it stands. */
  private static final int INPUT_MARGIN = 24;

  /** Copies from at least so far back are made so many bytes at a time. */
  private static final int APART = 64;

  /** The fast loop writes some literals and a longest copy, rounded up, beyond where it stands. */
  private static final int OUTPUT_MARGIN = 258 + 2 * APART;

  private static final int LONGEST_WINDOW = 32768;

  private final BlockCodes codes = new BlockCodes();
  private final BitInput bits = new BitInput();
  private byte[] out = new byte[(64 << 10) + OUTPUT_MARGIN];
  private int outAt;
  private int limit;
  private int end;

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
    bits.begin(input, from, to);
    outAt = 0;
    limit = mostBytes;
    if (expectedBytes > 0 && expectedBytes <= mostBytes) {
      reserve(expectedBytes + OUTPUT_MARGIN);
    }
    try {
      boolean last;
      do {
        bits.need(3);
        last = bits.take(1) == 1;
        block(bits.take(2));
      } while (!last && outAt <= limit);
      return Math.min(outAt, limit + 1);
    } finally {
      end = bits.finish();
    }
  }

  /** Where {@link #inflate} leaves its result; overwritten by the next stream. */
  public byte[] buffer() {
    return out;
  }

  /** The position in the input after the last stream. */
  public int end() {
    return end;
  }

  private void block(int type) throws DataFormatException, EOFException {
    switch (type) {
      case 0:
        stored();
        return;
      case 1:
        codes.buildFixed();
        break;
      case 2:
        codes.buildDynamic(bits);
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
    bits.take(bits.held & 7);
    bits.need(32);
    int length = bits.take(16);
    if (length != (bits.take(16) ^ 0xFFFF)) {
      throw new DataFormatException("a stored block's length is wrong");
    }
    bits.alignToByte();
    if (length > bits.end - bits.at) {
      throw new EOFException("the stream ends within a stored block");
    }
    reserve(outAt + length + OUTPUT_MARGIN);
    System.arraycopy(bits.bytes, bits.at, out, outAt, length);
    bits.at += length;
    outAt += length;
  }

  /**
   * Decodes while it is far from the ends of input and output.
   *
   * @return whether the block has ended
   */
  private boolean fast() throws DataFormatException {
    int inLast = bits.end - INPUT_MARGIN;
    int outLast = Math.min(out.length - OUTPUT_MARGIN, limit);
    if (bits.at > inLast || outAt > outLast) {
      return false;
    }
    return fast(
        bits.bytes,
        bits.at,
        inLast,
        out,
        outAt,
        outLast,
        bits.hold,
        bits.held,
        codes.literals.entries(),
        codes.distances.entries());
  }

  // A method of its own, with its state in parameters, so that the compiler keeps it in registers.
  // At the top of the loop 56 bits are held at least: three literal entries take 30 of them, a
  // length and a distance 48. The next entry is looked up before the copy, which ends
  // unpredictably.
  private boolean fast(
      byte[] input,
      int from,
      int inLast,
      byte[] output,
      int start,
      int outLast,
      long held,
      int heldCount,
      int[] literals,
      int[] distances)
      throws DataFormatException {
    int ip = from;
    int op = start;
    // only the count's low six bits are right: an entry's other bits are subtracted with them
    long bb = held;
    int bc = heldCount;
    bb |= (long) LONG.get(input, ip) << bc;
    ip += 7 - ((bc >>> 3) & 7);
    bc |= 56;
    int entry = literals[(int) bb & 0x3FF];
    boolean ended = false;
    do {
      if (entry < 0) {
        bb >>>= entry;
        bc -= entry;
        int next = literals[(int) bb & 0x3FF];
        SHORT.set(output, op, (short) (entry >>> 8));
        op += (entry >>> 24) & 3;
        entry = next;
        if (entry < 0) {
          bb >>>= entry;
          bc -= entry;
          next = literals[(int) bb & 0x3FF];
          SHORT.set(output, op, (short) (entry >>> 8));
          op += (entry >>> 24) & 3;
          entry = next;
          if (entry < 0) {
            bb >>>= entry;
            bc -= entry;
            bb |= (long) LONG.get(input, ip) << bc;
            ip += 7 - ((bc >>> 3) & 7);
            bc |= 56;
            next = literals[(int) bb & 0x3FF];
            SHORT.set(output, op, (short) (entry >>> 8));
            op += (entry >>> 24) & 3;
            entry = next;
            continue;
          }
        }
        bb |= (long) LONG.get(input, ip) << bc;
        ip += 7 - ((bc >>> 3) & 7);
        bc |= 56;
      }
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.SECOND) != 0) {
          bb >>>= entry;
          bc -= entry;
          entry = literals[(entry >>> 16) + ((int) bb & ((1 << ((entry >>> 8) & 15)) - 1))];
          if (entry < 0) {
            bb >>>= entry;
            bc -= entry;
            output[op++] = (byte) (entry >>> 8);
            bb |= (long) LONG.get(input, ip) << bc;
            ip += 7 - ((bc >>> 3) & 7);
            bc |= 56;
            entry = literals[(int) bb & 0x3FF];
            continue;
          }
        }
        if ((entry & HuffmanTable.SPECIAL) != 0) {
          if ((entry & HuffmanTable.END) == 0) {
            throw new DataFormatException("no such literal or length");
          }
          bb >>>= entry;
          bc -= entry;
          ended = true;
          break;
        }
      }
      int length = (entry >>> 16) + (int) ((bb & ((1L << entry) - 1)) >>> ((entry >>> 8) & 15));
      bb >>>= entry;
      bc -= entry;
      entry = distances[(int) bb & 0xFF];
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.SECOND) == 0) {
          throw new DataFormatException("no such distance");
        }
        bb >>>= entry;
        bc -= entry;
        entry = distances[(entry >>> 16) + ((int) bb & ((1 << ((entry >>> 8) & 15)) - 1))];
        if ((entry & HuffmanTable.SPECIAL) != 0) {
          throw new DataFormatException("no such distance");
        }
      }
      int distance = (entry >>> 16) + (int) ((bb & ((1L << entry) - 1)) >>> ((entry >>> 8) & 15));
      bb >>>= entry;
      bc -= entry;
      bb |= (long) LONG.get(input, ip) << bc;
      ip += 7 - ((bc >>> 3) & 7);
      bc |= 56;
      entry = literals[(int) bb & 0x3FF];
      int source = op - distance;
      if (source < 0) {
        throw new DataFormatException("a distance leads before the start");
      }
      int end = op + length;
      if (distance >= APART) {
        do {
          copyApart(output, source, op);
          op += APART;
          source += APART;
        } while (op < end);
      } else if (distance >= 8) {
        do {
          LONG.set(output, op, (long) LONG.get(output, source));
          op += 8;
          source += 8;
        } while (op < end);
      } else {
        while (op < end) {
          output[op++] = output[source++];
        }
      }
      op = end;
    } while (ip <= inLast && op <= outLast);
    bc &= 63;
    // whole bytes that were taken and not used go back
    ip -= bc >>> 3;
    bc &= 7;
    bits.at = ip;
    outAt = op;
    bits.held = bc;
    bits.hold = bb & ((1L << bc) - 1);
    return ended;
  }

  /** Copies {@link #APART} bytes, all read before the first is written. */
  private static void copyApart(byte[] bytes, int from, int to) {
    final long a = (long) LONG.get(bytes, from);
    final long b = (long) LONG.get(bytes, from + 8);
    final long c = (long) LONG.get(bytes, from + 16);
    final long d = (long) LONG.get(bytes, from + 24);
    final long e = (long) LONG.get(bytes, from + 32);
    final long f = (long) LONG.get(bytes, from + 40);
    final long g = (long) LONG.get(bytes, from + 48);
    final long h = (long) LONG.get(bytes, from + 56);
    LONG.set(bytes, to, a);
    LONG.set(bytes, to + 8, b);
    LONG.set(bytes, to + 16, c);
    LONG.set(bytes, to + 24, d);
    LONG.set(bytes, to + 32, e);
    LONG.set(bytes, to + 40, f);
    LONG.set(bytes, to + 48, g);
    LONG.set(bytes, to + 56, h);
  }

  /**
   * Decodes near the ends of input and output, until the block ends or the buffer has to grow.
   *
   * @return whether the block has ended
   */
  private boolean careful() throws DataFormatException, EOFException {
    int outLast = Math.min(out.length - OUTPUT_MARGIN, limit);
    while (outAt <= outLast) {
      int entry = symbol(codes.literals);
      if (entry < 0) {
        bits.use(entry & 63);
        SHORT.set(out, outAt, (short) (entry >>> 8));
        outAt += (entry >>> 24) & 3;
        continue;
      }
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.END) == 0) {
          throw new DataFormatException("no such literal or length");
        }
        bits.use(entry & 63);
        return true;
      }
      int length = withExtraBits(entry);
      entry = symbol(codes.distances);
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
    bits.refill();
    int entry = code.entries()[(int) bits.hold & code.mask()];
    if ((entry & HuffmanTable.SECOND) != 0 && (entry & HuffmanTable.SPECIAL) != 0 && entry >= 0) {
      bits.use(entry & 63);
      entry =
          code.entries()[(entry >>> 16) + ((int) bits.hold & ((1 << ((entry >>> 8) & 15)) - 1))];
    }
    return entry;
  }

  private int withExtraBits(int entry) throws EOFException {
    int value = (entry >>> 16) + (int) ((bits.hold & ((1L << entry) - 1)) >>> ((entry >>> 8) & 15));
    bits.use(entry & 63);
    return value;
  }

  private void reserve(int size) {
    if (out.length < size) {
      long most = (long) limit + 2L * OUTPUT_MARGIN + 65536;
      out = Arrays.copyOf(out, (int) Math.max(size, Math.min(2L * out.length, most)));
    }
  }
}
