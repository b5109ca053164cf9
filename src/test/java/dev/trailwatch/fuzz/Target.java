package dev.trailwatch.fuzz;

import dev.trailwatch.connector.replay.FileFuzzTarget;
import dev.trailwatch.matcher.MessageFuzzTarget;
import dev.trailwatch.matcher.RecordFuzzTarget;
import dev.trailwatch.pattern.PatternFuzzTarget;
import dev.trailwatch.rulefile.RuleFileFuzzTarget;
import java.nio.file.Path;
import java.util.Locale;

/** What is fuzzed. */
enum Target {
  RECORDS(RecordFuzzTarget.class, RecordFuzzTarget::fuzzerTestOneInput),
  MESSAGES(MessageFuzzTarget.class, MessageFuzzTarget::fuzzerTestOneInput),
  PATTERNS(PatternFuzzTarget.class, PatternFuzzTarget::fuzzerTestOneInput),
  RULES(RuleFileFuzzTarget.class, RuleFileFuzzTarget::fuzzerTestOneInput),
  FILES(FileFuzzTarget.class, FileFuzzTarget::fuzzerTestOneInput);

  /** Tries one input; anything thrown is a finding. */
  interface Trial {
    void on(byte[] input) throws Exception;
  }

  private final Class<?> type;

  // a method of a class without state
  @SuppressWarnings("ImmutableEnumChecker")
  private final Trial trial;

  Target(Class<?> type, Trial trial) {
    this.type = type;
    this.trial = trial;
  }

  /** The class with the method that Jazzer calls. */
  Class<?> type() {
    return type;
  }

  /** The method itself. */
  Trial trial() {
    return trial;
  }

  /** Inputs that are kept: seeds, and what once went wrong. */
  Path corpus() {
    return Path.of("src/test/resources/fuzz", name().toLowerCase(Locale.ROOT));
  }
}
