package dev.trailwatch.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.pattern.FilterPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Machine;

/**
 * The matcher against AWS Event Ruler, on generated rules and events of what both languages can
 * say.
 *
 * <p>They part where a field holds an array or null (Event Ruler looks into it, a filter pattern
 * does not), at {@code !=} below a wildcard, and at numbers that are written as text; none of these
 * is generated. {@code -Dtrailwatch.ruler.sets=10000} for more rule sets.
 */
final class EventRulerDifferentialTest {
  private static final int SETS = Integer.getInteger("trailwatch.ruler.sets", 30);
  private static final int RULES = 30;
  private static final int EVENTS = 60;

  private final Random random = new Random(Long.getLong("trailwatch.ruler.seed", 20261128));

  @Test
  void bothEnginesFindTheSameRules() throws Exception {
    long matches = 0;
    for (int set = 0; set < SETS; set++) {
      Machine machine = Machine.builder().build();
      List<FilterPattern> patterns = new ArrayList<>();
      for (int i = 0; i < RULES; i++) {
        Both rule = rule();
        patterns.add(FilterPattern.compile("{ " + rule.pattern + " }"));
        machine.addRule(String.valueOf(i), "{" + rule.ruler + "}");
      }
      MatchSession session = Matcher.compile(patterns).newSession();
      for (int i = 0; i < EVENTS; i++) {
        String event = event();
        TreeSet<Integer> theirs = new TreeSet<>();
        machine.rulesForJSONEvent(event).forEach(name -> theirs.add(Integer.valueOf(name)));
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        MatchedPatterns matched = session.matchMessage(bytes, 0, bytes.length);
        TreeSet<Integer> ours = new TreeSet<>();
        for (int j = 0; j < matched.count(); j++) {
          ours.add(matched.pattern(j));
        }
        for (int j = 0; j < RULES; j++) {
          if (ours.contains(j) != theirs.contains(j)) {
            String finder = ours.contains(j) ? "we alone find " : "Event Ruler alone finds ";
            throw new AssertionError(finder + patterns.get(j) + " in " + event);
          }
        }
        matches += ours.size();
      }
    }
    long pairs = (long) SETS * RULES * EVENTS;
    System.out.printf("Event Ruler: %,d pairs, %,d matches, 0 differences%n", pairs, matches);
    assertThat(matches).isBetween(pairs / 100, pairs / 2);
  }

  /** A rule in both languages. */
  private static final class Both {
    private final String pattern;
    private final String ruler;

    Both(String pattern, String ruler) {
      this.pattern = pattern;
      this.ruler = ruler;
    }
  }

  /** Conditions on some fields, all of which must hold; or one of two such lists. */
  private Both rule() {
    if (random.nextInt(4) > 0) {
      return conditions(1 + random.nextInt(3));
    }
    Both first = conditions(1 + random.nextInt(2));
    Both second = conditions(1 + random.nextInt(2));
    return new Both(
        "(" + first.pattern + ") || (" + second.pattern + ")",
        "\"$or\":[{" + first.ruler + "},{" + second.ruler + "}]");
  }

  private Both conditions(int count) {
    List<String> fields = new ArrayList<>(List.of("s", "o.s", "n", "flag", "items.k", "late"));
    Collections.shuffle(fields, random);
    List<String> pattern = new ArrayList<>();
    List<String> ruler = new ArrayList<>();
    for (String field : fields.subList(0, count)) {
      Both condition = condition(field);
      pattern.add("(" + condition.pattern + ")");
      int dot = field.indexOf('.');
      ruler.add(
          dot < 0
              ? "\"" + field + "\":[" + condition.ruler + "]"
              : "\""
                  + field.substring(0, dot)
                  + "\":{\""
                  + field.substring(dot + 1)
                  + "\":["
                  + condition.ruler
                  + "]}");
    }
    return new Both(String.join(" && ", pattern), String.join(",", ruler));
  }

  /** What a field must be: one of some alternatives. */
  private Both condition(String field) {
    List<String> pattern = new ArrayList<>();
    List<String> ruler = new ArrayList<>();
    // a pattern has at most three selectors with a wildcard
    for (int i = field.equals("items.k") ? 0 : random.nextInt(3); i >= 0; i--) {
      Both one =
          switch (field) {
            case "n" -> number();
            case "flag" -> flag();
            case "late" -> absent();
            case "items.k" -> equal("$.items[*].k", false);
            default -> equal("$." + field, true);
          };
      // Event Ruler 2.1.0 was seen to miss events where an alternative was said twice
      if (!pattern.contains(one.pattern)) {
        pattern.add(one.pattern);
        ruler.add(one.ruler);
      }
    }
    return new Both(String.join(" || ", pattern), String.join(",", ruler));
  }

  private Both equal(String selector, boolean mayDiffer) {
    String text = text(1);
    String other = text(1);
    return switch (random.nextInt(mayDiffer ? 7 : 6)) {
      case 0 -> new Both(selector + " = \"" + text + "*\"", "{\"prefix\":\"" + text + "\"}");
      case 1 -> new Both(selector + " = \"*" + text + "\"", "{\"suffix\":\"" + text + "\"}");
      case 2 -> new Both(selector + " = \"*" + text + "*\"", "{\"wildcard\":\"*" + text + "*\"}");
      case 3 ->
          new Both(
              selector + " = \"" + text + "*" + other + "\"",
              "{\"wildcard\":\"" + text + "*" + other + "\"}");
      case 4, 5 -> new Both(selector + " = \"" + text + "\"", "\"" + text + "\"");
      default ->
          new Both(
              "(" + selector + " != \"" + text + "\" && " + selector + " != \"" + other + "\")",
              "{\"anything-but\":[\"" + text + "\",\"" + other + "\"]}");
    };
  }

  private Both number() {
    int bound = random.nextInt(6) - 2;
    String[] operators = {"=", "<", "<=", ">", ">="};
    String operator = operators[random.nextInt(operators.length)];
    return new Both(
        "$.n " + operator + " " + bound, "{\"numeric\":[\"" + operator + "\"," + bound + "]}");
  }

  private Both flag() {
    return random.nextBoolean()
        ? new Both("$.flag IS TRUE", "true")
        : new Both("$.flag IS FALSE", "false");
  }

  private static Both absent() {
    return new Both("$.late NOT EXISTS", "{\"exists\":false}");
  }

  private String event() {
    List<String> fields = new ArrayList<>();
    List<String> inner = new ArrayList<>();
    if (random.nextInt(5) > 0) {
      fields.add("\"s\":\"" + text(0) + "\"");
    }
    if (random.nextInt(5) > 0) {
      inner.add("\"s\":\"" + text(0) + "\"");
    }
    if (random.nextBoolean()) {
      inner.add("\"unasked\":{\"s\":[1,{\"s\":\"a\"}]}");
    }
    fields.add("\"o\":{" + String.join(",", inner) + "}");
    if (random.nextInt(5) > 0) {
      String[] fractions = {"", ".5", ".0", "e0"};
      fields.add("\"n\":" + (random.nextInt(8) - 3) + fractions[random.nextInt(4)]);
    }
    if (random.nextInt(3) > 0) {
      fields.add("\"flag\":" + random.nextBoolean());
    }
    if (random.nextBoolean()) {
      fields.add("\"late\":\"" + text(0) + "\"");
    }
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(random.nextInt(4) > 0 ? "{\"k\":\"" + text(0) + "\"}" : "{\"other\":1}");
    }
    fields.add("\"items\":[" + String.join(",", items) + "]");
    Collections.shuffle(fields, random);
    return "{" + String.join(random.nextBoolean() ? "," : " , ", fields) + "}";
  }

  /** Few letters, so that texts are often equal or begin and end alike. */
  private String text(int least) {
    StringBuilder out = new StringBuilder();
    for (int i = least + random.nextInt(random.nextInt(8) == 0 ? 14 : 4); i > 0; i--) {
      out.append((char) ('a' + random.nextInt(2)));
    }
    return out.toString();
  }
}
