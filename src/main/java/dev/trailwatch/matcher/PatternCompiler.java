package dev.trailwatch.matcher;

import dev.trailwatch.pattern.And;
import dev.trailwatch.pattern.ColumnComparison;
import dev.trailwatch.pattern.Columns;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.ConstantTest;
import dev.trailwatch.pattern.Literal;
import dev.trailwatch.pattern.MatchAll;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.NodeVisitor;
import dev.trailwatch.pattern.NotExists;
import dev.trailwatch.pattern.NumberLiteral;
import dev.trailwatch.pattern.Operator;
import dev.trailwatch.pattern.Or;
import dev.trailwatch.pattern.RegexLiteral;
import dev.trailwatch.pattern.RegexSearch;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.Terms;
import dev.trailwatch.pattern.TextLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns patterns into formulas over shared atoms, and notes with each selector which atoms its
 * values make true.
 */
final class PatternCompiler implements NodeVisitor<Formula> {
  private final Atoms atoms = new Atoms();
  private final PathNode root = PathNode.root();
  private final Map<String, Integer> words = new LinkedHashMap<>();

  PatternCompiler() {
    atoms.intern("any event", 1); // CompiledPatterns.ANY_EVENT
    atoms.intern("JSON event", 1); // CompiledPatterns.JSON_EVENT
  }

  Atoms atoms() {
    return atoms;
  }

  PathNode root() {
    return root;
  }

  /** The atoms of the words that are looked for in the text. */
  Map<String, Integer> words() {
    return words;
  }

  @Override
  public Formula matchAll(MatchAll node) {
    return Formula.fact(CompiledPatterns.ANY_EVENT, DecisionProgram.NONE);
  }

  @Override
  public Formula terms(Terms node) {
    List<Formula> operands = new ArrayList<>();
    for (String word : node.required()) {
      operands.add(Formula.fact(word(word), DecisionProgram.NONE));
    }
    for (String word : node.excluded()) {
      operands.add(Formula.fact(CompiledPatterns.ANY_EVENT, word(word)));
    }
    if (!node.anyOf().isEmpty()) {
      List<Formula> choices = new ArrayList<>();
      for (String word : node.anyOf()) {
        choices.add(Formula.fact(word(word), DecisionProgram.NONE));
      }
      operands.add(Formula.some(choices));
    }
    return Formula.all(operands);
  }

  private int word(String word) {
    int atom = atoms.intern("text has " + word, Guesses.word(word));
    words.putIfAbsent(word, atom);
    return atom;
  }

  /** What must be true of an event that one regular expression matches: nothing simple. */
  @Override
  public Formula regexSearch(RegexSearch node) {
    return Formula.fact(CompiledPatterns.ANY_EVENT, DecisionProgram.NONE);
  }

  /** What must be true of a line that matches: the longest text that some column must contain. */
  @Override
  public Formula columns(Columns node) {
    String longest = "";
    for (var column : node.columns()) {
      Node condition = column.condition();
      String text = condition == null ? "" : RequiredText.of(condition);
      longest = text.length() > longest.length() ? text : longest;
    }
    return longest.isEmpty()
        ? Formula.fact(CompiledPatterns.ANY_EVENT, DecisionProgram.NONE)
        : Formula.fact(word(longest), DecisionProgram.NONE);
  }

  @Override
  public Formula columnComparison(ColumnComparison node) {
    throw new AssertionError("a column's condition stands inside columns: " + node);
  }

  @Override
  public Formula and(And node) {
    List<Formula> operands = new ArrayList<>();
    for (Node operand : node.operands()) {
      operands.add(operand.accept(this));
    }
    return Formula.all(operands);
  }

  /** All alternatives that compare one selector for equality become one atom. */
  @Override
  public Formula or(Or node) {
    Map<Selector, List<Literal>> equalities = new LinkedHashMap<>();
    List<Formula> operands = new ArrayList<>();
    for (Node operand : node.operands()) {
      if (operand instanceof Comparison && ((Comparison) operand).operator() == Operator.EQUAL) {
        Comparison comparison = (Comparison) operand;
        equalities
            .computeIfAbsent(comparison.selector(), selector -> new ArrayList<>())
            .add(comparison.literal());
      } else {
        operands.add(operand.accept(this));
      }
    }
    equalities.forEach(
        (selector, literals) ->
            operands.add(Formula.fact(equalToOne(selector, literals), DecisionProgram.NONE)));
    return Formula.some(operands);
  }

  @Override
  public Formula comparison(Comparison node) {
    Selector selector = node.selector();
    Literal literal = node.literal();
    if (node.operator().isOrder()) {
      return Formula.fact(order(selector, node.operator(), literal), DecisionProgram.NONE);
    }
    int equal = equalToOne(selector, List.of(literal));
    if (node.operator() == Operator.EQUAL) {
      return Formula.fact(equal, DecisionProgram.NONE);
    }
    if (selector.hasWildcard()) {
      // no selected value equals the literal, and what stands before the wildcard exists
      return Formula.fact(exists(selector.beforeWildcard()), equal);
    }
    return Formula.fact(comparable(selector, literal instanceof NumberLiteral), equal);
  }

  @Override
  public Formula constantTest(ConstantTest node) {
    PathNode path = root.at(node.selector());
    int before = atoms.size();
    int atom = atoms.intern(path + " is " + node.constant(), Guesses.exists(path.toString()) / 2);
    if (atom == before) {
      switch (node.constant()) {
        case TRUE:
          path.isTrue.add(atom);
          break;
        case FALSE:
          path.isFalse.add(atom);
          break;
        default:
          path.isNull.add(atom);
          if (!node.selector().hasWildcard()) {
            path.holdsNull.add(atom);
          }
      }
    }
    return Formula.fact(atom, DecisionProgram.NONE);
  }

  @Override
  public Formula notExists(NotExists node) {
    return Formula.fact(CompiledPatterns.JSON_EVENT, exists(node.selector()));
  }

  private int exists(Selector selector) {
    if (selector.steps().isEmpty()) {
      return CompiledPatterns.JSON_EVENT;
    }
    PathNode path = root.at(selector);
    int before = atoms.size();
    int atom = atoms.intern(key(path, "exists"), Guesses.exists(path.toString()));
    if (atom == before) {
      path.exists.add(atom);
    }
    return atom;
  }

  /** The value can be compared at all, with a number or with a text. */
  private int comparable(Selector selector, boolean withNumber) {
    PathNode path = root.at(selector);
    int before = atoms.size();
    String what = withNumber ? "can be compared with a number" : "can be compared";
    int atom = atoms.intern(key(path, what), Guesses.exists(path.toString()));
    if (atom == before) {
      path.conditions.add(
          values -> {
            if (withNumber) {
              values.comparableWithNumber(atom);
            } else {
              values.comparable(atom);
            }
          });
    }
    return atom;
  }

  private int order(Selector selector, Operator operator, Literal literal) {
    PathNode path = root.at(selector);
    NumberLiteral number = (NumberLiteral) literal;
    int before = atoms.size();
    int atom =
        atoms.intern(
            key(path, operator.symbol() + " " + number.value()),
            Guesses.exists(path.toString()) / 3);
    if (atom == before) {
      path.conditions.add(values -> values.number(operator, number.value(), atom));
    }
    return atom;
  }

  /** The value equals, or matches, one of the literals. */
  private int equalToOne(Selector selector, List<Literal> literals) {
    PathNode path = root.at(selector);
    Map<String, Literal> distinct = new TreeMap<>();
    for (Literal literal : literals) {
      distinct.put(literal.toString(), literal);
    }
    int before = atoms.size();
    int atom =
        atoms.intern(
            key(path, "= " + distinct.keySet()), Guesses.equal(path.toString(), distinct.size()));
    if (atom == before) {
      distinct.values().forEach(literal -> addEquality(path, literal, atom));
    }
    return atom;
  }

  private static void addEquality(PathNode path, Literal literal, int atom) {
    if (literal instanceof NumberLiteral) {
      NumberLiteral number = (NumberLiteral) literal;
      path.conditions.add(
          values -> {
            values.written(number.text(), atom);
            values.number(Operator.EQUAL, number.value(), atom);
          });
    } else if (literal instanceof TextLiteral) {
      TextLiteral text = (TextLiteral) literal;
      path.conditions.add(
          values -> {
            if (text.glob().isLiteral()) {
              values.text(text.text(), atom);
            } else {
              values.glob(text.text(), atom);
            }
          });
    } else {
      RegexLiteral regex = (RegexLiteral) literal;
      path.conditions.add(values -> values.regex(regex.regex()::find, atom));
    }
  }

  private static String key(PathNode path, String fact) {
    return path.number() + " " + path + " " + fact;
  }
}
