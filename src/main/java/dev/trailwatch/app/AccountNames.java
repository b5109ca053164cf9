package dev.trailwatch.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.diagnostic.Causes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Account ids to names: from a CSV of the two, or from what {@code list-accounts} prints. */
final class AccountNames {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AccountNames() {}

  /**
   * Reads a file: lines {@code id,name} with an optional heading, or the JSON of {@code aws
   * organizations list-accounts}.
   *
   * @throws ConfigException if it cannot be read, or is neither, with each faulty line
   */
  static Map<String, String> read(String file, Storage storage) throws ConfigException {
    String text;
    try {
      text = storage.text(file);
    } catch (IOException e) {
      throw new ConfigException(
          List.of("trailwatch.accounts.location: " + file + ": " + Causes.ofFile(e)));
    }
    return text.stripLeading().startsWith("{") ? fromJson(file, text) : fromCsv(file, text);
  }

  private static Map<String, String> fromJson(String file, String text) throws ConfigException {
    Map<String, String> names = new TreeMap<>();
    try {
      for (JsonNode account : JSON.readTree(text).path("Accounts")) {
        names.put(account.path("Id").asText(), account.path("Name").asText());
      }
    } catch (JsonProcessingException e) {
      throw new ConfigException(List.of(file + ": no JSON: " + e.getOriginalMessage()));
    }
    if (names.isEmpty()) {
      throw new ConfigException(
          List.of(file + ": no accounts in it, expected {\"Accounts\": [...]}"));
    }
    return names;
  }

  private static Map<String, String> fromCsv(String file, String text) throws ConfigException {
    Map<String, String> names = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      int comma = line.indexOf(',');
      String id = comma < 0 ? line.strip() : line.substring(0, comma).strip();
      if (id.matches("\\d{12}") && comma > 0) {
        names.put(id, unquoted(line.substring(comma + 1).strip()));
      } else if (!line.isBlank() && number > 1) {
        problems.add(file + ":" + number + ": expected an account id of 12 digits and its name");
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return names;
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
  }
}
