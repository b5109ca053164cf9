package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The reader's own files, good and bad, mutated: whatever stands there is read or refused with
 * issues. {@code -Dtrailwatch.fuzz.seconds=600} for longer, {@code -Dtrailwatch.fuzz.seed} for
 * others.
 */
class RuleFileFuzzTest {
  private static final String[] PIECES = {
    ":",
    ": ",
    "- ",
    "  ",
    "\n",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "#",
    "&a ",
    "*a ",
    "<<: *a",
    "!!str ",
    "---\n",
    "...\n",
    "|\n",
    ">-\n",
    "%YAML 1.1\n",
    "\u0000",
    "\u202e",
    "\ufeff",
    "\ud800",
    "? ",
    "null",
    "~",
    ".inf",
    "1e999",
    "-1",
    "0x1F",
    "99999999999999999999",
    "arn:aws:sns:::x",
    "rules:",
    "name: a",
    "pattern: '{ $.a = 1 }'",
    "required: [x]",
    "minimum_rules: 9",
    "{".repeat(40)
  };

  @Test
  void mutatedFilesAreReadOrRefusedWithIssues() throws IOException {
    long end = System.nanoTime() + Long.getLong("trailwatch.fuzz.seconds", 3L) * 1_000_000_000;
    SplittableRandom random = new SplittableRandom(Long.getLong("trailwatch.fuzz.seed", 1L));
    List<String> seeds = seeds();
    int tried = 0;
    int refused = 0;
    while (System.nanoTime() < end || tried < 200) {
      String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
      try {
        ReadResult result = RuleFileReader.read(List.of(SourceText.of("a.yaml", text)));
        boolean wrong =
            result.issues().stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
        assertThat(result.ruleSet() == null).as(text).isEqualTo(wrong);
        refused += wrong ? 1 : 0;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(text, e);
      }
      tried++;
    }
    System.out.printf("%,d mutated rule files, %,d of them refused%n", tried, refused);
    assertThat(refused).isBetween(tried / 10, tried);
  }

  private static List<String> seeds() throws IOException {
    List<String> seeds = new ArrayList<>();
    for (String folder : List.of("src/test/resources/rulefiles/good", "rules")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          String text = Files.readString(file);
          seeds.add(text.substring(0, Math.min(text.length(), 6_000)));
        }
      }
    }
    return seeds;
  }

  private static String mutate(String seed, SplittableRandom random) {
    StringBuilder text = new StringBuilder(seed);
    for (int i = random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + random.nextInt(20));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, to);
        case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 2 -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
        default -> text.insert(at, text.substring(at, to));
      }
    }
    return text.toString();
  }
}
