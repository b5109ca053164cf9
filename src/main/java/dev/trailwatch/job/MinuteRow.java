package dev.trailwatch.job;

import dev.trailwatch.metric.Summary;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A minute of a {@link MinuteTable}: its sum, and where the ids of its events are. */
final class MinuteRow {
  /** The layout that is written. */
  static final int LAYOUT = 2;

  /** An earlier one, which is still read. */
  static final int LAYOUT_OF_IDS_INSIDE = 1;

  /** In place of a number of ids: the number follows as an int. */
  private static final int MANY = 251;

  /** In place of a number of ids: it follows as an int, and the ids lie in the store. */
  private static final int STORED = 252;

  /** In place of a number of ids: they are forgotten. */
  private static final int FORGOTTEN = 253;

  static final long[] NO_IDS = new long[0];

  final long start;
  Summary sum;

  /** In order; null while they lie in the store alone, or are forgotten. */
  long @Nullable [] ids;

  /** How many there are. */
  int count;

  /** Whether the store has them. */
  boolean stored;

  /** Whether there are others than the store has. */
  boolean changed;

  boolean forgotten;

  MinuteRow(long start, Summary sum) {
    this.start = start;
    this.sum = sum;
  }

  /** Writes the row without the ids that lie in the store. */
  void write(DataOutputStream out) throws IOException {
    out.writeInt((int) (start / MinuteTable.MINUTE));
    byte[] packed = sum.toBytes();
    out.writeShort(packed.length > 0xfffe ? 0xffff : packed.length);
    if (packed.length > 0xfffe) {
      out.writeInt(packed.length);
    }
    out.write(packed);
    if (forgotten) {
      out.writeByte(FORGOTTEN);
    } else if (stored) {
      out.writeByte(STORED);
      out.writeInt(count);
    } else {
      out.writeByte(count < MANY ? count : MANY);
      if (count >= MANY) {
        out.writeInt(count);
      }
      for (long id : ids == null ? NO_IDS : ids) {
        out.writeLong(id);
      }
    }
  }

  /** The row that was written in a layout. */
  static MinuteRow read(DataInputStream in, int layout) throws IOException {
    long start = in.readInt() * MinuteTable.MINUTE;
    int length = in.readUnsignedShort();
    byte[] sum = new byte[length == 0xffff ? in.readInt() : length];
    in.readFully(sum);
    MinuteRow row = new MinuteRow(start, Summary.fromBytes(sum));
    int count = layout == LAYOUT ? in.readUnsignedByte() : in.readUnsignedShort();
    if (layout == LAYOUT && count >= MANY) {
      row.forgotten = count == FORGOTTEN;
      row.stored = count == STORED;
      count = row.forgotten ? 0 : in.readInt();
    }
    row.count = count;
    if (!row.stored && !row.forgotten) {
      long[] ids = count == 0 ? NO_IDS : new long[count];
      for (int i = 0; i < count; i++) {
        ids[i] = in.readLong();
      }
      row.ids = ids;
    }
    return row;
  }
}
