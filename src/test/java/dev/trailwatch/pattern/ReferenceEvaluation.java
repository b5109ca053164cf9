package dev.trailwatch.pattern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The meaning of filter patterns once more, as slow and as plain as the specification's words: the
 * oracle of the production evaluation, with which it shares no class.
 */
final class ReferenceEvaluation {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Map<String, Pattern> REGEXES = new ConcurrentHashMap<>();
  private static final Pattern FIELD =
      Pattern.compile("\"([^\"]*)\"|\\[([^\\]]*)\\]|[^\\s\\u3000]+");

  private final String message;
  private final JsonNode root;

  ReferenceEvaluation(String message) {
    this.message = message;
    this.root = parse(message);
  }

  private static JsonNode parse(String message) {
    try {
      JsonNode node = JSON.readTree(message);
      return node.isObject() ? node : null;
    } catch (IOException e) {
      return null;
    }
  }

  boolean matches(Model model) {
    if (model instanceof Model.Json json) {
      return root != null && holds(json.condition());
    }
    if (model instanceof Model.TermList list) {
      return terms(list.terms());
    }
    if (model instanceof Model.Search search) {
      return regex(search.regex()).matcher(message).find();
    }
    return line(((Model.Line) model).entries());
  }

  private boolean terms(List<Model.SignedTerm> terms) {
    boolean onlyOptional = terms.stream().allMatch(term -> term.sign() == '?');
    boolean oneOptional = false;
    for (Model.SignedTerm term : terms) {
      boolean contained = message.contains(term.text());
      if ((term.sign() == ' ' && !contained) || (term.sign() == '-' && contained)) {
        return false;
      }
      oneOptional |= contained;
    }
    return !onlyOptional || oneOptional;
  }

  private boolean holds(Model.Condition condition) {
    if (condition instanceof Model.Any any) {
      return any.operands().stream().anyMatch(this::holds);
    }
    if (condition instanceof Model.All all) {
      return all.operands().stream().allMatch(this::holds);
    }
    if (condition instanceof Model.NotExists absent) {
      return select(absent.field()).isEmpty();
    }
    if (condition instanceof Model.Is is) {
      return is(is);
    }
    return compare((Model.Compare) condition);
  }

  private List<JsonNode> select(List<Model.Step> field) {
    List<JsonNode> nodes = List.of(root);
    for (Model.Step step : field) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        if (step.star()) {
          node.forEach(next::add);
        } else if (step.name() != null && node.isObject() && node.has(step.name())) {
          next.add(node.get(step.name()));
        } else if (step.name() == null && node.isArray() && node.has(step.index())) {
          next.add(node.get(step.index()));
        }
      }
      nodes = next;
    }
    return nodes;
  }

  private boolean is(Model.Is is) {
    boolean star = is.field().stream().anyMatch(Model.Step::star);
    for (JsonNode node : select(is.field())) {
      String text = node.toString();
      boolean holdsNull = false;
      if (node.isArray() && !star) {
        for (JsonNode element : node) {
          holdsNull |= element.isNull();
        }
      }
      if (text.equals(is.constant()) || (is.constant().equals("null") && holdsNull)) {
        return true;
      }
    }
    return false;
  }

  private boolean compare(Model.Compare compare) {
    int star = -1;
    for (int i = 0; i < compare.field().size(); i++) {
      star = star < 0 && compare.field().get(i).star() ? i : star;
    }
    List<JsonNode> nodes = select(compare.field());
    if (star >= 0 && compare.operator().equals("!=")) {
      return !select(compare.field().subList(0, star)).isEmpty()
          && nodes.stream().noneMatch(node -> equal(order(node, compare.value())));
    }
    return nodes.stream().anyMatch(node -> satisfies(order(node, compare.value()), compare));
  }

  private static boolean satisfies(String order, Model.Compare compare) {
    return switch (compare.operator()) {
      case "=" -> equal(order);
      case "!=" -> !order.isEmpty() && !equal(order);
      // only a numeric answer, one character, can be part of an order operator
      default -> order.length() == 1 && compare.operator().contains(order);
    };
  }

  private static boolean equal(String order) {
    return order.equals("=") || order.equals("same");
  }

  /** How a node stands to a literal: =, <, >, same, differs; empty if not comparable. */
  private static String order(JsonNode node, Model.Value value) {
    if (node.isTextual()) {
      String literal = value.number() != null ? value.number() : value.text();
      boolean equal =
          value.number() != null ? node.textValue().equals(literal) : fits(node.textValue(), value);
      return equal ? "same" : "differs";
    }
    if (!node.isNumber()) {
      return "";
    }
    String text =
        node.isIntegralNumber() ? node.bigIntegerValue().toString() : "" + node.doubleValue();
    if (value.number() == null) {
      return fits(text, value) ? "=" : "differs";
    }
    return text.endsWith("Infinity") ? "" : numeric(new BigDecimal(text), value.number());
  }

  private static String numeric(BigDecimal number, String literal) {
    int sign = number.compareTo(new BigDecimal(literal));
    return sign == 0 ? "=" : sign < 0 ? "<" : ">";
  }

  private static boolean fits(String text, Model.Value value) {
    return value.regex() != null
        ? regex(value.regex()).matcher(text).find()
        : glob(value.text()).matcher(text).matches();
  }

  private static Pattern glob(String text) {
    return REGEXES.computeIfAbsent(
        "glob " + text,
        key -> {
          StringBuilder regex = new StringBuilder();
          text.codePoints()
              .mapToObj(Character::toString)
              .forEach(c -> regex.append(c.equals("*") ? ".*" : Pattern.quote(c)));
          return Pattern.compile(regex.toString(), Pattern.DOTALL);
        });
  }

  private static Pattern regex(String body) {
    return REGEXES.computeIfAbsent(
        "regex " + body, key -> Pattern.compile(body.replaceAll("\\$$", "\\\\z")));
  }

  private boolean line(List<Model.Entry> entries) {
    if (entries.isEmpty()) {
      return true;
    }
    List<String> fields = new ArrayList<>();
    List<String> rests = new ArrayList<>();
    Matcher matcher = FIELD.matcher(message);
    while (matcher.find()) {
      rests.add(message.substring(matcher.start()));
      fields.add(
          matcher.group(1) != null
              ? matcher.group(1)
              : matcher.group(2) != null ? matcher.group(2) : matcher.group());
    }
    int ellipsis = -1;
    for (int i = 0; i < entries.size(); i++) {
      ellipsis = "...".equals(entries.get(i).name()) ? i : ellipsis;
    }
    int wanted = ellipsis < 0 ? entries.size() : entries.size() - 1;
    if (fields.size() < wanted) {
      return false;
    }
    for (int i = 0; i < entries.size(); i++) {
      boolean fromRight = ellipsis >= 0 && i > ellipsis;
      int field = fromRight ? fields.size() - (entries.size() - i) : i;
      boolean last = ellipsis < 0 && i == entries.size() - 1 && fields.size() > entries.size();
      if (entries.get(i).condition() != null
          && !column(entries.get(i).condition(), last ? rests.get(i) : fields.get(field))) {
        return false;
      }
    }
    return true;
  }

  private static boolean column(Model.Condition condition, String text) {
    if (condition instanceof Model.Any any) {
      return any.operands().stream().anyMatch(each -> column(each, text));
    }
    if (condition instanceof Model.All all) {
      return all.operands().stream().allMatch(each -> column(each, text));
    }
    Model.Compare compare = (Model.Compare) condition;
    String order;
    if (compare.value().number() == null) {
      order = fits(text, compare.value()) ? "=" : "differs";
    } else if (text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
      order = numeric(new BigDecimal(text), compare.value().number());
    } else {
      order = "differs";
    }
    return satisfies(order, compare);
  }
}
