package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code rules/rules.schema.json}, which editors use, equal to what the reader accepts. */
class SchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode TEXT = text();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TEXT);

  /** Faults that no JSON Schema can tell: they lie in patterns, or between values and files. */
  private static final Set<RuleFileCode> BEYOND_A_SCHEMA =
      Set.of(
          RuleFileCode.DUPLICATE_NAME,
          RuleFileCode.UNKNOWN_REFERENCE,
          RuleFileCode.REQUIRED_RULE,
          RuleFileCode.CONFLICT,
          RuleFileCode.BAD_DIMENSION);

  static Stream<Path> all() throws IOException {
    List<Path> files = new ArrayList<>();
    Golden.files("good").forEach(files::add);
    Golden.files("bad").forEach(files::add);
    try (Stream<Path> shipped = Files.list(Path.of("rules"))) {
      shipped.filter(path -> path.toString().endsWith(".yaml")).forEach(files::add);
    }
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSchemaAcceptsWhatTheReaderAcceptsAndRefusesWhatItRefuses(Path file) throws IOException {
    Findings findings = new Findings();
    YamlNode root = YamlTree.read(Golden.source(file), findings);
    if (root == null || !root.is(YamlNode.Kind.MAP)) {
      assertThat(findings.all().isEmpty() && root == null).as("YAML that neither reads").isFalse();
      return;
    }
    List<Issue> errors =
        RuleFileReader.read(List.of(Golden.source(file))).issues().stream()
            .filter(issue -> issue.severity() == Severity.ERROR)
            .toList();
    var refusals = SCHEMA.validate(MAPPER.readTree(EventText.of(root)));

    if (errors.isEmpty()) {
      assertThat(refusals).isEmpty();
    } else if (errors.stream().anyMatch(SchemaTest::aSchemaCanTell)) {
      assertThat(refusals).as("the reader says %s", errors).isNotEmpty();
    }
  }

  @Test
  void theSchemaHasTheKeysOfTheReaderAndNoOthers() {
    Map<String, Shape> shapes =
        Map.ofEntries(
            Map.entry("metric", Shape.METRIC),
            Map.entry("alarm", Shape.ALARM),
            Map.entry("standalone_alarm", Shape.STANDALONE_ALARM),
            Map.entry("watched", Shape.WATCHED),
            Map.entry("exception", Shape.EXCEPTION),
            Map.entry("accepted", Shape.ACCEPTED),
            Map.entry("test", Shape.TEST),
            Map.entry("rule", Shape.RULE),
            Map.entry("defaults", Shape.DEFAULTS),
            Map.entry("values", Shape.VALUES),
            Map.entry("mute", Shape.MUTE),
            Map.entry("overridden_alarm", Shape.OVERRIDDEN_ALARM),
            Map.entry("override", Shape.OVERRIDE));
    shapes.forEach((name, shape) -> same(name, TEXT.at("/$defs/" + name), shape));
    same("file", TEXT, Shape.FILE);

    assertThat(names(TEXT.at("/$defs"))).containsAll(shapes.keySet()).hasSize(shapes.size() + 1);
  }

  private static void same(String name, JsonNode definition, Shape shape) {
    assertThat(names(definition.get("properties"))).as(name).isEqualTo(new TreeSet<>(shape.keys()));
    Set<String> required = new TreeSet<>();
    definition.path("required").forEach(key -> required.add(key.asText()));
    assertThat(required).as(name).isEqualTo(new TreeSet<>(shape.required()));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean aSchemaCanTell(Issue issue) {
    return issue.code() instanceof RuleFileCode
        && !BEYOND_A_SCHEMA.contains((RuleFileCode) issue.code());
  }

  private static JsonNode text() {
    try {
      return MAPPER.readTree(Files.readString(Path.of("rules/rules.schema.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
