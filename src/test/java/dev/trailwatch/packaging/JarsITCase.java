package dev.trailwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two artefacts, as they are shipped. */
class JarsITCase {
  /** Java 11: what Managed Flink 1.20 runs. */
  private static final int JAVA_11 = 55;

  @ParameterizedTest
  @ValueSource(strings = {"trailwatch.jar", "trailwatch-flink.jar"})
  void holdNoClassThatManagedFlinkCannotLoad(String name) throws Exception {
    List<String> tooNew = new ArrayList<>();
    int classes = 0;
    try (JarFile jar = jar(name)) {
      for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
        if (entry.getName().endsWith(".class")) {
          classes++;
          try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.readInt();
            in.readUnsignedShort();
            if (in.readUnsignedShort() > JAVA_11) {
              tooNew.add(entry.getName());
            }
          }
        }
      }
    }
    assertThat(classes).isGreaterThan(1000);
    assertThat(tooNew).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trailwatch.jar", "trailwatch-flink.jar"})
  void holdWhatOnlyAMalformedRecordAsksFor(String name) throws Exception {
    try (JarFile jar = jar(name)) {
      assertThat(jar.getEntry("javax/xml/bind/DatatypeConverter.class")).isNotNull();
      assertThat(jar.getEntry("dev/trailwatch/app/DetectionApp.class")).isNotNull();
      assertThat(jar.stream().map(ZipEntry::getName))
          .noneMatch(entry -> entry.startsWith("amazon-kinesis-producer-native-binaries/"));
    }
  }

  /** What lies in a jar within a jar has to be unpacked at each start, and is in no archive. */
  @ParameterizedTest
  @CsvSource({"trailwatch.jar, true", "trailwatch-flink.jar, false"})
  void holdNoJarWithin(String name, boolean withFlink) throws Exception {
    try (JarFile jar = jar(name)) {
      assertThat(jar.stream().map(ZipEntry::getName)).noneMatch(entry -> entry.endsWith(".jar"));
      assertThat(jar.getEntry("org/apache/pekko/actor/ActorSystem.class") != null)
          .isEqualTo(withFlink);
      assertThat(jar.getEntry("META-INF/services/" + RpcSystemLoader.class.getName()) != null)
          .isEqualTo(withFlink);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trailwatch.jar", "trailwatch-flink.jar"})
  void mergeServiceFiles(String name) throws Exception {
    try (JarFile jar = jar(name)) {
      ZipEntry services =
          jar.getEntry("META-INF/services/software.amazon.awssdk.http.SdkHttpService");
      try (InputStream in = jar.getInputStream(services)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("apache5");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trailwatch-flink.jar"})
  void leaveFlinkToTheCluster(String name) throws Exception {
    try (JarFile jar = jar(name)) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .noneMatch(entry -> entry.startsWith("org/apache/flink/runtime/"))
          .noneMatch(entry -> entry.startsWith("org/apache/flink/streaming/api/"))
          .noneMatch(entry -> entry.startsWith("dev/trailwatch/cli/"))
          .noneMatch(entry -> entry.startsWith("org/apache/logging/"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.trailwatch.app.DetectionApp");
    }
  }

  @ParameterizedTest
  @CsvSource({"trailwatch.jar, 110", "trailwatch-flink.jar, 30"})
  void areAsSmallAsTheyCanBe(String name, int megabytes) throws Exception {
    assertThat(Files.size(Path.of("target", name))).isLessThan(megabytes * 1_000_000L);
  }

  private static JarFile jar(String name) throws Exception {
    return new JarFile(Path.of("target", name).toFile());
  }
}
