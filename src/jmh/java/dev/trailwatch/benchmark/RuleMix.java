package dev.trailwatch.benchmark;

import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Generated rules in the mix that detection rules for CloudTrail have, each as a filter pattern
 * and, meaning the same, as an Event Ruler rule.
 */
final class RuleMix {
  private static final long SEED = 42;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<FilterPattern> patterns = new ArrayList<>();
  private final List<String> ruler = new ArrayList<>();

  private RuleMix() {}

  /**
   * A mix by its name: {@code mix}, {@code nowildcards}, {@code equality}, {@code unselective}, or
   * {@code shipped}: as many of the rules that ship as there are, for our matcher only.
   */
  static RuleMix of(String name, int size) {
    RuleMix mix = new RuleMix();
    if (name.equals("shipped")) {
      mix.patterns.addAll(ShippedRules.patterns().subList(0, size));
      return mix;
    }
    if (name.equals("mix")) {
      CisRules.addTo(mix);
    }
    while (mix.patterns.size() < size) {
      mix.add(name);
    }
    return mix;
  }

  List<FilterPattern> patterns() {
    return patterns;
  }

  List<String> rulerRules() {
    return ruler;
  }

  void add(String pattern, String rule) {
    try {
      patterns.add(FilterPattern.compile(pattern));
      ruler.add(rule);
    } catch (PatternException e) {
      throw new AssertionError(pattern, e);
    }
  }

  private void add(String mix) {
    switch (mix) {
      case "equality" -> names(random.nextInt(1, 21), random.nextInt(3) == 0);
      case "unselective" -> unselective();
      case "nowildcards" -> mixed(false);
      case "mix" -> mixed(true);
      default -> throw new IllegalArgumentException(mix);
    }
  }

  private void mixed(boolean wildcards) {
    int kind = random.nextInt(100);
    if (kind < 34) {
      names(random.nextInt(1, 21), random.nextInt(3) == 0);
    } else if (kind < 47) {
      if (wildcards) {
        errors();
      } else {
        names(random.nextInt(1, 5), true);
      }
    } else if (kind < 57) {
      user();
    } else if (kind < 64) {
      root();
    } else if (kind < 81) {
      parameters();
    } else if (kind < 88) {
      numbers();
    } else if (kind < 93) {
      address();
    } else if (kind < 96) {
      if (wildcards) {
        agent();
      } else {
        parameters();
      }
    } else if (kind < 99) {
      prefix(wildcards);
    } else {
      different();
    }
  }

  private void names(int count, boolean withSource) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(eventName());
    }
    String source = pick(Vocabulary.SOURCES) + ".amazonaws.com";
    String pattern = any("$.eventName", names);
    String rule = "\"eventName\":" + array(names);
    if (withSource) {
      pattern = "($.eventSource = \"" + source + "\") && " + pattern;
      rule = "\"eventSource\":[\"" + source + "\"]," + rule;
    }
    add("{ " + pattern + " }", "{" + rule + "}");
  }

  private void errors() {
    String first = pick(Vocabulary.ERRORS);
    String second = pick(Vocabulary.ERRORS);
    String name = eventName();
    add(
        "{ (($.errorCode = \""
            + first
            + "\") || ($.errorCode = \""
            + second
            + "\"))"
            + " && ($.eventName = \""
            + name
            + "\") && ($.userIdentity.type = \"IAMUser\") }",
        "{\"errorCode\":[{\"wildcard\":\""
            + first
            + "\"},{\"wildcard\":\""
            + second
            + "\"}],"
            + "\"eventName\":[\""
            + name
            + "\"],\"userIdentity\":{\"type\":[\"IAMUser\"]}}");
  }

  private void user() {
    String user = "svc-" + pick(Vocabulary.NOUNS).toLowerCase(Locale.ROOT) + random.nextInt(500);
    String name = eventName();
    add(
        "{ ($.userIdentity.userName = \""
            + user
            + "\") && ($.eventName != \""
            + name
            + "\")"
            + " && ($.sourceIPAddress != \"10.0.0."
            + random.nextInt(250)
            + "\") }",
        "{\"userIdentity\":{\"userName\":[\""
            + user
            + "\"]},\"eventName\":[{\"anything-but\":[\""
            + name
            + "\"]}],\"sourceIPAddress\":[{\"anything-but\":[\"10.0.0.1\"]}]}");
  }

  private void root() {
    String name = eventName();
    add(
        "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS"
            + " && $.eventType != \"AwsServiceEvent\" && $.eventName = \""
            + name
            + "\" }",
        "{\"userIdentity\":{\"type\":[\"Root\"],\"invokedBy\":[{\"exists\":false}]},"
            + "\"eventType\":[{\"anything-but\":[\"AwsServiceEvent\"]}],\"eventName\":[\""
            + name
            + "\"]}");
  }

  private void parameters() {
    String parameter = pick(Vocabulary.PARAMETERS);
    String name = eventName();
    String value = "prod-" + random.nextInt(2000);
    if (random.nextInt(3) == 0) {
      add(
          "{ ($.eventName = \""
              + name
              + "\") && ($.requestParameters.items[*]."
              + parameter
              + " = \""
              + value
              + "\") }",
          "{\"eventName\":[\""
              + name
              + "\"],\"requestParameters\":{\"items\":{\""
              + parameter
              + "\":[\""
              + value
              + "\"]}}}");
    } else {
      add(
          "{ ($.eventName = \""
              + name
              + "\") && ($.requestParameters."
              + parameter
              + " = \""
              + value
              + "\") && ($.readOnly IS FALSE) }",
          "{\"eventName\":[\""
              + name
              + "\"],\"requestParameters\":{\""
              + parameter
              + "\":[\""
              + value
              + "\"]},\"readOnly\":[false]}");
    }
  }

  private void numbers() {
    int bound = random.nextInt(1, 5000);
    String name = eventName();
    add(
        "{ ($.eventName = \""
            + name
            + "\") && ($.additionalEventData.bytesTransferredOut > "
            + bound
            + ") && ($.additionalEventData.bytesTransferredIn >= 1) }",
        "{\"eventName\":[\""
            + name
            + "\"],\"additionalEventData\":{\"bytesTransferredOut\":"
            + "[{\"numeric\":[\">\","
            + bound
            + "]}],\"bytesTransferredIn\":"
            + "[{\"numeric\":[\">=\",1]}]}}");
  }

  private void address() {
    String prefix = random.nextInt(11, 240) + "." + random.nextInt(256) + ".";
    String source = pick(Vocabulary.SOURCES) + ".amazonaws.com";
    add(
        "{ ($.sourceIPAddress = \"" + prefix + "*\") && ($.eventSource = \"" + source + "\") }",
        "{\"sourceIPAddress\":[{\"prefix\":\""
            + prefix
            + "\"}],\"eventSource\":[\""
            + source
            + "\"]}");
  }

  private void agent() {
    String agent = pick(Vocabulary.AGENTS) + random.nextInt(1000);
    String name = eventName();
    add(
        "{ ($.userAgent = \"*" + agent + "*\") && ($.eventName != \"" + name + "\") }",
        "{\"userAgent\":[{\"wildcard\":\"*"
            + agent
            + "*\"}],\"eventName\":[{\"anything-but\":[\""
            + name
            + "\"]}]}");
  }

  private void prefix(boolean wildcards) {
    String prefix = pick(Vocabulary.VERBS) + pick(Vocabulary.NOUNS).substring(0, 3);
    String value = wildcards ? prefix + "*" : prefix;
    String rule = wildcards ? "{\"prefix\":\"" + prefix + "\"}" : "\"" + prefix + "\"";
    String region = "eu-west-" + random.nextInt(1, 4);
    add(
        "{ ($.eventName = \""
            + value
            + "\") && ($.awsRegion = \""
            + region
            + "\")"
            + " && ($.errorCode NOT EXISTS) }",
        "{\"eventName\":["
            + rule
            + "],\"awsRegion\":[\""
            + region
            + "\"],\"errorCode\":[{\"exists\":false}]}");
  }

  /** Only {@code !=} and NOT EXISTS; one in ten of a thousand has nothing rare in it. */
  private void different() {
    String account = String.valueOf(100_000_000_000L + random.nextInt(1_000_000));
    boolean rare = random.nextInt(10) > 0;
    String field = rare ? "errorCode" : "recipientAccountId";
    add(
        "{ ($."
            + field
            + " != \""
            + account
            + "\") && ($.vpcEndpointId NOT EXISTS) && ($.sharedEventID NOT EXISTS)"
            + " && ($.readOnly NOT EXISTS) }",
        "{\""
            + field
            + "\":[{\"anything-but\":[\""
            + account
            + "\"]}],\"vpcEndpointId\":[{\"exists\":false}],\"sharedEventID\":"
            + "[{\"exists\":false}],\"readOnly\":[{\"exists\":false}]}");
  }

  /** Conditions that nearly every event meets, or one in four: no rule can be told apart early. */
  private void unselective() {
    String region = pick("us-east-1", "us-west-2", "eu-west-1", "eu-central-1");
    String type = pick("AssumedRole", "IAMUser", "AWSService", "Root");
    String version = "2." + random.nextInt(1, 1000);
    add(
        "{ ($.awsRegion = \""
            + region
            + "\") && ($.userIdentity.type = \""
            + type
            + "\") && ($.eventType = \"AwsApiCall\") && ($.eventVersion != \""
            + version
            + "\") }",
        "{\"awsRegion\":[\""
            + region
            + "\"],\"userIdentity\":{\"type\":[\""
            + type
            + "\"]},\"eventType\":[\"AwsApiCall\"],\"eventVersion\":[{\"anything-but\":[\""
            + version
            + "\"]}]}");
  }

  /** Mostly names that security rules ask for, sometimes one that everyday traffic has. */
  private String eventName() {
    if (random.nextInt(300) == 0) {
      return pick("AssumeRole", "Decrypt", "GetSecretValue", "DescribeInstances", "ListBuckets");
    }
    return pick(Vocabulary.VERBS)
        + pick(Vocabulary.NOUNS)
        + (random.nextInt(3) == 0 ? "V" + random.nextInt(2, 9) : "");
  }

  private static String any(String selector, List<String> values) {
    StringBuilder text = new StringBuilder("(");
    for (String value : values) {
      // an alternative is left out where CloudWatch's 1,024 characters would not do
      if (text.length() < 880) {
        text.append(text.length() == 1 ? "" : " || ");
        text.append('(').append(selector).append(" = \"").append(value).append("\")");
      }
    }
    return text.append(")").toString();
  }

  private static String array(List<String> values) {
    return "[\"" + String.join("\",\"", values) + "\"]";
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
