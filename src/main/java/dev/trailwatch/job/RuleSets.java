package dev.trailwatch.job;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.CompiledRuleSet;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.RuleSetRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Rule sets compiled from their texts, each once in this process and off the hot path.
 *
 * <p>All operators of a process see the same few sets at about the same time, so the newest ones
 * are shared; a set is immutable.
 */
final class RuleSets {
  private static final int KEPT = 12;

  private static final Map<String, CompletableFuture<CompiledRuleSet>> SETS =
      Collections.synchronizedMap(
          new LinkedHashMap<String, CompletableFuture<CompiledRuleSet>>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(
                Map.Entry<String, CompletableFuture<CompiledRuleSet>> eldest) {
              return size() > KEPT;
            }
          });

  static final ExecutorService COMPILER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(null, task, "trailwatch-rule-compiler", 16 << 20);
            thread.setDaemon(true);
            return thread;
          });

  private RuleSets() {}

  /** Compiles the set in the background; a set that was compiled before is there at once. */
  static CompletableFuture<CompiledRuleSet> compile(RuleSetRecord record) {
    return SETS.computeIfAbsent(
        identity(record), key -> CompletableFuture.supplyAsync(() -> read(record), COMPILER));
  }

  private static String identity(RuleSetRecord record) {
    int texts = 1;
    for (int i = 0; i < record.texts.length; i++) {
      texts = 31 * (31 * texts + record.names[i].hashCode()) + record.texts[i].hashCode();
    }
    return record.adoptedOn
        + "/"
        + record.version
        + '/'
        + record.texts.length
        + '/'
        + Integer.toHexString(texts);
  }

  private static CompiledRuleSet read(RuleSetRecord record) {
    List<SourceText> files = new ArrayList<>(record.names.length);
    for (int i = 0; i < record.names.length; i++) {
      files.add(SourceText.of(record.names[i], record.texts[i]));
    }
    ReadResult result = RuleFileReader.read(files, LocalDate.ofEpochDay(record.adoptedOn));
    RuleSet ruleSet = result.ruleSet();
    if (ruleSet == null) {
      // the rule source lets only valid sets pass, so this is a fault of ours or of the state
      List<Issue> issues = result.issues();
      throw new IllegalStateException("rule set " + record.version + " is invalid: " + issues);
    }
    return CompiledRuleSet.compile(ruleSet);
  }
}
