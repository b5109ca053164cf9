package dev.trailwatch.matcher;

import java.util.List;

/** A numbering of the bytes that occur in a set of words; every other byte shares class 0. */
final class ByteClasses {
  private final byte[] classes = new byte[256];
  private final int count;

  ByteClasses(List<byte[]> words) {
    int next = 1;
    for (byte[] word : words) {
      for (byte value : word) {
        if (classes[value & 0xFF] == 0) {
          classes[value & 0xFF] = (byte) next++;
        }
      }
    }
    this.count = next;
  }

  /** How many classes there are, the one of all other bytes included. */
  int count() {
    return count;
  }

  /** The class of a byte. */
  int of(byte value) {
    return classes[value & 0xFF] & 0xFF;
  }
}
