package dev.trailwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of known findings, held against the parts of the jar. */
class FindingsITCase {
  private static final Pattern PART = Pattern.compile("`([\\w.-]+):([\\w.-]+)@([\\w.-]+)`");

  @Test
  void everyPartThatThePageNamesIsInTheJar() throws IOException {
    Set<Part> listed = BillOfMaterials.parts(Path.of("target/trailwatch-flink.cdx.json"));
    Set<Part> named = new TreeSet<>();
    Matcher parts = PART.matcher(Files.readString(Path.of("src/site/markdown/vex.md")));
    while (parts.find()) {
      named.add(new Part(parts.group(1), parts.group(2), parts.group(3)));
    }
    assertThat(named).hasSizeGreaterThan(8);
    assertThat(listed).containsAll(named);
  }
}
