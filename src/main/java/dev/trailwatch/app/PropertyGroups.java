package dev.trailwatch.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Property groups as Managed Flink keeps them: {@code [{"PropertyGroupId": ..., "PropertyMap":
 * {...}}]}.
 */
public final class PropertyGroups {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PropertyGroups() {}

  /**
   * Reads a file such as {@code application_properties.json}.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigException if it has another form
   */
  public static Map<String, Properties> read(Path file) throws IOException, ConfigException {
    JsonNode groups;
    try {
      groups = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw problem(file + ":" + line + ": no JSON: " + e.getOriginalMessage());
    }
    if (groups == null || !groups.isArray()) {
      throw problem(
          file + ": expected a list of {\"PropertyGroupId\": ..., \"PropertyMap\": {...}}");
    }
    Map<String, Properties> read = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (JsonNode group : groups) {
      JsonNode id = group.path("PropertyGroupId");
      JsonNode map = group.path("PropertyMap");
      if (!id.isTextual() || !map.isObject()) {
        problems.add(file + ": a group needs a \"PropertyGroupId\" and a \"PropertyMap\"");
        continue;
      }
      Properties properties = read.computeIfAbsent(id.asText(), name -> new Properties());
      map.properties()
          .forEach(
              entry -> {
                if (entry.getValue().isValueNode()) {
                  properties.setProperty(entry.getKey(), entry.getValue().asText());
                } else {
                  problems.add(
                      file + ": " + id.asText() + ": " + entry.getKey() + ": expected a text");
                }
              });
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return read;
  }

  /**
   * Sets one value from {@code GROUP.KEY=VALUE}; the group's prefix {@code trailwatch.} may be left
   * out.
   *
   * @throws ConfigException if the assignment names no group
   */
  public static void set(Map<String, Properties> groups, String assignment) throws ConfigException {
    int equals = assignment.indexOf('=');
    String name = equals < 0 ? assignment : assignment.substring(0, equals);
    String full = name.startsWith("trailwatch.") ? name : "trailwatch." + name;
    for (String group : JobConfig.GROUPS) {
      if (equals > 0 && full.startsWith(group + ".") && full.length() > group.length() + 1) {
        groups
            .computeIfAbsent(group, id -> new Properties())
            .setProperty(full.substring(group.length() + 1), assignment.substring(equals + 1));
        return;
      }
    }
    throw problem(
        "--set "
            + assignment
            + ": expected GROUP.KEY=VALUE; the groups are "
            + String.join(", ", JobConfig.GROUPS));
  }

  private static ConfigException problem(String text) {
    return new ConfigException(List.of(text));
  }
}
