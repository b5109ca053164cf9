package dev.trailwatch.connector.replay;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A file of sorted lines in the making.
 *
 * <p>Lines are kept in memory up to a number, then sorted into a file of their own beside the
 * target; at the end these are merged, and the target appears whole or not at all.
 */
final class SortedLines implements Closeable {
  private static final int LINES_IN_MEMORY = 200_000;

  private final Path target;
  private final int linesInMemory;
  private final List<Line> lines = new ArrayList<>();
  private final List<Path> runs = new CopyOnWriteArrayList<>();
  private final boolean special;
  private final Thread interrupted = new Thread(this::deleteQuietly);

  SortedLines(Path target) {
    this(target, LINES_IN_MEMORY);
  }

  SortedLines(Path target, int linesInMemory) {
    this.target = file(target);
    this.linesInMemory = linesInMemory;
    this.special = Files.exists(target) && !Files.isRegularFile(target);
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  /** Behind a link lies the file that is meant. */
  private static Path file(Path target) {
    try {
      return Files.isRegularFile(target) ? target.toRealPath() : target;
    } catch (IOException e) {
      return target;
    }
  }

  private void deleteQuietly() {
    try {
      deleteDrafts();
    } catch (IOException e) {
      // the process ends anyway; the names of drafts are hidden ones
    }
  }

  void add(String key, String line) throws IOException {
    lines.add(new Line(oneLine(key), oneLine(line)));
    if (lines.size() >= linesInMemory) {
      spill();
    }
  }

  /** Writes the target. */
  void finish() throws IOException {
    try {
      merge();
    } catch (IOException e) {
      throw new UnwritableFile(target, e);
    }
    lines.clear();
  }

  private void merge() throws IOException {
    List<Run> open = new ArrayList<>();
    // a device or a pipe is written to, never replaced
    Path merged = special ? target : beside("merged");
    try (BufferedWriter out = TextFiles.writer(merged)) {
      lines.sort(null);
      open.add(new Run(lines));
      for (Path run : runs) {
        open.add(new Run(Files.newBufferedReader(run, StandardCharsets.UTF_8)));
      }
      PriorityQueue<Run> queue = new PriorityQueue<>();
      for (Run run : open) {
        if (run.advance()) {
          queue.add(run);
        }
      }
      while (!queue.isEmpty()) {
        Run least = queue.remove();
        out.write(least.head().text);
        out.write('\n');
        if (least.advance()) {
          queue.add(least);
        }
      }
    } finally {
      for (Run run : open) {
        run.close();
      }
    }
    if (!special) {
      Files.move(
          merged, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void close() throws IOException {
    deleteDrafts();
    runs.clear();
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      // the hook runs already
    }
  }

  private void deleteDrafts() throws IOException {
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
    Files.deleteIfExists(beside("merged"));
  }

  private void spill() throws IOException {
    Path run = beside("run" + runs.size());
    runs.add(run);
    lines.sort(null);
    try (BufferedWriter out = TextFiles.writer(run)) {
      for (Line line : lines) {
        out.write(line.key + "\n" + line.text + "\n");
      }
    } catch (IOException e) {
      throw new UnwritableFile(target, e);
    }
    lines.clear();
  }

  private Path beside(String what) {
    String name = "." + target.getFileName() + "." + what;
    return special
        ? Path.of(System.getProperty("java.io.tmpdir"), name + "-" + ProcessHandle.current().pid())
        : target.resolveSibling(name);
  }

  private static String oneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
        ? text
        : text.replace('\n', ' ').replace('\r', ' ');
  }

  private static final class Line implements Comparable<Line> {
    private final String key;
    private final String text;

    Line(String key, String text) {
      this.key = key;
      this.text = text;
    }

    @Override
    public int compareTo(Line other) {
      int byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Line && compareTo((Line) other) == 0;
    }

    @Override
    public int hashCode() {
      return 31 * key.hashCode() + text.hashCode();
    }
  }

  /** Sorted lines, from memory or from a file, and the least that is not taken yet. */
  private static final class Run implements Comparable<Run>, Closeable {
    private final List<Line> memory;
    private final @Nullable BufferedReader file;
    private int next;
    private Line head = new Line("", "");

    Run(List<Line> memory) {
      this.memory = memory;
      this.file = null;
    }

    Run(BufferedReader file) {
      this.memory = List.of();
      this.file = file;
    }

    boolean advance() throws IOException {
      if (file == null) {
        if (next == memory.size()) {
          return false;
        }
        head = memory.get(next++);
        return true;
      }
      String key = file.readLine();
      String text = file.readLine();
      if (key == null || text == null) {
        return false;
      }
      head = new Line(key, text);
      return true;
    }

    Line head() {
      return head;
    }

    @Override
    public int compareTo(Run other) {
      return head.compareTo(other.head);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
