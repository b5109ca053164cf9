package dev.trailwatch.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void tellsFromTheOutermostToTheFirst() {
    Throwable first = new IOException("Connection refused");
    Throwable middle = new IllegalStateException("The stream cannot be read.", first);
    assertThat(Causes.of(new RuntimeException("Job execution failed.", middle)))
        .isEqualTo("Job execution failed: The stream cannot be read: Connection refused");
  }

  @Test
  void repeatsNothing() {
    Throwable first = new IOException("Connection refused");
    assertThat(Causes.of(new ExecutionException(first))).isEqualTo("Connection refused");
    assertThat(Causes.of(new IOException("no way: Connection refused (here)", first)))
        .isEqualTo("no way: Connection refused (here)");
  }

  @Test
  void keepsToOneLine() {
    assertThat(Causes.of(new IOException("a\n  b\r\nc\n"))).isEqualTo("a b c");
  }

  @Test
  void namesTheClassWhereTheMessageSaysNothing() {
    assertThat(Causes.of(new NoSuchFileException("/a/b"))).isEqualTo("NoSuchFileException: /a/b");
    assertThat(Causes.of(new RuntimeException("it failed", new NullPointerException())))
        .isEqualTo("it failed: NullPointerException");
  }

  @Test
  void endsWhereCausesGoRound() {
    Exception outer = new Exception("the outer");
    outer.initCause(new Exception("the inner", outer));
    assertThat(Causes.of(outer)).isEqualTo("the outer: the inner");
  }
}
