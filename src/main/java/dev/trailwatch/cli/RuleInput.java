package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.Causes;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rulefile.RuleDirectory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rule files and timeline tests under the paths of a command line, each once. */
final class RuleInput {
  private final List<Path> paths;
  private final List<SourceText> rules;
  private final List<SourceText> timelines;

  private RuleInput(List<Path> paths, List<SourceText> rules, List<SourceText> timelines) {
    this.paths = paths;
    this.rules = rules;
    this.timelines = timelines;
  }

  /**
   * Reads what is there; the folder {@code rules} if no path is given.
   *
   * @throws CommandFailure if a path does not exist, cannot be read, or holds no such file
   */
  static RuleInput load(List<Path> given) {
    List<Path> paths = given.isEmpty() ? List.of(Path.of("rules")) : given;
    Map<String, SourceText> rules = new LinkedHashMap<>();
    Map<String, SourceText> timelines = new LinkedHashMap<>();
    for (Path path : paths) {
      try {
        RuleDirectory.load(path).forEach(file -> rules.putIfAbsent(key(file), file));
        RuleDirectory.loadTests(path).forEach(file -> timelines.putIfAbsent(key(file), file));
      } catch (NoSuchFileException e) {
        throw CommandFailure.couldNot("no such file or folder: " + path);
      } catch (IOException e) {
        throw CommandFailure.couldNot("cannot read " + path + ": " + Causes.ofFile(e));
      }
    }
    if (rules.isEmpty() && timelines.isEmpty()) {
      String where = paths.stream().map(Path::toString).collect(Collectors.joining(", "));
      throw CommandFailure.couldNot("no rule files in " + where + " (looked for *.yaml, *.yml)");
    }
    return new RuleInput(paths, List.copyOf(rules.values()), List.copyOf(timelines.values()));
  }

  private static String key(SourceText file) {
    return Path.of(file.name()).toAbsolutePath().normalize().toString();
  }

  /** The paths that were read. */
  List<Path> paths() {
    return paths;
  }

  /** The rule files. */
  List<SourceText> rules() {
    return rules;
  }

  /** The files of timeline tests. */
  List<SourceText> timelines() {
    return timelines;
  }

  /** The number of files of both kinds. */
  int files() {
    return rules.size() + timelines.size();
  }

  /** Whether the other holds the same files with the same texts. */
  boolean sameAs(RuleInput other) {
    return same(rules, other.rules) && same(timelines, other.timelines);
  }

  /** Whether two lists hold the same files with the same texts, whatever the way to them. */
  static boolean same(List<SourceText> one, List<SourceText> other) {
    boolean same = one.size() == other.size();
    for (int i = 0; same && i < one.size(); i++) {
      same =
          key(one.get(i)).equals(key(other.get(i)))
              && one.get(i).text().equals(other.get(i).text());
    }
    return same;
  }
}
