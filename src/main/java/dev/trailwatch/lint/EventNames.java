package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Suggest;
import dev.trailwatch.pattern.Glob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of events and the services that write them.
 *
 * <p>Some 15,000 lines, sorted: looked up in the text itself, so that a check of a few rules need
 * not build a map of them all.
 */
final class EventNames {
  private static final String SOURCE = ".amazonaws.com";

  /** A name, a blank, a service and the line's end have at least so many characters. */
  private static final int SHORTEST_LINE = 4;

  /** What Lambda and CloudFront append. */
  private static final Pattern VERSION = Pattern.compile("(20\\d\\d_?\\d\\d_?\\d\\d)(v\\d)?$");

  private final String text;
  private final Set<String> sources = new TreeSet<>();
  private final Set<String> knownServices = new HashSet<>();
  private @Nullable Shapes shapes;

  private EventNames(String text) {
    this.text = text;
  }

  static EventNames load() {
    String file = Facts.text("events.txt");
    int start = 0;
    while (file.startsWith("#", start)) {
      start = file.indexOf('\n', start) + 1;
    }
    return new EventNames(file.substring(start));
  }

  /** The event sources that write an event of this name; empty if none is known. */
  List<String> sources(String event) {
    int at = lineAtOrAfter(event);
    return name(at).equals(event) ? sources(at) : versioned(event);
  }

  /** Lambda and CloudFront write the version of their API behind the name. */
  private List<String> versioned(String event) {
    String plain = VERSION.matcher(event).replaceFirst("");
    if (plain.equals(event) || plain.isEmpty()) {
      return List.of();
    }
    List<String> sources = new ArrayList<>(sources(plain));
    sources.removeIf(each -> !each.startsWith("lambda.") && !each.startsWith("cloudfront."));
    return sources;
  }

  boolean known(String event) {
    return !sources(event).isEmpty();
  }

  /** The first names that a glob matches. */
  List<String> matching(Glob glob, int most) {
    List<String> found = new ArrayList<>();
    String start = glob.pieces()[0];
    int at = start.isEmpty() ? 0 : lineAtOrAfter(start);
    while (at < text.length() && found.size() < most && name(at).startsWith(start)) {
      if (glob.matches(name(at))) {
        found.add(name(at));
      }
      at = text.indexOf('\n', at) + 1;
    }
    return found;
  }

  /** Whether any service is known to write events with this source. */
  boolean knownSource(String source) {
    if (!source.endsWith(SOURCE)) {
      return false;
    }
    String service = " " + source.substring(0, source.length() - SOURCE.length());
    if (knownServices.contains(service)) {
      return true;
    }
    for (int at = text.indexOf(service); at >= 0; at = text.indexOf(service, at + 1)) {
      int end = at + service.length();
      if (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\n')) {
        knownServices.add(service);
        return true;
      }
    }
    return false;
  }

  /** Whether any service writes events with such a source. */
  boolean knownSource(Glob source) {
    return source.isLiteral() ? knownSource(source.text()) : source.matchesAny(allSources());
  }

  /** Every event source that is known. */
  Set<String> allSources() {
    if (sources.isEmpty()) {
      Set<String> services = new HashSet<>();
      int lineEnd = text.indexOf('\n');
      for (int at = 0; lineEnd >= 0; at = lineEnd + 1, lineEnd = text.indexOf('\n', at)) {
        int start = text.indexOf(' ', at) + 1;
        while (start <= lineEnd) {
          int end = text.indexOf(' ', start);
          end = end < 0 || end > lineEnd ? lineEnd : end;
          services.add(text.substring(start, end));
          start = end + 1;
        }
      }
      services.forEach(service -> sources.add(service + SOURCE));
    }
    return sources;
  }

  /** The known source nearest to a misspelt one; null if none is near. */
  @Nullable String nearSource(String source) {
    String best = null;
    int least = 3;
    for (String known : allSources()) {
      int distance = Suggest.distance(known, source, least);
      if (distance < least) {
        least = distance;
        best = known;
      }
    }
    return best;
  }

  /** The known name nearest to a misspelt one; null if none is near. */
  @Nullable String near(String event) {
    String best = null;
    int least = event.length() < 8 ? 2 : 3;
    int letters = letters(event, 0, event.length());
    Shapes names = shapes == null ? new Shapes(text) : shapes;
    shapes = names;
    for (int i = 0; i < names.count; i++) {
      // an edit adds a letter at most and takes one away: most names are told apart by that
      if (Math.abs(names.lengths[i] - event.length()) < least
          && Integer.bitCount(letters ^ names.letters[i]) <= 2 * (least - 1)) {
        String name = text.substring(names.starts[i], names.starts[i] + names.lengths[i]);
        int distance = name.equalsIgnoreCase(event) ? 0 : Suggest.distance(name, event, least);
        if (distance < least) {
          least = distance;
          best = name;
        }
      }
    }
    return best;
  }

  /** Where each name stands, its length and its letters, by line. */
  private static final class Shapes {
    final int[] starts;
    final int[] lengths;
    final int[] letters;
    final int count;

    Shapes(String text) {
      int lines = text.length() / SHORTEST_LINE + 1;
      starts = new int[lines];
      lengths = new int[lines];
      letters = new int[lines];
      int line = 0;
      for (int at = 0; at < text.length(); at = text.indexOf('\n', at) + 1) {
        int length = text.indexOf(' ', at) - at;
        starts[line] = at;
        lengths[line] = length;
        letters[line++] = letters(text, at, at + length);
      }
      count = line;
    }
  }

  /** Which letters stand in a part of a text, whatever their case: a bit for each. */
  private static int letters(String text, int from, int to) {
    int letters = 0;
    for (int i = from; i < to; i++) {
      letters |= 1 << text.charAt(i);
    }
    return letters;
  }

  private List<String> sources(int at) {
    int end = text.indexOf('\n', at);
    String[] parts = text.substring(at, end).split(" ", -1);
    List<String> sources = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      sources.add(parts[i] + SOURCE);
    }
    return sources;
  }

  private String name(int at) {
    int end = text.indexOf(' ', at);
    return end < 0 ? "" : text.substring(at, end);
  }

  /** Where the first line starts whose name is not before the given one. */
  private int lineAtOrAfter(String event) {
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = text.lastIndexOf('\n', (low + high) / 2 - 1) + 1;
      if (middle < low) {
        middle = low;
      }
      if (name(middle).compareTo(event) < 0) {
        low = text.indexOf('\n', middle) + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
