package dev.trailwatch.diagnostic;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders issues by file, as the files were given, then by line. Issues without a place come first,
 * those of other files last; a stable sort leaves what stands at one line in the order of finding.
 */
public final class FileOrder implements Comparator<Issue> {
  private final Map<String, Integer> order = new HashMap<>();

  private FileOrder() {}

  /** The order of some files. */
  public static FileOrder of(List<SourceText> files) {
    FileOrder result = new FileOrder();
    for (SourceText file : files) {
      result.order.putIfAbsent(file.name(), result.order.size());
    }
    return result;
  }

  @Override
  public int compare(Issue one, Issue other) {
    int files = Integer.compare(file(one.place()), file(other.place()));
    return files != 0 ? files : Integer.compare(line(one.place()), line(other.place()));
  }

  private int file(@Nullable Place place) {
    return place == null ? -1 : order.getOrDefault(place.file(), order.size());
  }

  private static int line(@Nullable Place place) {
    return place == null ? 0 : place.line();
  }
}
