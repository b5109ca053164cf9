package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.diagnostic.SourceText;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleDirectoryTest {
  @TempDir Path folder;

  @Test
  void onlyRegularFilesOfRulesBelowTheFolderAreRead() throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules/deep/tests"));
    Path root = folder.resolve("rules");
    Files.writeString(root.resolve("b.yaml"), "b");
    Files.writeString(root.resolve("deep/a.yml"), "a");
    Files.writeString(root.resolve("notes.txt"), "no");
    Files.writeString(root.resolve(".hidden.yaml"), "no");
    Files.writeString(rules.resolve("t.yaml"), "test");
    Files.createDirectory(root.resolve("folder.yaml"));
    Files.createDirectory(root.resolve(".git"));
    Files.writeString(root.resolve(".git/c.yaml"), "no");
    assertThat(RuleDirectory.load(root))
        .extracting(SourceText::text)
        .containsExactlyInAnyOrder("b", "a");
    assertThat(RuleDirectory.loadTests(root)).extracting(SourceText::text).containsExactly("test");
    assertThatThrownBy(() -> RuleDirectory.load(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aLinkLeadsToNoFileOutsideTheFolder() throws Exception {
    Path root = Files.createDirectory(folder.resolve("rules"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("evil.yaml"), "evil");
    Files.writeString(root.resolve("good.yaml"), "good");
    Files.createSymbolicLink(root.resolve("link.yaml"), outside.resolve("evil.yaml"));
    Files.createSymbolicLink(root.resolve("relative.yaml"), Path.of("../outside/evil.yaml"));
    Files.createSymbolicLink(root.resolve("folder"), outside);
    Files.createSymbolicLink(root.resolve("broken.yaml"), outside.resolve("gone.yaml"));
    Files.createSymbolicLink(root.resolve("loop.yaml"), root.resolve("loop.yaml"));
    Files.createSymbolicLink(root.resolve("inside.yaml"), root.resolve("good.yaml"));
    assertThat(RuleDirectory.load(root)).extracting(SourceText::text).containsOnly("good");
  }

  @Test
  void aFileByItselfIsRulesOrATestByWhereItLies() throws Exception {
    Path tests = Files.createDirectories(folder.resolve("rules/tests/deep"));
    Path rule = Files.writeString(folder.resolve("rules/a.txt"), "rule");
    Path test = Files.writeString(folder.resolve("rules/tests/t.yaml"), "test");
    Files.writeString(tests.resolve("u.yml"), "deep");

    assertThat(RuleDirectory.load(rule)).extracting(SourceText::text).containsExactly("rule");
    assertThat(RuleDirectory.loadTests(rule)).isEmpty();
    assertThat(RuleDirectory.load(test)).isEmpty();
    assertThat(RuleDirectory.loadTests(test)).extracting(SourceText::text).containsExactly("test");
    assertThat(RuleDirectory.load(folder.resolve("rules/tests"))).isEmpty();
    assertThat(RuleDirectory.loadTests(folder.resolve("rules/tests")))
        .extracting(SourceText::text)
        .containsExactly("deep", "test");
    assertThat(RuleDirectory.loadTests(tests)).isEmpty();
    assertThat(RuleDirectory.load(tests)).extracting(SourceText::text).containsExactly("deep");
  }

  @Test
  void moreThanAFileMayHaveIsNotRead() throws Exception {
    Path file = Files.writeString(folder.resolve("big.yaml"), "x".repeat((1 << 20) + 7));

    assertThat(RuleDirectory.load(file).get(0).text()).hasSize((1 << 20) + 1);
  }
}
