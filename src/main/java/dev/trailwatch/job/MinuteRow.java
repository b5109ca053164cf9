package dev.trailwatch.job;

import dev.trailwatch.metric.Summary;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A minute of a {@link MinuteTable}: its sum, and where the ids of its events are. */
final class MinuteRow {
  /** The layout that is written. */
  static final int LAYOUT = 3;

  /** An earlier one, which is still read: the store's ids are in order. */
  static final int LAYOUT_OF_IDS_IN_ORDER = 2;

  /** An earlier one, which is still read: nothing is in the store. */
  static final int LAYOUT_OF_IDS_INSIDE = 1;

  /** In place of a number of ids: the number follows as an int. */
  private static final int MANY = 251;

  /** In place of a number of ids: it follows as an int, and the ids lie in the store. */
  private static final int STORED = 252;

  /** In place of a number of ids: they are forgotten. */
  private static final int FORGOTTEN = 253;

  final long start;
  Summary sum;

  /** Null while they lie in the store alone, or are forgotten. */
  @Nullable MinuteIds ids;

  /** How many the store has. */
  int count;

  /** Whether the store has them. */
  boolean stored;

  /** Whether there are others than the store has, or in another form. */
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
      writeIds(out);
    }
  }

  private void writeIds(DataOutputStream out) throws IOException {
    int size = ids == null ? 0 : ids.size();
    out.writeByte(size < MANY ? size : MANY);
    if (size >= MANY) {
      out.writeInt(size);
    }
    if (ids != null) {
      for (long id : ids.toArray()) {
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
    boolean inside = layout == LAYOUT_OF_IDS_INSIDE;
    int count = inside ? in.readUnsignedShort() : in.readUnsignedByte();
    if (!inside && count >= MANY) {
      row.forgotten = count == FORGOTTEN;
      row.stored = count == STORED;
      count = row.forgotten ? 0 : in.readInt();
    }
    if (row.stored) {
      row.count = count;
    } else if (!row.forgotten) {
      row.ids = new MinuteIds();
      for (int i = 0; i < count; i++) {
        row.ids.add(in.readLong());
      }
    }
    return row;
  }
}
