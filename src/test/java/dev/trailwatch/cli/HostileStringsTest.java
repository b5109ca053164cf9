package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/**
 * Hostile texts in rule files and their tests, through every form in which {@code check} and {@code
 * test} answer: each form escapes at its last step, and no text becomes part of the form.
 */
class HostileStringsTest {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** Without the characters that a rule file refuses raw; these come as escapes of YAML. */
  private static final List<String> TEXTS =
      List.of(
          "with \"quotes\" and 'more'",
          "line\nbreak\r\nand\ttab",
          "\u0001\u001b[31mred\u007f\u009b",
          "\u001b]0;title\u0007 \u001b[2J",
          "<script>alert(1)</script>",
          "</failure><testcase name=\"forged\"/>",
          "]]> <!-- & &amp; &#0;",
          "<!channel> <http://evil|x> &amp; `code`",
          "=HYPERLINK(\"http://evil\")",
          "\u202egnp.exe\u202c \u2066x\u2069 \ufeff",
          "\n::error file=a,line=1::forged",
          "::set-output name=x::y %0A::warning::z",
          "##vso[task.complete result=Failed;]forged",
          "##[error]forged",
          "\u65e5\u672c\u8a9e \u00e9moji \ud83d\ude00",
          "{\"text\": \"x\"}",
          "\u2028::error::line separator\u2029");

  @TempDir Path folder;
  private String check;
  private String test;

  @BeforeEach
  void writeRules() throws IOException {
    StringBuilder rules = new StringBuilder("version: 1\nrules:\n");
    StringBuilder tried = new StringBuilder("version: 1\nrules:\n");
    for (int i = 0; i < TEXTS.size(); i++) {
      String text = yaml(TEXTS.get(i));
      rules.append("  - {name: ").append(text).append(", pattern: ").append(text);
      rules.append(", severity: ").append(text).append(", ").append(text).append(": 1}\n");
      tried.append("  - name: r").append(i).append("\n    description: ").append(text);
      tried.append("\n    pattern: '{ $.a = 1 }'\n    tests:\n      - {name: ").append(text);
      tried.append(", event: {a: ").append(text).append("}, matches: true}\n");
    }
    check = Files.writeString(folder.resolve("bad.yaml"), rules).toString();
    Path good = Files.createDirectory(folder.resolve("good"));
    test = Files.writeString(good.resolve("tried.yaml"), tried).toString();
  }

  /** A double-quoted text of YAML, everything beyond ASCII escaped. */
  private static String yaml(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(
          c == '"' || c == '\\'
              ? "\\" + c
              : c >= ' ' && c < 0x7f ? "" + c : String.format("\\u%04x", (int) c));
    }
    return out.append('"').toString();
  }

  @Test
  void onATerminalNothingMovesTheCursorBreaksALineOrTurnsTheWriting() {
    CommandRun checked = CommandRun.of("check", check);
    CommandRun tested = CommandRun.of("test", test);
    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(tested.out()).contains(TEXTS.size() + " failed");
    for (String shown : List.of(checked.out(), checked.err(), tested.out(), tested.err())) {
      assertThat(shown.codePoints().noneMatch(c -> c != '\n' && isDisruptive(c))).isTrue();
      assertThat(shown.lines()).noneMatch(line -> line.startsWith("::"));
    }
  }

  @Test
  void jsonAndSarifAreStrictJsonWithTheTextsInTheirPlaces() throws IOException {
    JsonNode json = STRICT.readTree(CommandRun.of("check", "--format", "json", check).out());
    JsonNode sarif = STRICT.readTree(CommandRun.of("check", "--format", "sarif", check).out());
    assertThat(json.get("issues")).hasSizeGreaterThan(TEXTS.size());
    assertThat(sarif.at("/runs/0/results")).hasSize(json.get("issues").size());
    for (JsonNode result : sarif.at("/runs/0/results")) {
      assertThat(result.get("ruleId").asText()).matches("[A-Z]\\d{3}");
      assertThat(result.at("/message/text").isTextual()).isTrue();
    }
    JsonNode tested = STRICT.readTree(CommandRun.of("test", "--format", "json", test).out());
    List<String> names = tested.get("tests").findValuesAsText("name");
    for (int i = 0; i < TEXTS.size(); i++) {
      assertThat(names.get(i)).startsWith("r" + i + ": ");
    }
    assertThat(names.get(4)).endsWith(TEXTS.get(4));
  }

  @Test
  void anAnnotationOfGithubIsOneCommandOfOneLine() {
    String out = CommandRun.of("check", "--format", "github", check).out();
    List<String> commands = new ArrayList<>();
    for (String line : out.split("[\\n\\r\\u2028\\u2029\\u0085]", -1)) {
      assertThat(line)
          .doesNotContain("##vso")
          .matches("(?s)(::(error|warning|notice) .*|[^:#].*|)");
      if (line.startsWith("::")) {
        commands.add(line);
        String data = line.substring(line.indexOf("::", 2) + 2);
        assertThat(data).as("a second command").doesNotContain("::");
      }
    }
    assertThat(commands).hasSizeGreaterThan(5);
    assertThat(commands).noneMatch(line -> line.contains("title=forged"));
  }

  @Test
  void junitXmlIsWellFormedAndHasOneCaseForEachTest() throws Exception {
    String xml = CommandRun.of("test", "--format", "junit", test).out();
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    NodeList cases =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName("testcase");
    assertThat(cases.getLength()).isEqualTo(TEXTS.size());
    for (int i = 0; i < cases.getLength(); i++) {
      assertThat(cases.item(i).getAttributes().getNamedItem("name").getNodeValue())
          .isNotEqualTo("forged");
    }
  }

  private static boolean isDisruptive(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
