package dev.trailwatch.app;

import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.event.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads typed values out of property groups and collects everything that is wrong with them. */
final class PropertyReader {
  private static final Pattern DURATION =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|sec|min|m|h|d)?", Pattern.CASE_INSENSITIVE);

  /** Keys whose values nobody is shown. */
  private static final Pattern SECRET =
      Pattern.compile("secret|token|passw|accesskey|private.?key", Pattern.CASE_INSENSITIVE);

  /** Name and password in an address. */
  private static final Pattern USER = Pattern.compile("//[^/\\s\"@]+@");

  private final Map<String, Properties> groups;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, TreeSet<String>> known = new LinkedHashMap<>();
  private final Map<String, List<String>> prefixes = new LinkedHashMap<>();

  PropertyReader(Map<String, Properties> groups) {
    this.groups = groups;
  }

  /** The value, trimmed; null if it is absent or blank. */
  @Nullable String text(String group, String key) {
    known.computeIfAbsent(group, g -> new TreeSet<>()).add(key);
    Properties properties = groups.get(group);
    String value = properties == null ? null : properties.getProperty(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  String text(String group, String key, String fallback) {
    String value = text(group, key);
    return value == null ? fallback : value;
  }

  /** Texts with commas between them; none if the key is absent. */
  List<String> list(String group, String key) {
    return Arrays.stream(text(group, key, "").split(","))
        .map(String::trim)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }

  /** One of some words, in any case. */
  String choice(String group, String key, String fallback, String... words) {
    String value = text(group, key, fallback);
    for (String word : words) {
      if (word.equalsIgnoreCase(value)) {
        return word;
      }
    }
    problem(group, key, "\"" + value + "\" is none of " + String.join(", ", words));
    return fallback;
  }

  /** A length of time such as {@code 15 min}, {@code 200 ms}, {@code 24h} or {@code PT15M}. */
  Duration duration(String group, String key, Duration fallback) {
    String value = text(group, key);
    if (value == null) {
      return fallback;
    }
    Matcher matcher = DURATION.matcher(value);
    if (matcher.matches()) {
      String unit = matcher.group(2) == null ? "s" : matcher.group(2).toLowerCase(Locale.ROOT);
      double number = Double.parseDouble(matcher.group(1));
      return Duration.ofMillis(Math.round(number * millis(unit)));
    }
    try {
      Duration parsed = Duration.parse(value);
      if (!parsed.isNegative()) {
        return parsed;
      }
    } catch (DateTimeParseException e) {
      // said below, in words of ours
    }
    problem(group, key, "\"" + value + "\" is no length of time, such as 15 min, 200 ms or 24 h");
    return fallback;
  }

  private static long millis(String unit) {
    switch (unit) {
      case "ms":
        return 1;
      case "m":
      case "min":
        return 60_000;
      case "h":
        return 3_600_000;
      case "d":
        return 86_400_000;
      default:
        return 1000;
    }
  }

  int integer(String group, String key, int fallback, int least, int most) {
    String value = text(group, key);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, in words of ours
    }
    problem(group, key, "\"" + value + "\" is no whole number from " + least + " to " + most);
    return fallback;
  }

  @Nullable Instant instant(String group, String key) {
    String value = text(group, key);
    if (value == null) {
      return null;
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      problem(group, key, "\"" + value + "\" is no time such as 2026-01-01T00:00:00Z");
      return null;
    }
  }

  /** All values whose key begins with a prefix, by the rest of their keys. */
  Map<String, String> startingWith(String group, String prefix) {
    prefixes.computeIfAbsent(group, g -> new ArrayList<>()).add(prefix);
    Map<String, String> found = new LinkedHashMap<>();
    Properties properties = groups.get(group);
    if (properties != null) {
      for (String key : new TreeSet<>(properties.stringPropertyNames())) {
        if (key.startsWith(prefix) && key.length() > prefix.length()) {
          found.put(key.substring(prefix.length()), properties.getProperty(key).strip());
        }
      }
    }
    return found;
  }

  void problem(String group, String key, String what) {
    problems.add(group + ": " + key + ": " + (isSecret(key) ? "unusable value" : masked(what)));
  }

  /** Every value that is set, one a line, for people; secrets are masked. */
  List<String> settings() {
    List<String> settings = new ArrayList<>();
    for (String group : new TreeSet<>(groups.keySet())) {
      Properties properties = groups.getOrDefault(group, new Properties());
      for (String key : new TreeSet<>(properties.stringPropertyNames())) {
        String value = isSecret(key) ? "****" : masked(properties.getProperty(key));
        settings.add(group + "." + key + " = " + value);
      }
    }
    return settings;
  }

  private static boolean isSecret(String key) {
    return SECRET.matcher(key).find();
  }

  private static String masked(String text) {
    return Visible.of(Secrets.mask(USER.matcher(text).replaceAll("//****@")));
  }

  void problem(String what) {
    problems.add(what);
  }

  /** Everything wrong so far, keys and groups that nothing has asked for included. */
  List<String> problems(Collection<String> groupNames) {
    List<String> all = new ArrayList<>(problems);
    for (Map.Entry<String, Properties> group : groups.entrySet()) {
      if (!groupNames.contains(group.getKey())) {
        all.add(
            "unknown property group \""
                + group.getKey()
                + "\"; the groups are "
                + String.join(", ", groupNames));
        continue;
      }
      for (String key : new TreeSet<>(group.getValue().stringPropertyNames())) {
        if (!isKnown(group.getKey(), key)) {
          all.add(
              group.getKey()
                  + ": unknown key \""
                  + key
                  + "\"; known are "
                  + String.join(", ", known.getOrDefault(group.getKey(), new TreeSet<>())));
        }
      }
    }
    return all;
  }

  private boolean isKnown(String group, String key) {
    if (known.getOrDefault(group, new TreeSet<>()).contains(key)) {
      return true;
    }
    return prefixes.getOrDefault(group, List.of()).stream()
        .anyMatch(prefix -> key.startsWith(prefix) && key.length() > prefix.length());
  }
}
