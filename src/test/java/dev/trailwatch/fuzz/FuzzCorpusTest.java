package dev.trailwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input of every corpus, and each with an end cut off or a bit turned. */
class FuzzCorpusTest {
  @ParameterizedTest
  @EnumSource
  void nothingOfTheCorpusGoesWrong(Target target) throws Exception {
    List<Path> files;
    try (Stream<Path> found = Files.list(target.corpus())) {
      files = found.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(8);
    for (Path file : files) {
      byte[] input = Files.readAllBytes(file);
      attempt(target, file, input);
      for (int i = 1; i < 16; i++) {
        int at = (int) ((long) input.length * i / 16);
        attempt(target, file, Arrays.copyOf(input, at));
        byte[] turned = input.clone();
        turned[Math.min(at, input.length - 1)] ^= (byte) (1 << (i % 8));
        attempt(target, file, turned);
      }
    }
  }

  private static void attempt(Target target, Path file, byte[] input) {
    try {
      target.trial().on(input);
    } catch (Exception | StackOverflowError | AssertionError e) {
      throw new AssertionError(file + ", or a variant of it: " + Arrays.toString(input), e);
    }
  }
}
