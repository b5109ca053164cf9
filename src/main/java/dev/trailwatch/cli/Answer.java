package dev.trailwatch.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What a command answers in one piece. */
final class Answer {
  private Answer() {}

  /**
   * Prints a whole text.
   *
   * @param forPeople in the terminal's charset if so, else in UTF-8 whatever the terminal's is
   */
  static void print(CommandSpec spec, boolean forPeople, String text) {
    if (forPeople) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
    } else {
      PrintStream out = Utf8.output();
      out.print(text);
      out.flush();
    }
  }
}
