package dev.trailwatch.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the page of threats to the tests that it names. {@code -Dgolden=write} rewrites it. */
class ThreatTableTest {
  private static final Path PAGE = Path.of("src/site/markdown/threats.md");

  @Test
  void everyTestOfTheTableIsThere() {
    List<String> missing = new ArrayList<>();
    for (Threat threat : ThreatTable.ROWS) {
      assertThat(threat.tests()).as(threat.attempt()).isNotEmpty();
      threat.tests().stream().filter(test -> !isTest(test)).forEach(missing::add);
    }
    assertThat(missing).isEmpty();
  }

  private static boolean isTest(String name) {
    String[] parts = name.split("#", -1);
    try {
      Class<?> type = Class.forName("dev.trailwatch." + parts[0]);
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> method.getName().equals(parts[1]))
          .anyMatch(ThreatTableTest::runs);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean runs(Method method) {
    List<String> annotations = new ArrayList<>();
    for (Annotation annotation : method.getAnnotations()) {
      annotations.add(annotation.annotationType().getSimpleName());
    }
    return !annotations.contains("Disabled")
        && annotations.stream()
            .anyMatch(List.of("Test", "ParameterizedTest", "TestFactory", "Property")::contains);
  }

  @Test
  void thePageIsCurrent() throws Exception {
    String page = page();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page() {
    StringBuilder out = new StringBuilder();
    out.append("# Threats\n\n");
    out.append(
        "Whoever attacks an account that is watched attacks the watcher first. This page lists");
    out.append(" what may be tried, what Trailwatch does then, and the\ntests that show it. It is");
    out.append(
        " written from the list that the build checks: every test named here exists and runs");
    out.append(
        " in `mvn verify`, and a row whose tests\nfail stops the build. `target/threats.md`");
    out.append(" is the same table with what each test did in the last build.\n\n");
    out.append(
        "Who: a **user** of the account writes CloudTrail events; a **writer** can put records");
    out.append(" on the stream; an **author** edits rules; an **operator** configures\nthe job; a");
    out.append(" **reader** gets its messages; a **supplier** makes a library that it uses.\n\n");
    out.append("| who | what is tried | what happens | tests | result |\n|---|---|---|---|---|\n");
    for (Threat threat : ThreatTable.ROWS) {
      List<String> tests = new ArrayList<>();
      threat.tests().forEach(test -> tests.add("`" + test.replace("#", "`<br>`#") + "`"));
      out.append("| ").append(threat.actor()).append(" | ").append(threat.attempt());
      out.append(" | ").append(threat.answer()).append(" | ").append(String.join("<br>", tests));
      String result = threat.gap().isEmpty() ? "held" : "held in part: " + threat.gap();
      out.append(" | ").append(result).append(" |\n");
    }
    out.append("\n## What no engine can see\n\n");
    out.append("- CloudTrail does not deliver events of more than 256 KB to CloudWatch Logs, and");
    out.append(" delivers others after minutes; what it does not deliver, no rule here sees.\n");
    out.append(
        "- Whoever may change this job's role, bucket or topics can silence it. The alarm on");
    out.append(" its heartbeat belongs into another account's hands.\n");
    return out.toString();
  }
}
