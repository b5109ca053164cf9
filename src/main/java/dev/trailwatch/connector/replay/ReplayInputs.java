package dev.trailwatch.connector.replay;

import dev.trailwatch.connector.s3.S3Entry;
import dev.trailwatch.connector.s3.S3Location;
import dev.trailwatch.connector.s3.S3Objects;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The files that a user's inputs stand for, and the inputs that stand for none.
 *
 * <p>An input is a file, a directory (with all below it, but nothing hidden) or a glob such as
 * {@code logs/**}{@code /*.json.gz}; or a bucket's objects below {@code s3://bucket/prefix}, again
 * nothing hidden. What is named twice is read once.
 */
public final class ReplayInputs {
  private final List<String> files;
  private final long bytes;
  private final String fingerprint;
  private final List<String> problems;

  private ReplayInputs(List<String> files, long bytes, String fingerprint, List<String> problems) {
    this.files = List.copyOf(files);
    this.bytes = bytes;
    this.fingerprint = fingerprint;
    this.problems = List.copyOf(problems);
  }

  /** Looks the inputs up, on this machine or in S3. */
  public static ReplayInputs resolve(List<String> inputs) {
    SortedSet<Path> files = new TreeSet<>();
    SortedMap<String, Long> objects = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (String input : inputs) {
      try {
        if (S3Location.isOne(input)) {
          String problem = list(input, objects);
          if (problem != null) {
            problems.add(problem);
          }
        } else if (!find(input, files)) {
          problems.add("input \"" + input + "\" does not exist");
        }
      } catch (IOException | InvalidPathException | PatternSyntaxException e) {
        problems.add("input \"" + input + "\" cannot be read: " + e.getMessage());
      }
    }
    if (problems.isEmpty() && files.isEmpty() && objects.isEmpty()) {
      problems.add("no file in " + String.join(", ", inputs));
    }
    List<String> names = new ArrayList<>(files.size() + objects.size());
    CRC32 fingerprint = new CRC32();
    long bytes = 0;
    for (Path path : files) {
      File file = path.toFile();
      names.add(path.toString());
      bytes += file.length();
      update(fingerprint, path + "\n" + file.length() + "\n" + file.lastModified());
    }
    for (Map.Entry<String, Long> object : objects.entrySet()) {
      names.add(object.getKey());
      bytes += object.getValue();
      update(fingerprint, object.getKey() + "\n" + object.getValue());
    }
    String digits = String.format("%08x", fingerprint.getValue());
    return new ReplayInputs(names, bytes, digits, problems);
  }

  /** Paths and {@code s3://bucket/key}, sorted, each once. */
  public List<String> files() {
    return files;
  }

  /** How large they are together, as they lie there. */
  public long bytes() {
    return bytes;
  }

  /** Eight hexadecimal digits that differ where a name, a size or a file's last change does. */
  public String fingerprint() {
    return fingerprint;
  }

  private static void update(CRC32 fingerprint, String file) {
    fingerprint.update((file + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with the inputs, one sentence each; empty if there is something to read. */
  public List<String> problems() {
    return problems;
  }

  /** Adds the objects below a location with their sizes; what is wrong with it, or null. */
  private static @Nullable String list(String input, SortedMap<String, Long> objects)
      throws IOException {
    S3Location place = S3Location.parse(input);
    if (place == null) {
      return "input \"" + input + "\" is no s3://bucket/prefix";
    }
    boolean[] any = {false};
    S3Objects.at(place, null, null)
        .forEach(
            (S3Entry entry) -> {
              if (!entry.key().endsWith("/") && !hidden(place, entry.key())) {
                objects.put(place.object(entry.key()).toString(), entry.bytes());
                any[0] = true;
              }
            });
    return any[0] ? null : "input \"" + input + "\" does not exist: no object's key begins so";
  }

  /** As with files: whether a part of the name below the folder that was asked for is hidden. */
  private static boolean hidden(S3Location place, String key) {
    String below = key.substring(place.prefix().lastIndexOf('/') + 1);
    return below.startsWith(".") || below.contains("/.");
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
