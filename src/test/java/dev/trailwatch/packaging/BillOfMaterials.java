package dev.trailwatch.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of a jar's parts, in CycloneDX's words: what the project depends on, less what was cut
 * away, and with it what its dependencies carry inside, of which Maven knows nothing.
 *
 * <p>The build runs it after the jar is made. The same jar gives the same bytes: there is no time,
 * no serial number and no address in it.
 */
final class BillOfMaterials {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Pattern PURL = Pattern.compile("pkg:maven/([^/]+)/([^@]+)@([^?]+).*");

  private BillOfMaterials() {}

  /**
   * Completes a list.
   *
   * @param args the list of the project's dependencies, the jar, the list to write
   */
  public static void main(String... args) throws IOException {
    ObjectNode list = (ObjectNode) JSON.readTree(Path.of(args[0]).toFile());
    Path jar = Path.of(args[1]);
    Part own = part(list.at("/metadata/component")).orElseThrow();
    JarParts parts = JarParts.of(jar, dependencies(list), own);
    if (!parts.strangers().isEmpty()) {
      throw new IOException(
          jar
              + ": nothing says which library these classes are of, see ConnectorParts: "
              + parts.strangers());
    }
    complete(list, parts, own);
    ObjectNode subject = (ObjectNode) list.at("/metadata/component");
    subject.remove(List.of("externalReferences", "purl", "hashes"));
    subject.put("purl", own.purl().replace("?type=jar", ""));
    subject.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256(jar));
    Files.writeString(Path.of(args[2]), JSON.writeValueAsString(list) + "\n");
  }

  /** The parts that a list names. */
  static Set<Part> parts(Path list) throws IOException {
    return new TreeSet<>(dependencies(JSON.readTree(list.toFile())));
  }

  private static List<Part> dependencies(JsonNode list) {
    List<Part> found = new ArrayList<>();
    list.path("components").forEach(component -> part(component).ifPresent(found::add));
    return found;
  }

  private static Optional<Part> part(JsonNode component) {
    Matcher purl = PURL.matcher(component.path("purl").asText());
    return purl.matches()
        ? Optional.of(new Part(purl.group(1), purl.group(2), purl.group(3)))
        : component.path("version").isMissingNode() && component.has("group")
            ? Optional.of(
                new Part(component.get("group").asText(), component.get("name").asText(), ""))
            : Optional.empty();
  }

  private static void complete(ObjectNode list, JarParts parts, Part own) {
    Map<Part, JsonNode> known = new TreeMap<>();
    list.path("components").forEach(c -> part(c).ifPresent(part -> known.put(part, c)));
    ArrayNode components = JSON.createArrayNode();
    Map<String, Set<String>> carries = new TreeMap<>();
    for (Part part : parts.parts()) {
      if (part.equals(own)) {
        continue;
      }
      ObjectNode component = JSON.createObjectNode();
      component.put("type", "library").put("bom-ref", part.purl()).put("group", part.group());
      component.put("name", part.name());
      if (!part.version().isEmpty()) {
        component.put("version", part.version());
      }
      component.put("scope", "required");
      JsonNode maven = known.get(part);
      if (maven != null && parts.holder(part).isEmpty()) {
        ArrayNode hashes = component.putArray("hashes");
        for (JsonNode hash : maven.path("hashes")) {
          if (hash.path("alg").asText().equals("SHA-256")) {
            hashes.add(hash);
          }
        }
        if (maven.has("licenses")) {
          component.set("licenses", maven.get("licenses"));
        }
      }
      component.put("purl", part.purl());
      ArrayNode properties = component.putArray("properties");
      properties
          .addObject()
          .put("name", "trailwatch:classes")
          .put("value", String.valueOf(parts.classes(part).size()));
      parts
          .holder(part)
          .ifPresent(
              holder -> {
                properties
                    .addObject()
                    .put("name", "trailwatch:inside")
                    .put("value", holder.toString());
                carries.computeIfAbsent(holder.purl(), h -> new TreeSet<>()).add(part.purl());
              });
      components.add(component);
    }
    list.set("components", components);
    list.remove(List.of("serialNumber", "externalReferences"));
    ((ObjectNode) list.get("metadata")).remove(List.of("timestamp", "properties"));
    ((ObjectNode) list.at("/metadata")).remove("tools");
    list.set("dependencies", graph(list, components, carries, own));
  }

  /** Who needs whom, of what is left. */
  private static ArrayNode graph(
      ObjectNode list, ArrayNode components, Map<String, Set<String>> carries, Part own) {
    Set<String> refs = new TreeSet<>(Set.of(own.purl()));
    components.forEach(component -> refs.add(component.get("bom-ref").asText()));
    Map<String, Set<String>> edges = new TreeMap<>(carries);
    for (JsonNode node : list.path("dependencies")) {
      for (JsonNode to : node.path("dependsOn")) {
        edges.computeIfAbsent(node.get("ref").asText(), r -> new TreeSet<>()).add(to.asText());
      }
    }
    ArrayNode graph = JSON.createArrayNode();
    for (String ref : refs) {
      ObjectNode node = graph.addObject().put("ref", ref);
      Set<String> to = new TreeSet<>(edges.getOrDefault(ref, Set.of()));
      to.retainAll(refs);
      if (!to.isEmpty()) {
        ArrayNode dependsOn = node.putArray("dependsOn");
        to.forEach(dependsOn::add);
      }
    }
    return graph;
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
