package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds the columns of a pattern to the fields of one line and asks their conditions. */
final class ColumnsEvaluation extends ConditionEvaluation {
  private final Columns pattern;
  private final Fields fields;

  /** How many fields a column each; the last may hold the rest of the line. */
  private final int bound;

  /** The text that the conditions of the current column are asked of. */
  private Scalar current = Scalar.column("");

  private ColumnsEvaluation(Columns pattern, String line) {
    this.pattern = pattern;
    List<Column> columns = pattern.columns();
    boolean exact = pattern.ellipsis() < 0 && !columns.isEmpty();
    // without an ellipsis, one field more tells whether the last column takes the rest
    this.fields = Fields.split(line, exact ? columns.size() + 1 : Integer.MAX_VALUE);
    this.bound = exact ? Math.min(columns.size(), fields.count()) : fields.count();
  }

  static boolean matches(Columns pattern, String line) {
    return pattern.columns().isEmpty() || new ColumnsEvaluation(pattern, line).holds();
  }

  /** The fields of a matching line by column name, or by position where no column names them. */
  static Map<String, String> extract(Columns pattern, String line) {
    ColumnsEvaluation evaluation = new ColumnsEvaluation(pattern, line);
    if (!evaluation.holds()) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int field = 0; field < evaluation.bound; field++) {
      String name = evaluation.name(field);
      values.put("$" + (name == null ? field + 1 : name), evaluation.value(field));
    }
    return values;
  }

  /** The field of a matching line with a column's name or a position from 1; null if absent. */
  static @Nullable String column(Columns pattern, String nameOrPosition, String line) {
    ColumnsEvaluation evaluation = new ColumnsEvaluation(pattern, line);
    if (!evaluation.holds()) {
      return null;
    }
    if (Character.isDigit(nameOrPosition.charAt(0))) {
      int field = Integer.parseInt(nameOrPosition) - 1;
      return field < evaluation.bound ? evaluation.value(field) : null;
    }
    for (int i = 0; i < pattern.columns().size(); i++) {
      if (nameOrPosition.equals(pattern.columns().get(i).name())) {
        return evaluation.value(evaluation.field(i));
      }
    }
    return null;
  }

  /** Whether a column's condition holds for a text. */
  static boolean holds(Node condition, String text) {
    ColumnsEvaluation evaluation = new ColumnsEvaluation(Columns.of(List.of()), "");
    evaluation.current = Scalar.column(text);
    return condition.accept(evaluation);
  }

  /** What each column is bound to, null for the ellipsis; empty if the line has too few fields. */
  static List<@Nullable String> fields(Columns pattern, String line) {
    ColumnsEvaluation evaluation = new ColumnsEvaluation(pattern, line);
    List<@Nullable String> fields = new ArrayList<>();
    for (int i = 0; evaluation.fits() && i < pattern.columns().size(); i++) {
      fields.add(i == pattern.ellipsis() ? null : evaluation.value(evaluation.field(i)));
    }
    return fields;
  }

  private boolean fits() {
    int columns = pattern.columns().size();
    return fields.count() >= (pattern.ellipsis() < 0 ? columns : columns - 1);
  }

  private boolean holds() {
    List<Column> columns = pattern.columns();
    if (!fits()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      Node condition = columns.get(i).condition();
      if (condition != null) {
        current = Scalar.column(value(field(i)));
        if (!condition.accept(this)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The field that a column is bound to. */
  private int field(int column) {
    boolean fromRight = pattern.ellipsis() >= 0 && column > pattern.ellipsis();
    return fromRight ? bound - (pattern.columns().size() - column) : column;
  }

  /** The name of the column that a field is bound to, if it has one. */
  private @Nullable String name(int field) {
    List<Column> columns = pattern.columns();
    int ellipsis = pattern.ellipsis();
    if (ellipsis < 0 || field < ellipsis) {
      return field < columns.size() ? columns.get(field).name() : null;
    }
    int column = field - bound + columns.size();
    return column > ellipsis ? columns.get(column).name() : null;
  }

  private String value(int field) {
    boolean takesRest = field == bound - 1 && fields.count() > bound;
    return takesRest ? fields.rest(field) : fields.value(field);
  }

  @Override
  public Boolean columnComparison(ColumnComparison node) {
    return columnSatisfies(node.literal(), node.operator());
  }

  /** A text that is no number differs from every number; it has no order. */
  private boolean columnSatisfies(Literal literal, Operator operator) {
    if (literal instanceof NumberLiteral && current.number() == null) {
      return operator == Operator.NOT_EQUAL;
    }
    return literal.satisfies(current, operator);
  }
}
