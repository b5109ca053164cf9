package dev.trailwatch.benchmark;

import dev.trailwatch.matcher.MatchSession;
import dev.trailwatch.matcher.MatchedPatterns;
import dev.trailwatch.matcher.Matcher;
import dev.trailwatch.pattern.FilterPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Writes a generated mix as a rule file, to measure whole commands with.
 *
 * <p>Usage: {@code java -cp target/benchmarks.jar dev.trailwatch.benchmark.RuleMixFile FILE
 * [rules]}, then {@code trailwatch replay --rules FILE --input ARCHIVE}.
 */
public final class RuleMixFile {
  private static final int SAMPLE = 5_000;

  private RuleMixFile() {}

  /** Writes the file. */
  public static void main(String[] arguments) throws IOException {
    int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
    Files.writeString(Path.of(arguments[0]), text(size), StandardCharsets.UTF_8);
  }

  /** A rule file's text; its alarms are grouped by principal. */
  public static String text(int size) {
    return text(RuleMix.of("mix", size).patterns(), ", group_by: ['@principal']");
  }

  /**
   * A rule file's text without the rules that match most.
   *
   * @param matches as many rules, at most, match an event on average
   * @param grouped whether its alarms are grouped by principal
   */
  public static String text(int size, double matches, boolean grouped) {
    List<FilterPattern> patterns = RuleMix.of("mix", size + size / 5).patterns();
    MatchSession session = Matcher.compile(patterns).newSession();
    int[] counts = new int[patterns.size()];
    long sum = 0;
    for (String event : Trail.of(SAMPLE).texts) {
      MatchedPatterns matched = session.matchMessage(event);
      for (int i = 0; i < matched.count(); i++) {
        counts[matched.pattern(i)]++;
        sum++;
      }
    }
    List<Integer> busiest = new ArrayList<>(IntStream.range(0, counts.length).boxed().toList());
    busiest.sort(Comparator.comparingInt(rule -> -counts[rule]));
    Set<Integer> left = new HashSet<>();
    for (int i = 0; sum > matches * SAMPLE; i++) {
      left.add(busiest.get(i));
      sum -= counts[busiest.get(i)];
    }
    List<FilterPattern> chosen = new ArrayList<>();
    for (int rule = 0; rule < patterns.size() && chosen.size() < size; rule++) {
      if (!left.contains(rule)) {
        chosen.add(patterns.get(rule));
      }
    }
    return text(chosen, grouped ? ", group_by: ['@principal']" : "");
  }

  private static String text(List<FilterPattern> patterns, String group) {
    StringBuilder out = new StringBuilder("version: 1\nrules:\n");
    for (int i = 0; i < patterns.size(); i++) {
      String quoted = patterns.get(i).text().replace("'", "''");
      out.append(String.format(Locale.ROOT, "  - name: rule-%04d%n    pattern: '%s'%n", i, quoted));
      out.append("    alarm: {threshold: 1000000").append(group).append("}\n");
    }
    return out.toString();
  }
}
