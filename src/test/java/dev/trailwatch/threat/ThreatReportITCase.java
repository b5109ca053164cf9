package dev.trailwatch.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Writes {@code target/threats.md}: each row, each of its tests, and what it did in this build. */
class ThreatReportITCase {
  private static final Path REPORT = Path.of("target/threats.md");

  /** {@code Class#method} to what became of its runs. */
  private final Map<String, List<String>> results = new TreeMap<>();

  @Test
  void noTestOfTheTableFailedInThisBuild() throws Exception {
    read(Path.of("target/surefire-reports"));
    read(Path.of("target/failsafe-reports"));
    List<String> failed = new ArrayList<>();
    StringBuilder out = new StringBuilder("| what is tried | test | result |\n|---|---|---|\n");
    for (Threat threat : ThreatTable.ROWS) {
      for (String test : threat.tests()) {
        String result = result(test);
        out.append("| ").append(threat.attempt()).append(" | `").append(test);
        out.append("` | ").append(result).append(" |\n");
        if (result.contains("failed")) {
          failed.add(test);
        }
      }
    }
    Files.writeString(REPORT, out);
    assertThat(failed).isEmpty();
  }

  private String result(String test) {
    List<String> runs = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : results.entrySet()) {
      boolean same = entry.getKey().equals("dev.trailwatch." + test);
      if (same) {
        runs.addAll(entry.getValue());
      }
    }
    if (runs.isEmpty()) {
      return "not run yet";
    }
    long bad = runs.stream().filter(run -> run.equals("failed")).count();
    long skipped = runs.stream().filter(run -> run.equals("skipped")).count();
    return bad > 0
        ? bad + " of " + runs.size() + " failed"
        : skipped > 0
            ? skipped + " of " + runs.size() + " not run here"
            : "passed" + (runs.size() == 1 ? "" : ", " + runs.size() + " runs");
  }

  private void read(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
      for (Path file : files) {
        readReport(file);
      }
    } catch (IOException e) {
      throw new AssertionError("reports cannot be read", e);
    }
  }

  private void readReport(Path file) throws Exception {
    NodeList cases =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      // a run of a parameterized test is called method(Type)[1], or {arguments}[1]
      String method = test.getAttribute("name").split("[\\[({]", 2)[0];
      boolean bad =
          test.getElementsByTagName("failure").getLength() > 0
              || test.getElementsByTagName("error").getLength() > 0;
      boolean skipped = test.getElementsByTagName("skipped").getLength() > 0;
      results
          .computeIfAbsent(test.getAttribute("classname") + "#" + method, m -> new ArrayList<>())
          .add(bad ? "failed" : skipped ? "skipped" : "passed");
    }
  }
}
