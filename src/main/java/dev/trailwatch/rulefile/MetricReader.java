package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.Form;
import dev.trailwatch.pattern.ValueReference;
import dev.trailwatch.rule.FieldReference;
import dev.trailwatch.rule.MetricTransformation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code metric}; the limits are those of PutMetricFilter. */
final class MetricReader {
  /** CloudWatch's StandardUnit. */
  static final List<String> UNITS =
      List.of(
          "Seconds",
          "Microseconds",
          "Milliseconds",
          "Bytes",
          "Kilobytes",
          "Megabytes",
          "Gigabytes",
          "Terabytes",
          "Bits",
          "Kilobits",
          "Megabits",
          "Gigabits",
          "Terabits",
          "Percent",
          "Count",
          "Bytes/Second",
          "Kilobytes/Second",
          "Megabytes/Second",
          "Gigabytes/Second",
          "Terabytes/Second",
          "Bits/Second",
          "Kilobits/Second",
          "Megabits/Second",
          "Gigabits/Second",
          "Terabits/Second",
          "Count/Second",
          "None");

  private static final int NATIVE_DIMENSIONS = 3;
  private static final int MOST_DIMENSIONS = 30;

  private final Findings findings;
  private final Patterns patterns;

  MetricReader(Findings findings) {
    this.findings = findings;
    this.patterns = new Patterns(findings);
  }

  /**
   * The metric of a rule; the defaults for what the file does not say.
   *
   * @param pattern the rule's pattern, which names the columns; null if it was refused
   */
  MetricTransformation read(String rule, @Nullable YamlNode node, @Nullable FilterPattern pattern) {
    if (node == null || !Shape.METRIC.check(node, findings)) {
      return MetricTransformation.named(rule).build();
    }
    Section section = new Section(node, findings);
    YamlNode nameNode = section.value("name");
    YamlNode namespaceNode = section.value("namespace");
    String name = rule;
    if (nameNode != null && Names.checkMetric(nameNode, "a metric's name", findings)) {
      name = nameNode.text();
    }
    MetricTransformation.Builder metric = MetricTransformation.named(name);
    if (namespaceNode != null && Names.checkMetric(namespaceNode, "a namespace", findings)) {
      metric.namespace(namespaceNode.text());
    }
    value(rule, section, pattern, metric);
    metric.unit(section.choice("unit", unit -> UNITS.contains(unit) ? unit : null, UNITS));
    metric.defaultValue(section.number("default_value"));
    metric.valueNonNegative(section.flag("value_non_negative", false));
    dimensions(rule, section, pattern, metric);
    return metric.build();
  }

  private void value(
      String rule,
      Section section,
      @Nullable FilterPattern pattern,
      MetricTransformation.Builder metric) {
    YamlNode node = section.value("value");
    if (node == null) {
      return;
    }
    Double number = node.is(YamlNode.Kind.NUMBER) ? section.number("value") : quoted(node.text());
    if (number != null) {
      metric.value(number);
    } else if (node.is(YamlNode.Kind.STRING)) {
      ValueReference reference = patterns.value(node, "rule \"" + rule + "\", metric value");
      if (reference != null) {
        checkColumn(node, reference.column(), pattern);
        metric.value(reference);
      }
    }
  }

  private void checkColumn(
      YamlNode node, @Nullable String column, @Nullable FilterPattern pattern) {
    if (column != null && pattern != null && pattern.form() != Form.COLUMNS) {
      findings.add(
          node.error(
                  RuleFileCode.BAD_DIMENSION,
                  "\"" + node.text() + "\" is a column, and the pattern names no columns")
              .hint("a field of a JSON event is $.field"));
    }
  }

  /** Terraform writes the value as text: {@code value = "1"}. */
  private static @Nullable Double quoted(String text) {
    try {
      double number = Double.parseDouble(text);
      boolean plain = Double.isFinite(number) && text.matches("[-+0-9.eE]+");
      return plain ? (Double) number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void dimensions(
      String rule,
      Section section,
      @Nullable FilterPattern pattern,
      MetricTransformation.Builder metric) {
    YamlNode node = section.value("dimensions", YamlNode.Kind.MAP);
    if (node == null || node.entries().isEmpty()) {
      return;
    }
    if (section.has("default_value")) {
      findings.add(
          section
              .key("default_value")
              .error(RuleFileCode.CONFLICT, "default_value excludes dimensions, as in CloudWatch")
              .hint("treat_missing_data: notBreaching says the same of quiet periods"));
    }
    Map<String, FieldReference> dimensions = new LinkedHashMap<>();
    for (YamlNode.Entry entry : node.entries().values()) {
      Names.checkDimension(entry.key, findings);
      if (!entry.value.is(YamlNode.Kind.STRING)) {
        findings.add(
            entry.value.error(
                RuleFileCode.WRONG_TYPE,
                "a dimension is read from the event: $.selector, $column or @principal; found "
                    + Shape.found(entry.value)));
        continue;
      }
      FieldReference field =
          patterns.field(
              entry.value, "rule \"" + rule + "\", dimension \"" + entry.key.text() + "\"");
      if (field != null) {
        checkColumn(entry.value, field.column(), pattern);
        dimensions.put(entry.key.text(), field);
      }
    }
    if (dimensions.size() > MOST_DIMENSIONS) {
      findings.add(node.error(RuleFileCode.BAD_DIMENSION, "more than 30 dimensions"));
    } else if (dimensions.size() > NATIVE_DIMENSIONS) {
      findings.add(
          section
              .key("dimensions")
              .at(
                  Issue.of(
                      Severity.INFO,
                      RuleFileCode.ENGINE_ONLY,
                      "CloudWatch takes at most 3 dimensions; only this engine evaluates "
                          + dimensions.size())));
    }
    metric.dimensions(dimensions);
  }
}
