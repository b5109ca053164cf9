package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** Rule files: a rule set, or errors that say why there is none; never both, never neither. */
public final class RuleFileFuzzTarget {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private RuleFileFuzzTarget() {}

  /** Tries one input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    ReadResult result = RuleFileReader.read(List.of(SourceText.of("a.yaml", text)), TODAY);
    boolean wrong = result.issues().stream().anyMatch(i -> i.severity() == Severity.ERROR);
    if ((result.ruleSet() == null) != wrong) {
      throw new AssertionError(
          (wrong ? "a rule set in spite of " : "neither a rule set nor an error: ")
              + result.issues());
    }
  }
}
