package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rule files of a folder: {@code *.yaml} and {@code *.yml}, sorted by path, at any depth.
 *
 * <p>Hidden files and folders are left out, and so are links that lead out of the folder, so that
 * nobody can slip a file in by a link. Files below a folder {@code tests} are tests, never rules.
 */
public final class RuleDirectory {
  /** One byte more than a rule file may have: enough to see that it has too many. */
  private static final int LIMIT = (1 << 20) + 1;

  private RuleDirectory() {}

  /**
   * The rule files of a folder, or the one file.
   *
   * @throws NoSuchFileException if there is no such path
   * @throws IOException if something there cannot be read
   */
  public static List<SourceText> load(Path fileOrDirectory) throws IOException {
    return read(files(fileOrDirectory, false));
  }

  /**
   * The timeline tests of a folder: the files below its folders {@code tests}; or the one file if
   * it lies below such a folder.
   *
   * @throws NoSuchFileException if there is no such path
   * @throws IOException if something there cannot be read
   */
  public static List<SourceText> loadTests(Path fileOrDirectory) throws IOException {
    return read(files(fileOrDirectory, true));
  }

  private static List<SourceText> read(List<Path> paths) throws IOException {
    List<SourceText> texts = new ArrayList<>();
    for (Path path : paths) {
      try (InputStream in = Files.newInputStream(path)) {
        String name = path.toString().replace('\\', '/');
        texts.add(SourceText.of(name, new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8)));
      }
    }
    return texts;
  }

  private static List<Path> files(Path root, boolean tests) throws IOException {
    if (!Files.exists(root)) {
      throw new NoSuchFileException(root.toString());
    }
    if (!Files.isDirectory(root)) {
      boolean isTest = isTests(root.toAbsolutePath().normalize().getParent());
      return isTest == tests ? List.of(root) : List.of();
    }
    Path real = root.toRealPath();
    boolean rootIsTests = isTests(root.toAbsolutePath().normalize());
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path relative = root.relativize(path);
        boolean isTest = rootIsTests || belowTests(relative);
        if (isTest == tests && isYaml(path) && !hidden(relative) && inside(path, real)) {
          found.add(path);
        }
      }
    }
    found.sort(Comparator.comparing(path -> path.toString().replace('\\', '/')));
    return Collections.unmodifiableList(found);
  }

  private static boolean isTests(@Nullable Path folder) {
    Path name = folder == null ? null : folder.getFileName();
    return name != null && name.toString().equals("tests");
  }

  private static boolean belowTests(Path relative) {
    for (Path folder = relative.getParent(); folder != null; folder = folder.getParent()) {
      if (isTests(folder)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isYaml(Path path) {
    String name = path.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static boolean hidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static boolean inside(Path path, Path realRoot) throws IOException {
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      return false;
    }
    return Files.isRegularFile(path)
        && (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
            || path.toRealPath().startsWith(realRoot));
  }
}
