package dev.trailwatch.rulefile;

import static dev.trailwatch.rulefile.RuleFileEdgesTest.good;
import static dev.trailwatch.rulefile.RuleFileEdgesTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which characters a rule file may hold, and how its values are taken. */
class YamlTextTest {
  private static final String FILE =
      "version: 1\nrules:\n  - {name: r, pattern: a, description: \"x%sy\"}\n";

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 8, 0x0b, 0x0c, 0x0d, 0x0e, 0x1f, 0x7f, 0x80, 0x85, 0x9f, 0x2028, 0x2029, 0xd800,
        0xdbff, 0xdc00, 0xdfff, 0xfffe, 0xffff
      })
  void aCharacterThatHidesSomethingIsRefusedAtItsPlace(int character) {
    Issue issue = read(String.format(FILE, (char) character)).issues().get(0);

    assertThat(issue.code().id()).isEqualTo("R201");
    assertThat(issue.message())
        .isEqualTo(String.format("character U+%04X, which a rule file cannot hold", character));
    assertThat(issue.place().line()).isEqualTo(3);
    assertThat(issue.span().start()).isEqualTo(FILE.indexOf('%'));
  }

  @ParameterizedTest
  @ValueSource(ints = {' ', '!', '~', 0xa0, 0xe9, 0x2027, 0x202a, 0xd7ff, 0xe000, 0xfffd, 0x1f600})
  void anyOtherCharacterIsText(int character) {
    assertThat(
            good(String.format(FILE, Character.toString(character))).rules().get(0).description())
        .isEqualTo("x" + Character.toString(character) + "y");
  }

  @Test
  void twoSurrogatesOutOfOrderAreRefused() {
    assertThat(read(String.format(FILE, "\udc00\ud800")).issues().get(0).message())
        .contains("U+DC00");
    assertThat(read("version: 1\n# \ud83d").issues().get(0).message()).contains("U+D83D");
    assertThat(read("\ude00").issues().get(0).message()).contains("U+DE00");
  }

  @Test
  void aMarkAtTheStartAndLineEndsOfWindowsAreFine() {
    assertThat(good("\ufeff" + String.format(FILE, "").replace("\n", "\r\n")).rules()).hasSize(1);
    assertThat(read(String.format(FILE, "") + "\r").issues().get(0).message()).contains("U+000D");
    assertThat(good(String.format(FILE, "\t")).rules()).hasSize(1);
  }

  @Test
  void aMebibyteIsTheMost() {
    String start = "version: 1\nrules: [{name: r, pattern: a}]\n#";
    String most = start + "x".repeat((1 << 20) - start.length());

    assertThat(good(most).rules()).hasSize(1);
    assertThat(read(most + "x").issues())
        .extracting(issue -> issue.code().id())
        .containsExactly("R202");
  }

  @Test
  void sixteenLevelsAreTheMost() {
    Findings findings = new Findings();
    assertThat(tree("[".repeat(16) + "]".repeat(16), findings)).isNotNull();
    assertThat(tree("{a: ".repeat(15) + "[]" + "}".repeat(15), findings)).isNotNull();
    assertThat(findings.all()).isEmpty();
    assertThat(tree("[".repeat(17) + "]".repeat(17), findings)).isNull();
    assertThat(tree("{a: ".repeat(17) + "1" + "}".repeat(17), new Findings())).isNull();
    assertThat(findings.all())
        .extracting(Issue::message)
        .containsExactly("nested deeper than 16 levels");
  }

  @Test
  void valuesAreWhatJsonCallsThem() {
    YamlNode node =
        tree(
            "{a: 1, b: 1.5e3, c: 012, d: 0x1f, e: true, f: yes, g: ~, h: null, i: '1', j: .inf, k:"
                + " 1_0}");

    assertThat(node.get("a").kind()).isEqualTo(YamlNode.Kind.NUMBER);
    assertThat(node.get("b").kind()).isEqualTo(YamlNode.Kind.NUMBER);
    assertThat(node.get("c").kind()).isEqualTo(YamlNode.Kind.STRING);
    assertThat(node.get("d").kind()).isEqualTo(YamlNode.Kind.STRING);
    assertThat(node.get("e").kind()).isEqualTo(YamlNode.Kind.BOOLEAN);
    assertThat(node.get("f").kind()).isEqualTo(YamlNode.Kind.STRING);
    assertThat(node.get("g").kind()).isEqualTo(YamlNode.Kind.NULL);
    assertThat(node.get("h").kind()).isEqualTo(YamlNode.Kind.NULL);
    assertThat(node.get("i").kind()).isEqualTo(YamlNode.Kind.STRING);
    assertThat(node.get("j").kind()).isEqualTo(YamlNode.Kind.STRING);
    assertThat(node.get("k").kind()).isEqualTo(YamlNode.Kind.STRING);
    assertThat(node.get("l")).isNull();
    assertThat(node).hasToString("[a, b, c, d, e, f, g, h, i, j, k]");
    assertThat(node.get("b")).hasToString("1.5e3");
    assertThat(tree("[1]")).hasToString("[...]");
  }

  @Test
  void aPlaceCountsCharactersAsAnEditorDoes() {
    YamlNode node = tree("{\"😀😀\": [x, \"y\"]}");
    YamlNode y = node.get("😀😀").items().get(1);

    assertThat(y.place()).hasToString("t.yaml:1");
    assertThat(y.place().column()).isEqualTo(12);
    assertThat(y.firstCharacter()).isEqualTo('"');
    assertThat(y.error(RuleFileCode.BAD_VALUE, "m").span().start()).isEqualTo(13);
  }

  private static YamlNode tree(String text) {
    Findings findings = new Findings();
    YamlNode node = tree(text, findings);
    assertThat(findings.all()).isEmpty();
    return node;
  }

  private static YamlNode tree(String text, Findings findings) {
    return YamlTree.read(SourceText.of("t.yaml", text), findings);
  }
}
