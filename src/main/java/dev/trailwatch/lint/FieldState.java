package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.trailwatch.pattern.Glob;
import dev.trailwatch.pattern.Literal;
import dev.trailwatch.pattern.NumberLiteral;
import dev.trailwatch.pattern.RegexLiteral;
import dev.trailwatch.pattern.TextLiteral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on one field that hold together, and a value that fits them all.
 *
 * <p>Texts are decided exactly, but for regular expressions; numbers by trying those around the
 * literals. Where nothing was found and nothing proven, the state says so.
 */
final class FieldState {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int SAMPLES = 8;

  /** Globs that the text of some number may fit: it starts and ends as a number's text does. */
  private static final Pattern LIKE_NUMBERS = Pattern.compile("([-0-9I*][-.0-9EInfity*]*)?[0-9y*]");

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern OTHER_NUMBER = Pattern.compile("[+-]?[0-9.]+[eE]?[+-]?[0-9]*");

  private final List<Condition> conditions;
  private final @Nullable Field field;
  private final @Nullable EventNames names;
  private final @Nullable JsonNode value;
  private final boolean decided;

  private FieldState(
      List<Condition> conditions, @Nullable Field field, @Nullable EventNames names) {
    this.conditions = conditions;
    this.field = field;
    this.names = names;
    Search search = new Search();
    this.value = search.find();
    this.decided = value != null || search.complete;
  }

  /**
   * A state of one condition.
   *
   * @param field what is known of the field; null if nothing is
   * @param names the names of events, if the field holds one
   */
  static FieldState of(Condition first, @Nullable Field field, @Nullable EventNames names) {
    return new FieldState(List.of(first), field, names);
  }

  /** This state with one more condition. */
  FieldState and(Condition condition) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    return new FieldState(all, field, names);
  }

  /** Whether no value fits once a condition more has to hold, for certain. */
  boolean excludes(Condition condition) {
    JsonNode fitting = value;
    if (fitting != null && condition.admits(fitting)) {
      return false;
    }
    // a field of texts of which one is left
    boolean last = fitting != null && onlyText() != null;
    boolean ofTexts = field != null && field.kind() == Field.Kind.TEXT;
    return (last && ofTexts) || and(condition).impossible();
  }

  /** Whether no value fits, for certain. */
  boolean impossible() {
    return value == null && decided;
  }

  /** A value that fits, a missing node standing for an absent field; null if none is known. */
  @Nullable JsonNode value() {
    return value;
  }

  boolean admits(JsonNode other) {
    if (field != null && !field.admits(other)) {
      return false;
    }
    for (Condition condition : conditions) {
      if (!condition.admits(other)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the field is the one of an event's name. */
  boolean isEventName() {
    return names != null;
  }

  /** The one text that the field must have; null if there is no such text. */
  @Nullable String onlyText() {
    for (Condition condition : conditions) {
      String only = condition.onlyText();
      if (only != null) {
        return only;
      }
    }
    return null;
  }

  /** The search for a value, likely ones first. */
  private final class Search {
    boolean complete = true;

    @Nullable JsonNode find() {
      boolean scalar = false;
      for (Condition condition : conditions) {
        scalar |= condition.needsScalar();
      }
      JsonNode absent = MissingNode.getInstance();
      JsonNode found = !scalar && admits(absent) ? absent : null;
      found = found != null ? found : text();
      found = found != null || field != null ? found : first(numbers());
      return found != null || scalar ? found : first(others());
    }

    private @Nullable JsonNode first(List<JsonNode> candidates) {
      for (JsonNode candidate : candidates) {
        if (admits(candidate)) {
          return candidate;
        }
      }
      return null;
    }

    private List<JsonNode> others() {
      return List.of(
          NODES.booleanNode(true),
          NODES.booleanNode(false),
          NODES.objectNode(),
          NODES.arrayNode(),
          NODES.nullNode(),
          NODES.arrayNode().addNull());
    }

    private @Nullable JsonNode text() {
      if (field != null && field.kind() != Field.Kind.TEXT) {
        return null;
      }
      String only = onlyText();
      if (only != null) {
        JsonNode exact = NODES.textNode(only);
        return admits(exact) ? exact : null;
      }
      List<JsonNode> likely = new ArrayList<>();
      if (field != null) {
        addTexts(field.values(), likely);
      }
      GlobSearch globs = new GlobSearch();
      boolean regex = false;
      for (Condition condition : conditions) {
        Literal literal = condition.literal();
        if (literal == null || condition.isOrder()) {
          continue;
        }
        if (literal instanceof RegexLiteral) {
          regex = true;
          continue;
        }
        Glob glob = glob(literal);
        globs.add(glob, condition.like());
        if (condition.like()) {
          addTexts(samples(glob), likely);
        }
      }
      addTexts(List.of("example", "another-example"), likely);
      JsonNode found = first(likely);
      if (found != null || (field != null && !field.values().isEmpty())) {
        return found;
      }
      String shortest = globs.shortest();
      complete &= globs.complete() && !regex;
      JsonNode made = shortest == null ? null : NODES.textNode(shortest);
      return made != null && admits(made) ? made : null;
    }

    private void addTexts(List<String> texts, List<JsonNode> nodes) {
      for (String text : texts) {
        nodes.add(NODES.textNode(text));
      }
    }

    /** What a like condition asks for; the opposite of an unlike one also fits what is no text. */
    private Glob glob(Literal literal) {
      return literal instanceof TextLiteral
          ? ((TextLiteral) literal).glob()
          : Glob.of(((NumberLiteral) literal).text());
    }

    private List<String> samples(Glob glob) {
      List<String> samples = new ArrayList<>();
      if (names != null && !glob.isLiteral()) {
        samples.addAll(names.matching(glob, SAMPLES));
      }
      samples.add(glob.text().replace("*", ""));
      samples.add(glob.text().replace("*", "x"));
      return samples;
    }

    /**
     * The numbers at, between and beyond the literals: comparisons change nowhere else. None if a
     * text is wanted that no number is written like.
     */
    private List<JsonNode> numbers() {
      TreeSet<BigDecimal> points = new TreeSet<>();
      boolean numeric = field == null;
      for (Condition condition : conditions) {
        Literal literal = condition.literal();
        if (literal instanceof NumberLiteral) {
          point(points, ((NumberLiteral) literal).text());
        } else if (literal instanceof TextLiteral) {
          String wanted = ((TextLiteral) literal).text();
          point(points, wanted);
          if (!condition.isOrder() && condition.like() && !fits(LIKE_NUMBERS, wanted)) {
            return List.of();
          }
          numeric &= ((TextLiteral) literal).glob().isLiteral();
        } else if (literal != null) {
          numeric = false;
        }
      }
      boolean text = false;
      for (Condition condition : conditions) {
        text |= condition.literal() != null;
      }
      complete &= numeric || !text || field != null;
      List<JsonNode> candidates = new ArrayList<>();
      BigDecimal last = null;
      for (BigDecimal point : points) {
        if (last == null) {
          candidates.add(NODES.numberNode(point.subtract(BigDecimal.ONE)));
        } else {
          candidates.add(NODES.numberNode(last.add(point).divide(BigDecimal.valueOf(2))));
        }
        candidates.add(NODES.numberNode(point));
        last = point;
      }
      BigDecimal beyond = last == null ? BigDecimal.ONE : last.add(BigDecimal.ONE);
      candidates.add(NODES.numberNode(beyond));
      return candidates;
    }

    private boolean fits(Pattern pattern, String text) {
      return pattern.matcher(text).matches();
    }

    private void point(Set<BigDecimal> points, String text) {
      if (fits(NUMBER, text)) {
        points.add(new BigDecimal(text));
      } else if (fits(OTHER_NUMBER, text)) {
        complete = false;
      }
    }
  }

  @Override
  public String toString() {
    return conditions + (value == null ? " impossible" : " such as " + value);
  }
}
