package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.event.LogEvent;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
  private static final int MEGABYTE = 1 << 20;

  /** Answers on a stack of 512 KB, as a Flink task's thread may have it. */
  private static <T> T onSmallStack(Callable<T> work) throws Exception {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(work.call());
              } catch (Throwable t) {
                failure.set(t);
              }
            },
            "small stack",
            512 * 1024);
    thread.start();
    thread.join();
    if (failure.get() instanceof Exception e) {
      throw e;
    }
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
    return result.get();
  }

  private static boolean matches(String pattern, String message) throws Exception {
    return onSmallStack(() -> FilterPattern.compile(pattern).matches(LogEvent.of(message)));
  }

  @Test
  void aMessageOfAMegabyteIsAnswered() throws Exception {
    String value = "a".repeat(MEGABYTE);
    assertThat(matches("{ $.a = \"*b*\" }", "{\"a\":\"" + value + "\"}")).isFalse();
    assertThat(matches("{ $.a = \"*a\" }", "{\"a\":\"" + value + "\"}")).isTrue();
    assertThat(matches("{ $.b = 1 }", " ".repeat(MEGABYTE) + "{\"b\":1}")).isTrue();
    assertThat(matches("b", value)).isFalse();
    assertThat(matches("[..., z = aa*]", value)).isTrue();
    assertThat(matches("[a, ..., z = b]", "b ".repeat(MEGABYTE / 2))).isTrue();
    assertThat(matches("[a = 0, ...]", "0".repeat(MEGABYTE) + ".0e-999999999999999999999"))
        .isTrue();
    assertThat(matches("[a > 1e2147483647, ...]", "1e" + "9".repeat(MEGABYTE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1_000})
  void deepJsonWithinTheLimitIsRead(int depth) throws Exception {
    String arrays = "[".repeat(depth - 1) + "]".repeat(depth - 1);
    assertThat(matches("{ $.b NOT EXISTS }", "{\"a\":" + arrays + "}")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_001, 10_000, 500_000})
  void deeperJsonIsNoMatch(int depth) throws Exception {
    String arrays = "[".repeat(depth - 1) + "]".repeat(depth - 1);
    assertThat(matches("{ $.b NOT EXISTS }", "{\"a\":" + arrays + "}")).isFalse();
    assertThat(matches("{ $.b NOT EXISTS }", "{\"a\":".repeat(depth) + "1" + "}".repeat(depth)))
        .isFalse();
    assertThat(matches("{ $.b NOT EXISTS }", "{\"a\":" + "[".repeat(depth))).isFalse();
  }

  @Test
  void aHundredThousandKeysAreRead() throws Exception {
    StringBuilder keys = new StringBuilder("{");
    for (int i = 0; i < 100_000; i++) {
      keys.append("\"key").append(i).append("\":").append(i).append(',');
    }
    String event = keys.append("\"a\":1}").toString();
    assertThat(matches("{ $.key99999 = 99999 && $.a = 1 && $.* = 5 }", event)).isTrue();
    assertThat(matches("{ $.* != 5 }", event)).isFalse();
  }

  @Test
  void keysThatCollideAreReadAsAnyOther() throws Exception {
    // "Aa" and "BB" have one hash, and so has every text made of them
    StringBuilder keys = new StringBuilder("{");
    for (int i = 0; i < 1 << 14; i++) {
      keys.append('"');
      for (int bit = 0; bit < 14; bit++) {
        keys.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      keys.append("\":1,");
    }
    assertThat(matches("{ $.a = 1 }", keys.append("\"a\":1}").toString())).isTrue();
  }

  @Test
  void duplicateKeysGiveTheLast() throws Exception {
    String event = "{" + "\"a\":1,".repeat(100_000) + "\"\\u0061\":2}";
    assertThat(matches("{ $.a = 2 }", event)).isTrue();
    assertThat(matches("{ $.a = 1 }", event)).isFalse();
  }

  @Test
  void loneSurrogatesAndNulAreText() throws Exception {
    assertThat(matches("{ $.a = \"\ud800\" }", "{\"a\":\"\\ud800\"}")).isTrue();
    assertThat(matches("{ $.a = \"*\" && $.b = \"x*\" }", "{\"a\":\"\udc00\",\"b\":\"x\\u0000\"}"))
        .isTrue();
    assertThat(matches("\"\ud800\"", "x\ud800y")).isTrue();
    assertThat(matches("{ $.a = 1 }", "{\"a\":1}\u0000")).isFalse();
    assertThat(matches("{ $.a = 1 }", "\u0000{\"a\":1}")).isFalse();
    assertThat(matches("[a = \"x\u0000\", b]", "x\u0000 y")).isTrue();
    assertThatThrownBy(() -> matches("\ud800", "x")).isInstanceOf(PatternException.class);
    assertThatThrownBy(() -> matches("a\u0000b", "x")).isInstanceOf(PatternException.class);
  }

  @Test
  void numbersBeyondEverythingAreAnswered() throws Exception {
    assertThat(matches("{ $.a = * }", "{\"a\":1e2147483648}")).isTrue();
    assertThat(matches("{ $.a = * }", "{\"a\":1e99999999999999999999}")).isTrue();
    assertThat(matches("{ $.a > 0 }", "{\"a\":1e99999999999999999999}")).isFalse();
    assertThat(matches("{ $.a = 0 }", "{\"a\":1e-99999999999999999999}")).isTrue();
    assertThat(matches("{ $.a < 1e2147483647 }", "{\"a\":1}")).isTrue();
    assertThat(matches("{ $.a > -1e2147483647 }", "{\"a\":1}")).isTrue();
    assertThat(matches("{ $.a > 1e-2147483648 }", "{\"a\":1}")).isTrue();
    String digits = "9".repeat(1_000);
    assertThat(matches("{ $.a > 1e1000 }", "{\"a\":" + digits + "}")).isFalse();
    assertThat(matches("{ $.a > 1e999 }", "{\"a\":" + digits + "}")).isTrue();
    // a number of more digits is no JSON for us, so nothing holds, as with any broken event
    assertThat(matches("{ $.b NOT EXISTS }", "{\"a\":" + digits + "9}")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", "((((", "{(", "[", "\"", "%", "-", "?", "!", "$.", "a&&", "'", "[[", "||", "\\", "=",
        ",", "a=("
      })
  void aLongPatternOfOneKindIsRefusedOrRead(String piece) throws Exception {
    for (String frame : List.of("%s", "{%s}", "{ $.a = %s }", "[%s]", "{ $.a[%s] = 1 }")) {
      String pattern = String.format(frame, piece.repeat(60_000 / piece.length()));
      try {
        FilterPattern compiled =
            onSmallStack(() -> FilterPattern.compile(pattern, Dialect.EXTENDED));
        assertThat(onSmallStack(compiled::toString)).isNotEmpty();
      } catch (PatternException refused) {
        assertThat(refused.issues()).isNotEmpty();
      }
    }
  }

  @Test
  void parenthesesAreReadAsDeepAsCloudWatchsLengthAllows() throws Exception {
    String pattern = "{" + "(".repeat(508) + "$.a=1" + ")".repeat(508) + "}";
    assertThat(pattern).hasSizeLessThanOrEqualTo(1024);
    assertThat(matches(pattern, "{\"a\":1}")).isTrue();
    String alternating = "{" + "($.a=2||($.a=1&&".repeat(55) + "$.a=1" + "))".repeat(55) + "}";
    assertThat(alternating).hasSizeLessThanOrEqualTo(1024);
    assertThat(matches(alternating, "{\"a\":1}")).isTrue();
    String printed = onSmallStack(() -> FilterPattern.compile(alternating).toString());
    assertThat(matches(printed, "{\"a\":2}")).isTrue();
  }

  @Test
  void conditionsNestAsDeepAsTheLimitAndNoDeeper() throws Exception {
    IntFunction<String> nested =
        n -> "{" + "($.a=2||($.b=1&&".repeat(n) + "$.a=1" + "))".repeat(n) + "}";
    FilterPattern deepest =
        onSmallStack(() -> FilterPattern.compile(nested.apply(100), Dialect.EXTENDED));
    assertThat(onSmallStack(deepest::toString)).hasSizeGreaterThan(1024);
    assertThat(onSmallStack(deepest::sentence)).isNotEmpty();
    assertThat(onSmallStack(deepest::tree)).isNotEmpty();
    assertThat(onSmallStack(() -> deepest.trace(LogEvent.of("{\"a\":1,\"b\":1}"))))
        .startsWith("yes");
    assertThat(onSmallStack(deepest::hashCode)).isEqualTo(deepest.hashCode());
    for (int n : new int[] {101, 250, 3_000}) {
      assertThatThrownBy(
              () -> onSmallStack(() -> FilterPattern.compile(nested.apply(n), Dialect.EXTENDED)))
          .isInstanceOf(PatternException.class)
          .hasMessageContaining("P112");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%a*a*a*a*a*b%",
        "%[a-z]+[a-z]+[a-z]+[0-9]%",
        "%.*.*.*=.*;%",
        "%a?a?a?a?a?a?a?a?a?a?aaaaaaaaaa$%",
        "%x*x*x*x*$%",
        "%\\s+$%",
        "%^a+a+a+a+$%",
        "%a{1,20}a{1,20}b%",
        "[..., z = \"*a*a*a*a*a*a*a*a*b\"]",
        "[a = \"*a*ab*abb*a\", ...]",
        "aab",
      })
  void timeGrowsNoFasterThanTheMessage(String pattern) throws PatternException {
    FilterPattern compiled = FilterPattern.compile(pattern);
    assertThat(growth(n -> () -> compiled.matches(LogEvent.of("a".repeat(n) + "!"))))
        .isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x ", "[x ", "\"", "[", "] ", "x ", "\"\" "})
  void splittingTakesLinearTime(String piece) throws PatternException {
    FilterPattern compiled = FilterPattern.compile("[a, ..., z = 1]");
    assertThat(growth(n -> () -> compiled.matches(LogEvent.of(piece.repeat(n / piece.length())))))
        .isLessThanOrEqualTo(2);
  }

  /**
   * Time for a character of a message over that of one an eighth as long: about 1 where time grows
   * as the message does, about 8 where it grows as its square; best of several, at a size that can
   * be timed.
   */
  private static double growth(IntFunction<Runnable> work) {
    int n = 1 << 12;
    long single = best(work.apply(n));
    while (single < 500_000 && n < MEGABYTE / 4) {
      n *= 2;
      single = best(work.apply(n));
    }
    // code that is still being compiled, or a collection, can fall on either of them
    long eightfold = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 30 && eightfold / 8.0 / single > 2; attempt++) {
      single = Math.min(single, best(work.apply(n)));
      eightfold = Math.min(eightfold, best(work.apply(8 * n)));
    }
    return eightfold / 8.0 / single;
  }

  private static long best(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    return Math.max(1, best);
  }
}
