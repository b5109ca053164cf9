package dev.trailwatch.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The different texts of a value that is being written, each once; elsewhere stand their numbers.
 *
 * <p>A UUID, which most event ids are, takes 16 bytes.
 */
final class TextTable {
  private static final int TEXT = 0;
  private static final int UUID = 1;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** The number of a text, a new one if it is new. */
  int index(String text) {
    Integer known = numbers.putIfAbsent(text, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  void write(CompactOutput out) {
    out.writeUnsigned(numbers.size());
    for (String text : numbers.keySet()) {
      EventId id = EventId.of(text);
      if (id.isUuid()) {
        out.writeByte(UUID);
        out.writeLong(id.high());
        out.writeLong(id.low());
      } else {
        out.writeByte(TEXT);
        out.writeText(text);
      }
    }
  }

  static List<String> read(CompactInput in) {
    int size = in.readSize();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int kind = in.readByte();
      if (kind == UUID) {
        texts.add(new java.util.UUID(in.readLong(), in.readLong()).toString());
      } else if (kind == TEXT) {
        texts.add(in.readText());
      } else {
        throw new IllegalArgumentException("a text of an unknown kind, " + kind);
      }
    }
    return texts;
  }

  /** The text that a number stands for. */
  static String text(List<String> texts, long number) {
    if (number < 0 || number >= texts.size()) {
      throw new IllegalArgumentException("no text has the number " + number);
    }
    return texts.get((int) number);
  }
}
