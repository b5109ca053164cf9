package dev.trailwatch.connector.rules;

import dev.trailwatch.connector.rules.RuleCompiler.Refusal;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the rule files again and again, and tells of each change once.
 *
 * <p>A change counts when two looks in a row see the same: a file that is half written is not
 * adopted. What was refused is not tried again until it changes, or until another day lets
 * exceptions expire; only what a lack of time or memory refused is tried again, ever more rarely.
 * No fault ends the looking, neither of a file nor of the machine. Used by one thread.
 */
final class RulePoll {
  /** So many looks pass before what may have been refused by accident is tried again. */
  private static final int FIRST_PATIENCE = 10;

  private static final int LONGEST_PATIENCE = 1_000;

  private final RuleFiles files;
  private final RuleCompiler compiler;
  private RuleSetRecord current;
  private @Nullable RuleSet currentSet;
  private List<SourceText> decided;
  private LocalDate decidedOn;
  private @Nullable List<SourceText> seen;
  private @Nullable String failure;
  private @Nullable String unsigned;
  private int looksUntilRetry;
  private int patience;
  private String refusal = "";

  /** Polling from a set on, which is in force already. */
  RulePoll(RuleFiles files, RuleCompiler compiler, RuleSetRecord current) {
    this.files = files;
    this.compiler = compiler;
    this.current = current;
    this.decided = texts(current);
    this.decidedOn = LocalDate.ofEpochDay(current.adoptedOn);
  }

  /** Whether the last look saw a change that the next one may confirm. */
  boolean unsettled() {
    return seen != null;
  }

  /** Looks once; null if there is nothing to tell. */
  @Nullable Reload look(LocalDate today) throws InterruptedException {
    List<SourceText> found;
    try {
      found = files.read();
      failure = null;
      unsigned = null;
    } catch (UnsignedRulesException e) {
      seen = null;
      // files are copied before their signature; what stays so is meant so
      boolean stays = Objects.equals(e.getMessage(), unsigned);
      unsigned = e.getMessage();
      return stays ? unreadable(e) : null;
    } catch (IOException | RuntimeException | Error e) {
      seen = null;
      return unreadable(e);
    }
    if (same(found, decided) && today.equals(decidedOn)) {
      seen = null;
      if (looksUntilRetry == 0 || --looksUntilRetry > 0) {
        return null;
      }
    } else if (seen == null || !same(found, seen)) {
      seen = found;
      return null;
    } else {
      looksUntilRetry = 0;
      patience = FIRST_PATIENCE;
      refusal = "";
    }
    seen = null;
    decided = found;
    decidedOn = today;
    try {
      return decide(found, today);
    } catch (Refusal e) {
      return refused(e);
    } catch (RuntimeException | Error e) {
      return refused(
          Refusal.passing("the rules cannot be taken: " + Visible.of(e.toString()) + "\n"));
    }
  }

  private @Nullable Reload refused(Refusal e) {
    if (e.isPassing()) {
      looksUntilRetry = patience;
      patience = Math.min(LONGEST_PATIENCE, 2 * patience);
    }
    if (e.reason().equals(refusal)) {
      return null;
    }
    refusal = e.reason();
    return Reload.rejected(current.version, e.reason());
  }

  private @Nullable Reload decide(List<SourceText> found, LocalDate today)
      throws Refusal, InterruptedException {
    if (found.isEmpty()) {
      throw new Refusal("no rule files in " + files + "\n");
    }
    long began = System.nanoTime();
    RuleSet next = compiler.compile(found, today);
    Duration compiling = Duration.ofNanos(System.nanoTime() - began);
    if (next.version().equals(current.version)) {
      return null;
    }
    RuleSet before = currentSet;
    if (before == null) {
      before = compiler.compile(texts(current), LocalDate.ofEpochDay(current.adoptedOn));
    }
    RuleSetRecord record = new RuleSetRecord();
    record.number = current.number + 1;
    record.version = next.version();
    record.adoptedOn = today.toEpochDay();
    record.names = found.stream().map(SourceText::name).toArray(String[]::new);
    record.texts = found.stream().map(SourceText::text).toArray(String[]::new);
    current = record;
    currentSet = next;
    return Reload.adopted(record, before, next, compiling);
  }

  private @Nullable Reload unreadable(Throwable e) {
    String what =
        e instanceof NoSuchFileException
            ? "there is no " + ((NoSuchFileException) e).getFile()
            : e instanceof Error ? e.toString() : String.valueOf(e.getMessage());
    if (Objects.equals(what, failure)) {
      return null;
    }
    failure = what;
    return Reload.rejected(current.version, "the rules cannot be read: " + Visible.of(what) + "\n");
  }

  private static List<SourceText> texts(RuleSetRecord record) {
    List<SourceText> texts = new ArrayList<>(record.names.length);
    for (int i = 0; i < record.names.length; i++) {
      texts.add(SourceText.of(record.names[i], record.texts[i]));
    }
    return texts;
  }

  private static boolean same(List<SourceText> one, List<SourceText> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!one.get(i).name().equals(other.get(i).name())
          || !one.get(i).text().equals(other.get(i).text())) {
        return false;
      }
    }
    return true;
  }
}
