package dev.trailwatch.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayInputsTest {
  @TempDir private Path root;

  @BeforeEach
  void files() throws Exception {
    for (String name :
        List.of("a.json", "deep/er/b.json.gz", "deep/c.log", ".git/config", "deep/.hidden")) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
  }

  @Test
  void findsFilesOfFoldersAtAnyDepthButNothingHidden() {
    assertThat(resolve(root.toString()))
        .containsExactly("a.json", "deep/c.log", "deep/er/b.json.gz");
  }

  @Test
  void findsFilesByGlob() {
    assertThat(resolve(root + "/**/*.json.gz")).containsExactly("deep/er/b.json.gz");
    assertThat(resolve(root + "/*.json")).containsExactly("a.json");
    assertThat(resolve(root + "/{a.json,deep/*.log}")).containsExactly("a.json", "deep/c.log");
  }

  @Test
  void takesAFileOnceHoweverOftenItIsNamed() {
    assertThat(resolve(root.toString(), root + "/deep/../a.json", root + "/*.json")).hasSize(3);
  }

  @Test
  void takesAFileWhoseNameLooksLikeAGlob() throws Exception {
    Files.writeString(root.resolve("odd[1].json"), "x");
    assertThat(resolve(root + "/odd[1].json")).containsExactly("odd[1].json");
  }

  @Test
  void namesEveryInputThatIsNotThere() throws Exception {
    ReplayInputs inputs =
        ReplayInputs.resolve(
            List.of(root.toString(), root + "/nope", root + "/*.zip", root + "/no/where/*", "/{"));
    assertThat(inputs.problems()).hasSize(4);
    assertThat(inputs.problems().get(0)).isEqualTo("input \"" + root + "/nope\" does not exist");
    Path empty = Files.createDirectory(root.resolve("empty"));
    assertThat(ReplayInputs.resolve(List.of(empty.toString())).problems())
        .containsExactly("no file in " + empty);
  }

  private List<String> resolve(String... inputs) {
    ReplayInputs resolved = ReplayInputs.resolve(List.of(inputs));
    assertThat(resolved.problems()).isEmpty();
    return resolved.files().stream()
        .map(file -> root.relativize(Path.of(file)).toString())
        .toList();
  }
}
