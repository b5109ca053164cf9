package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SARIF that {@code check} writes against the official schema of SARIF 2.1.0. */
class SarifTest {
  private static final String FAULTY =
      """
      version: 1
      rules:
        - name: broken
          pattern: '{ $.a == 1 }'
          alarm: {treshold: 6}
        - name: never
          pattern: '{ $.eventName = "ConsoleLogin" && $.errorCode = "\\"x\\" <y>" }'
        - {name: minute, pattern: '{ $.a = 1 }', alarm: {period: 60, treat_missing_data: missing}}
      """;

  @TempDir private Path folder;

  @Test
  void isValid() throws Exception {
    Files.writeString(Files.createDirectory(folder.resolve("a b%c#d")).resolve("ü.yaml"), FAULTY);
    CommandRun run = CommandRun.of("check", "--format", "sarif", folder.toString());

    JsonSchema schema;
    try (InputStream in = SarifTest.class.getResourceAsStream("/sarif/sarif-schema-2.1.0.json")) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
    }
    assertThat(schema.validate(run.out(), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(run.out().replace("\"error\"", "\"bad\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(run.out())
        .contains("\"error\"", "\"warning\"", "\"note\"", "W301", "W320", "W321", "P106", "R203")
        .contains("a%20b%25c%23d/%C3%BC.yaml");
  }
}
