package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter err = new StringWriter();

  @Test
  void writesOverOneLineOnATerminalAndClearsIt() throws Exception {
    Progress progress = new Progress(new PrintWriter(err), true, 80, "events", 1_000);
    progress.done(10);
    assertThat(err.toString()).isEmpty();
    Thread.sleep(300);
    progress.done(500);
    assertThat(err.toString()).startsWith("\r500 of 1,000 events (50 %), ").contains(" s left");
    progress.end();
    assertThat(err.toString()).endsWith("\r\u001b[K").doesNotContain("\n");
  }

  @Test
  void isSilentForShortWorkElsewhere() throws Exception {
    Progress progress = new Progress(new PrintWriter(err), false, 80, "events", 1_000);
    Thread.sleep(300);
    progress.done(500);
    progress.end();
    assertThat(err.toString()).isEmpty();
  }
}
