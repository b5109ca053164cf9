package dev.trailwatch.cli;

import dev.trailwatch.app.ConfigException;
import dev.trailwatch.app.FailureListener;
import dev.trailwatch.app.JobConfig;
import dev.trailwatch.app.LocalJob;
import dev.trailwatch.app.RuleLocation;
import dev.trailwatch.connector.rules.ReloadListener;
import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Causes;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.rule.RuleSetDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;

/** Makes a local job, or says in one go why that is not possible. */
final class LocalJobs {
  private LocalJobs() {}

  static LocalJob of(JobConfig config, PrintWriter err) {
    try {
      LocalJob job = LocalJob.of(config);
      for (Issue warning : job.rules().warnings()) {
        err.print(Caret.render(warning));
      }
      err.flush();
      return job;
    } catch (ConfigException e) {
      throw CommandFailure.usage(String.join("\nerror: ", e.problems()));
    } catch (RuleLocation.InvalidRules e) {
      for (Issue issue : e.issues()) {
        err.print(Caret.render(issue));
      }
      err.flush();
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (LocalJob.PortInUse | LocalJob.NoCredentials e) {
      throw CommandFailure.couldNot(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage(
          "there are no rules at " + e.getFile() + ": rules.location names their file or folder");
    } catch (IOException e) {
      throw CommandFailure.couldNot(Causes.of(e));
    }
  }

  /** Says each reload on standard error, from wherever the rule source runs in this process. */
  static ReloadListener reloads() {
    return new Said();
  }

  /** Says each failure of the job, and that it is over. */
  static FailureListener failures(PrintWriter err) {
    return new FailureListener() {
      private String last = "";

      @Override
      public void failed(String reason, int times) {
        if (times == 1 || !reason.equals(last)) {
          err.println("the job failed and starts again from its last checkpoint: " + reason);
        } else if (Integer.bitCount(times) == 1) {
          // the same again: told ever more seldom
          err.println("the job has failed " + times + " times, the last time as before");
        }
        err.flush();
        last = reason;
      }

      @Override
      public void recovered() {
        err.println("the job has been running again for a minute");
        err.flush();
      }
    };
  }

  private static final class Said implements ReloadListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void adopted(String version, RuleSetDiff diff) {
      System.err.println("rules reloaded, version " + version + ": " + diff);
    }

    @Override
    public void rejected(String reason) {
      System.err.print("rules not reloaded, the last good ones stay in force:\n" + reason);
    }
  }
}
