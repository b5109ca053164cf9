package dev.trailwatch.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedLinesTest {
  @TempDir private Path directory;

  @Test
  void givesTheSameBytesForEveryOrderAndEveryNumberOfRuns() throws Exception {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      keys.add("key " + i % 300);
    }
    List<String> contents = new ArrayList<>();
    for (int inMemory : new int[] {1, 7, 100, 1_000, 100_000}) {
      Collections.shuffle(keys, new Random(inMemory));
      Path target = directory.resolve("out" + inMemory);
      try (SortedLines lines = new SortedLines(target, inMemory)) {
        int number = 0;
        for (String key : keys) {
          lines.add(key, "line of " + key + (number++ < 0 ? "" : " \ud83d\ude00"));
        }
        assertThat(target).doesNotExist();
        lines.finish();
      }
      contents.add(Files.readString(target));
    }
    assertThat(contents).containsOnly(contents.get(0));
    assertThat(contents.get(0).lines()).hasSize(1_000).isSorted();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).hasSize(5);
    }
  }

  @Test
  void keepsALineOneLineAndSurvivesHalfACharacter() throws Exception {
    Path target = directory.resolve("out");
    try (SortedLines lines = new SortedLines(target, 1)) {
      lines.add("b", "x\ny\rz");
      lines.add("a", "half \ud83d");
      lines.finish();
    }
    assertThat(Files.readAllLines(target)).containsExactly("half ?", "x y z");
  }

  @Test
  void leavesTheOldFileWhenItIsNotFinished() throws Exception {
    Path target = Files.writeString(directory.resolve("out"), "old");
    try (SortedLines lines = new SortedLines(target, 1)) {
      lines.add("a", "new");
    }
    assertThat(target).hasContent("old");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).hasSize(1);
    }
  }
}
