package dev.trailwatch.packaging;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * The library that each class of a shaded jar comes from: a jar that the project depends on, or one
 * that such a jar carries inside.
 */
final class JarParts {
  private static final String CONNECTOR = "flink-connector-kinesis";
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  /** Copies that a library keeps under a name of its own, and where in it the version stands. */
  private static final List<Copy> COPIES =
      List.of(
          new Copy(
              "software/amazon/awssdk/thirdparty/jackson/core/",
              "com.fasterxml.jackson.core",
              "jackson-core",
              "json/PackageVersion.class"),
          new Copy(
              ConnectorParts.PREFIX + "software/amazon/awssdk/thirdparty/jackson/core/",
              "com.fasterxml.jackson.core",
              "jackson-core",
              "json/PackageVersion.class"),
          new Copy(
              ConnectorParts.PREFIX + "software/amazon/awssdk/thirdparty/jackson/dataformat/cbor/",
              "com.fasterxml.jackson.dataformat",
              "jackson-dataformat-cbor",
              "PackageVersion.class"),
          new Copy(
              "io/netty/util/internal/shaded/org/jctools/",
              "org.jctools",
              "jctools-core",
              "META-INF/maven/org.jctools/jctools-core/pom.properties"),
          // it does not say of which version it is
          new Copy(
              "com/fasterxml/jackson/core/internal/shaded/fdp/",
              "ch.randelshofer",
              "fastdoubleparser",
              ""));

  private record Copy(String prefix, String group, String name, String version) {}

  private final Map<Part, Part> holders = new TreeMap<>();
  private final Map<Part, Set<String>> classes = new TreeMap<>();
  private final Set<String> strangers = new TreeSet<>();

  private JarParts() {}

  /**
   * Reads a jar.
   *
   * @param dependencies the libraries that it may have been made of
   * @param own the part whose classes are the project's
   */
  static JarParts of(Path jar, Collection<Part> dependencies, Part own) throws IOException {
    JarParts found = new JarParts();
    Map<String, Part> owners = new HashMap<>();
    Optional<ConnectorParts> inside = Optional.empty();
    Part connector = own;
    Map<String, Path> files = classPath();
    for (Part part : dependencies) {
      Path file = files.get(part.file());
      if (file != null) {
        try (JarFile library = new JarFile(file.toFile())) {
          library.stream()
              .map(ZipEntry::getName)
              .filter(JarParts::isClass)
              .forEach(entry -> owners.putIfAbsent(entry, part));
          if (part.name().equals(CONNECTOR)) {
            connector = part;
            inside = Optional.of(ConnectorParts.of(text(library, "META-INF/NOTICE")));
          }
        }
      }
    }
    try (JarFile shaded = new JarFile(jar.toFile())) {
      for (ZipEntry entry : shaded.stream().filter(e -> isClass(e.getName())).toList()) {
        String name = entry.getName();
        Part owner = name.startsWith("dev/trailwatch/") ? own : owners.get(name);
        if (inside.isPresent() && ConnectorParts.holds(name)) {
          owner = inside.get().owner(name).orElse(null);
          if (owner != null) {
            found.holders.put(owner, connector);
          }
        }
        if (owner == null) {
          found.strangers.add(name);
          continue;
        }
        found.classes.computeIfAbsent(owner, p -> new TreeSet<>()).add(name);
        for (Copy copy : COPIES) {
          if (name.startsWith(copy.prefix())) {
            Part part = new Part(copy.group(), copy.name(), version(shaded, copy));
            found.classes.computeIfAbsent(part, p -> new TreeSet<>()).add(name);
            found.holders.put(part, owner);
          }
        }
      }
    }
    return found;
  }

  /** What the jar is made of. */
  Set<Part> parts() {
    return classes.keySet();
  }

  /** The classes of a part. */
  Set<String> classes(Part part) {
    return classes.getOrDefault(part, Set.of());
  }

  /** The library that carries a part inside; empty for a dependency of the project's own. */
  Optional<Part> holder(Part part) {
    return Optional.ofNullable(holders.get(part));
  }

  /** Classes of which nothing says where they come from. */
  Set<String> strangers() {
    return strangers;
  }

  /** The jars of the class path by their file names. */
  private static Map<String, Path> classPath() {
    return new LinkedHashSet<>(
            List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)))
        .stream()
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .collect(
                Collectors.toMap(path -> path.getFileName().toString(), path -> path, (a, b) -> a));
  }

  static String text(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      throw new IOException(jar.getName() + " has no " + name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String version(JarFile jar, Copy copy) throws IOException {
    if (copy.version().isEmpty()) {
      return "";
    }
    boolean inside = !copy.version().startsWith("META-INF/");
    String text = text(jar, (inside ? copy.prefix() : "") + copy.version());
    Matcher version = VERSION.matcher(text);
    if (!version.find()) {
      throw new IOException("no version in " + copy.version() + " of " + copy.name());
    }
    return version.group();
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.startsWith("META-INF/");
  }
}
