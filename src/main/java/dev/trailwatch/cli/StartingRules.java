package dev.trailwatch.cli;

import dev.trailwatch.app.RuleLocation;
import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Issue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The rules that a command starts a job with; whatever is wrong with them is said at once. */
final class StartingRules {
  private StartingRules() {}

  /** Reads some files or folders, or {@code rules} if none is given. */
  static RuleLocation read(List<Path> given, PrintWriter err) {
    List<Path> paths = given.isEmpty() ? List.of(Path.of("rules")) : given;
    try {
      RuleLocation rules = RuleLocation.read(paths, LocalDate.now(ZoneOffset.UTC));
      for (Issue warning : rules.warnings()) {
        err.print(Caret.render(warning));
      }
      err.flush();
      return rules;
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage(
          "there are no rules at " + e.getFile() + ": --rules names their file or folder");
    } catch (IOException e) {
      throw CommandFailure.couldNot("the rules cannot be read: " + e.getMessage());
    } catch (RuleLocation.InvalidRules e) {
      for (Issue issue : e.issues()) {
        err.print(Caret.render(issue));
      }
      err.flush();
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
