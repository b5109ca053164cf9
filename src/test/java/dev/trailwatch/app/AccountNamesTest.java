package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountNamesTest {
  @TempDir Path directory;

  @Test
  void readsLinesOfIdAndNameUnderAHeading() throws Exception {
    assertThat(read("id,name\n111122223333,payments\n\n444455556666,\"research, \"\"new\"\"\"\n"))
        .isEqualTo(Map.of("111122223333", "payments", "444455556666", "research, \"new\""));
  }

  @Test
  void readsWhatListAccountsPrints() throws Exception {
    assertThat(read("{\"Accounts\": [{\"Id\": \"111122223333\", \"Name\": \"payments\"}]}"))
        .isEqualTo(Map.of("111122223333", "payments"));
  }

  @Test
  void namesEachFaultyLine() {
    assertThatThrownBy(() -> read("id,name\n1111,payments\n444455556666\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("accounts:2: expected")
        .hasMessageContaining("accounts:3: expected");
  }

  private Map<String, String> read(String text) throws Exception {
    return AccountNames.read(
        Files.writeString(directory.resolve("accounts"), text).toString(), new Storage(null, null));
  }
}
