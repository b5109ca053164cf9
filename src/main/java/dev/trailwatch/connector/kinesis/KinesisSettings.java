package dev.trailwatch.connector.kinesis;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.jspecify.annotations.Nullable;

/** The keys of a source group, checked, and what they mean to the connector. */
final class KinesisSettings {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:kinesis:([a-z0-9-]+):\\d{12}:stream/([a-zA-Z0-9_.-]{1,128})");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> KEYS =
      Set.of(
          "type",
          "stream.arn",
          "stream.name",
          "aws.region",
          "aws.endpoint",
          "initial.position",
          "initial.timestamp",
          "record.publisher");
  private static final List<String> PREFIXES = List.of("flink.", "aws.credentials.");

  private final String stream;
  private final boolean startsAtLatest;
  private final Properties properties;

  private KinesisSettings(String stream, boolean startsAtLatest, Properties properties) {
    this.stream = stream;
    this.startsAtLatest = startsAtLatest;
    this.properties = properties;
  }

  /** The stream's name. */
  String stream() {
    return stream;
  }

  /** Whether reading begins at the job's first start. */
  boolean startsAtLatest() {
    return startsAtLatest;
  }

  /** A copy of what the connector is given. */
  Properties connectorProperties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /** All faults of a group. */
  static List<String> problems(Map<String, String> group) {
    List<String> problems = new ArrayList<>();
    read(group, problems);
    return problems;
  }

  /** A group's meaning; all its faults at once in the exception's message. */
  static KinesisSettings of(Map<String, String> group) {
    List<String> problems = new ArrayList<>();
    KinesisSettings settings = read(group, problems);
    if (settings == null || !problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return settings;
  }

  private static @Nullable KinesisSettings read(Map<String, String> group, List<String> problems) {
    Map<String, String> keys = new TreeMap<>(group);
    for (String key : keys.keySet()) {
      if (!KEYS.contains(key) && !isHandedOn(key)) {
        problems.add("unknown key \"" + key + "\", expected one of " + String.join(", ", KEYS));
      }
    }
    Properties properties = new Properties();
    keys.forEach(
        (key, value) -> {
          if (isHandedOn(key)) {
            properties.setProperty(key, value);
          }
        });
    String stream = stream(keys, properties, problems);
    endpoint(keys.get("aws.endpoint"), properties, problems);
    boolean latest = position(keys, properties, problems);
    publisher(
        keys.getOrDefault("record.publisher", "POLLING").toUpperCase(Locale.ROOT),
        properties,
        problems);
    return stream == null ? null : new KinesisSettings(stream, latest, properties);
  }

  private static @Nullable String stream(
      Map<String, String> keys, Properties properties, List<String> problems) {
    String arn = keys.get("stream.arn");
    String name = keys.get("stream.name");
    String region = keys.get("aws.region");
    if (arn != null) {
      Matcher matcher = ARN.matcher(arn);
      if (!matcher.matches()) {
        problems.add(
            "stream.arn is \""
                + arn
                + "\", expected arn:aws:kinesis:<region>:<account>:stream/<name>");
        return null;
      }
      if (name != null && !name.equals(matcher.group(2))) {
        problems.add("stream.arn and stream.name name different streams, expected one of the two");
      }
      if (region != null && !region.equals(matcher.group(1))) {
        problems.add("stream.arn and aws.region name different regions, expected the ARN alone");
      }
      properties.setProperty(AWSConfigConstants.AWS_REGION, matcher.group(1));
      return matcher.group(2);
    }
    if (name == null) {
      problems.add("no stream is named, expected stream.arn, or stream.name and aws.region");
      return null;
    }
    if (!NAME.matcher(name).matches()) {
      problems.add("stream.name is \"" + name + "\", expected letters, digits, _ . and - only");
    }
    if (region == null) {
      problems.add("aws.region is missing, expected the region of the stream \"" + name + "\"");
    } else {
      properties.setProperty(AWSConfigConstants.AWS_REGION, region);
    }
    return name;
  }

  private static void endpoint(
      @Nullable String endpoint, Properties properties, List<String> problems) {
    if (endpoint == null) {
      return;
    }
    try {
      URI uri = new URI(endpoint);
      boolean loopback = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
      if (loopback || ("https".equals(uri.getScheme()) && uri.getHost() != null)) {
        properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, endpoint);
        return;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    problems.add(
        "aws.endpoint is \"" + endpoint + "\", expected https, or http on this machine's loopback");
  }

  /** Where reading begins; true when that is the job's first start. */
  private static boolean position(
      Map<String, String> keys, Properties properties, List<String> problems) {
    String key = ConsumerConfigConstants.STREAM_INITIAL_POSITION;
    String timeKey = ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP;
    // the connector's own keys hold where ours say nothing
    String position =
        keys.getOrDefault("initial.position", properties.getProperty(key, "LATEST"))
            .toUpperCase(Locale.ROOT);
    switch (position) {
      case "LATEST":
        properties.setProperty(key, "AT_TIMESTAMP");
        // a place holder: the consumer puts the job's first start here
        properties.setProperty(timeKey, "0");
        return true;
      case "TRIM_HORIZON":
        properties.setProperty(key, position);
        return false;
      case "AT_TIMESTAMP":
        properties.setProperty(key, position);
        timestamp(keys.get("initial.timestamp"), properties, problems);
        return false;
      default:
        problems.add(
            "initial.position is \""
                + position
                + "\", expected LATEST, TRIM_HORIZON or AT_TIMESTAMP");
        return false;
    }
  }

  private static void timestamp(
      @Nullable String time, Properties properties, List<String> problems) {
    String key = ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP;
    if (time == null) {
      if (!properties.containsKey(key)) {
        problems.add("initial.timestamp is missing, AT_TIMESTAMP needs a time");
      }
      return;
    }
    try {
      properties.setProperty(key, CaughtUpConsumer.seconds(Instant.parse(time).toEpochMilli()));
    } catch (DateTimeParseException e) {
      problems.add(
          "initial.timestamp is \"" + time + "\", expected a time such as 2026-01-31T06:00:00Z");
    }
  }

  private static void publisher(String publisher, Properties properties, List<String> problems) {
    if ("EFO".equals(publisher)) {
      properties.setProperty(ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, "EFO");
      properties.putIfAbsent(ConsumerConfigConstants.EFO_CONSUMER_NAME, "trailwatch");
    } else if ("POLLING".equals(publisher)) {
      properties.putIfAbsent(ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, "POLLING");
    } else {
      problems.add("record.publisher is \"" + publisher + "\", expected POLLING or EFO");
    }
  }

  private static boolean isHandedOn(String key) {
    return PREFIXES.stream().anyMatch(key::startsWith);
  }
}
