package dev.trailwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of the Flink jar's parts, held against the jar. */
class BillOfMaterialsITCase {
  private static final Path JAR = Path.of("target/trailwatch-flink.jar");
  private static final Path LIST = Path.of("target/trailwatch-flink.cdx.json");
  private static final Part OWN = new Part("dev.trailwatch", "trailwatch", "");
  private static final Pattern LINE = Pattern.compile("(?m)^(\\w+)=(.*?)\\s*$");

  private static Set<Part> listed;
  private static JarParts found;

  @BeforeAll
  static void read() throws IOException {
    listed = BillOfMaterials.parts(LIST);
    found = JarParts.of(JAR, listed, OWN);
  }

  @Test
  void everyClassIsOfAPartThatIsListed() {
    Set<Part> parts = new TreeSet<>(found.parts());
    parts.remove(OWN);
    assertThat(found.strangers()).isEmpty();
    assertThat(listed).containsAll(parts);
    assertThat(parts).hasSizeGreaterThan(80);
  }

  @Test
  void nothingIsListedThatWasCutAway() {
    assertThat(listed)
        .allSatisfy(part -> assertThat(found.classes(part)).as("%s", part).isNotEmpty());
  }

  /** The notes that Maven's builds leave in jars are another witness of what is in this one. */
  @Test
  void everyLibraryThatLeftItsNameIsListed() throws IOException {
    Set<Part> named = new TreeSet<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String name :
          jar.stream().map(ZipEntry::getName).filter(n -> n.endsWith("pom.properties")).toList()) {
        String group = "";
        String artifact = "";
        String version = "";
        Matcher lines = LINE.matcher(JarParts.text(jar, name));
        while (lines.find()) {
          switch (lines.group(1)) {
            case "groupId" -> group = lines.group(2);
            case "artifactId" -> artifact = lines.group(2);
            case "version" -> version = lines.group(2);
            default -> {}
          }
        }
        named.add(new Part(group, artifact, version));
      }
    }
    named.removeIf(part -> part.group().equals(OWN.group()));
    assertThat(named).hasSizeGreaterThan(40);
    assertThat(listed).containsAll(named);
  }

  /** The connector's NOTICE names what it carries; the build gives it newer copies of some. */
  @Test
  void whatTheConnectorCarriesIsListedUnlessItIsExchangedOrUnused() throws IOException {
    List<String> exchanged =
        List.of("com.fasterxml.jackson.", "io.netty", "com.google.protobuf", "software.amazon.ion");
    List<String> unused =
        List.of(
            "aws-java-sdk-cloudwatch",
            "aws-java-sdk-dynamodb",
            "aws-java-sdk-kms",
            "aws-java-sdk-s3",
            "dynamodb-streams-kinesis-adapter",
            "arns");
    Set<String> carried = new TreeSet<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Matcher lines =
          Pattern.compile("(?m)^- ([\\w.-]+):([\\w.-]+):([\\w.-]+)\\s*$")
              .matcher(JarParts.text(jar, "META-INF/NOTICE"));
      while (lines.find()) {
        Part part = new Part(lines.group(1), lines.group(2), lines.group(3));
        boolean gone =
            exchanged.stream().anyMatch(part.group()::startsWith) || unused.contains(part.name());
        assertThat(listed.contains(part)).as("%s is listed", part).isNotEqualTo(gone);
        carried.add(part.name());
      }
    }
    assertThat(carried).hasSizeGreaterThan(50);
  }

  @Test
  void theListIsOfThisJarAndSaysNothingOfWhereOrWhenItWasMade() throws Exception {
    String text = Files.readString(LIST);
    assertThat(text)
        .contains(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(JAR))));
    assertThat(text).doesNotContain("timestamp", "serialNumber", "file:", "localhost");
    assertThat(text).doesNotContain(System.getProperty("user.home"));
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(300_000);
  }
}
