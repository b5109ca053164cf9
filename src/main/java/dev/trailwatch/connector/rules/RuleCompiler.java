package dev.trailwatch.connector.rules;

import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.CompiledRuleSet;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Compiles rule files on a thread of its own, so that no file can take the job's time or stack.
 *
 * <p>The matcher is built too, and thrown away: what the job's operators could not build is refused
 * here, and how long they will need is known before they begin.
 */
final class RuleCompiler {
  private static final long STACK_BYTES = 16 << 20;

  private final Duration limit;
  private final RuleDemand demand;

  RuleCompiler(Duration limit, RuleDemand demand) {
    this.limit = limit;
    this.demand = demand;
  }

  /**
   * The set that files make together.
   *
   * @throws Refusal if they make none, or none that the job can take
   */
  RuleSet compile(List<SourceText> files, LocalDate today) throws Refusal, InterruptedException {
    FutureTask<ReadResult> task = new FutureTask<>(() -> read(files, today));
    Thread thread = new Thread(null, task, "trailwatch-rule-check", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return accept(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      thread.interrupt();
      throw Refusal.passing("the rules are not read after " + limit.toSeconds() + " s\n");
    } catch (ExecutionException e) {
      // a fault of the reader or its stack: the files are refused like wrong ones
      String reason = "the rules cannot be read: " + e.getCause() + "\n";
      boolean passing =
          e.getCause() instanceof Error && !(e.getCause() instanceof StackOverflowError);
      throw passing ? Refusal.passing(reason) : new Refusal(reason);
    }
  }

  private static ReadResult read(List<SourceText> files, LocalDate today) {
    ReadResult result = RuleFileReader.read(files, today);
    RuleSet ruleSet = result.ruleSet();
    if (ruleSet != null) {
      CompiledRuleSet.compile(ruleSet);
    }
    return result;
  }

  private RuleSet accept(ReadResult result) throws Refusal {
    RuleSet ruleSet = result.ruleSet();
    if (ruleSet == null) {
      StringBuilder report = new StringBuilder();
      for (Issue issue : result.issues()) {
        if (issue.severity() == Severity.ERROR) {
          report.append(Caret.render(issue));
        }
      }
      throw new Refusal(report.toString());
    }
    if (ruleSet.allRules().isEmpty()) {
      throw new Refusal("there is no rule in the files\n");
    }
    List<String> objections = demand.objections(ruleSet);
    if (!objections.isEmpty()) {
      throw new Refusal(String.join("\n", objections) + "\n");
    }
    return ruleSet;
  }

  /** Why files are refused, for people. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean passing;

    Refusal(String reason) {
      this(reason, false);
    }

    private Refusal(String reason, boolean passing) {
      super(reason, null, false, false);
      this.reason = reason;
      this.passing = passing;
    }

    /** A refusal that says more about this moment than about the files. */
    static Refusal passing(String reason) {
      return new Refusal(reason, true);
    }

    /** Whether the same files may be taken another time. */
    boolean isPassing() {
      return passing;
    }

    /** The reason, each line ended by a line break. */
    String reason() {
      return reason;
    }
  }
}
