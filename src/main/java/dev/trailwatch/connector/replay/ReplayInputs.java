package dev.trailwatch.connector.replay;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * The files that a user's inputs stand for, and the inputs that stand for none.
 *
 * <p>An input is a file, a directory (with all below it, but nothing hidden) or a glob such as
 * {@code logs/**}{@code /*.json.gz}. A file named twice is read once.
 */
public final class ReplayInputs {
  private final List<Path> files;
  private final List<String> problems;

  private ReplayInputs(List<Path> files, List<String> problems) {
    this.files = List.copyOf(files);
    this.problems = List.copyOf(problems);
  }

  /** Looks the inputs up on this machine. */
  public static ReplayInputs resolve(List<String> inputs) {
    SortedSet<Path> files = new TreeSet<>();
    List<String> problems = new ArrayList<>();
    for (String input : inputs) {
      try {
        if (!find(input, files)) {
          problems.add("input \"" + input + "\" does not exist");
        }
      } catch (IOException | InvalidPathException | PatternSyntaxException e) {
        problems.add("input \"" + input + "\" cannot be read: " + e.getMessage());
      }
    }
    if (problems.isEmpty() && files.isEmpty()) {
      problems.add("no file in " + String.join(", ", inputs));
    }
    return new ReplayInputs(new ArrayList<>(files), problems);
  }

  /** The files, sorted by path, each once. */
  public List<Path> files() {
    return files;
  }

  /** What is wrong with the inputs, one sentence each; empty if there is something to read. */
  public List<String> problems() {
    return problems;
  }

  private static boolean find(String input, SortedSet<Path> files) throws IOException {
    if (!isGlob(input)) {
      Path path = Path.of(input);
      if (!Files.exists(path)) {
        return false;
      }
      walk(path, files, anything -> true);
      return true;
    }
    String pattern =
        Path.of(".").toAbsolutePath().normalize().resolve(input).normalize().toString();
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    Path root = Path.of(pattern);
    while (root != null && isGlob(root.toString())) {
      root = root.getParent();
    }
    if (root == null || !Files.exists(root)) {
      return false;
    }
    SortedSet<Path> matching = new TreeSet<>();
    walk(root, matching, matcher::matches);
    files.addAll(matching);
    return !matching.isEmpty();
  }

  private static boolean isGlob(String input) {
    return input.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0) && !Files.exists(Path.of(input));
  }

  /** Adds the files below a root; what cannot be listed is added too, so that it is named later. */
  private static void walk(Path root, SortedSet<Path> files, Predicate<Path> wanted)
      throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return hidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            add(file);
            return FileVisitResult.CONTINUE;
          }

          private void add(Path file) {
            if (!hidden(file) && wanted.test(file.toAbsolutePath().normalize())) {
              files.add(file.normalize());
            }
          }

          private boolean hidden(Path path) {
            return !path.equals(root) && path.getFileName().toString().startsWith(".");
          }
        });
  }
}
