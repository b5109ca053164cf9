package dev.trailwatch.rule;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.ValueReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a matching event adds to which metric. */
public final class MetricTransformation {
  private final String namespace;
  private final String name;
  private final double literal;
  private final @Nullable ValueReference reference;
  private final @Nullable Double defaultValue;
  private final @Nullable String unit;
  private final boolean valueNonNegative;
  private final Map<String, FieldReference> dimensions;

  private MetricTransformation(Builder builder) {
    this.namespace = builder.namespace;
    this.name = builder.name;
    this.literal = builder.literal;
    this.reference = builder.reference;
    this.defaultValue = builder.defaultValue;
    this.unit = builder.unit;
    this.valueNonNegative = builder.valueNonNegative;
    this.dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(builder.dimensions));
  }

  /** A transformation that adds 1 to the metric of this name in the namespace Trailwatch. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The metric's namespace. */
  public String namespace() {
    return namespace;
  }

  /** The metric's name. */
  public String name() {
    return name;
  }

  /** The number that each match adds; meaningless if {@link #reference} is not null. */
  public double literal() {
    return literal;
  }

  /** Where the added number is read from the event; null if it is the literal. */
  public @Nullable ValueReference reference() {
    return reference;
  }

  /** The value as written: a number, a selector or a column. */
  public String valueText() {
    return reference == null ? number(literal) : reference.toString();
  }

  /** What each non-matching event adds; null if nothing. */
  public @Nullable Double defaultValue() {
    return defaultValue;
  }

  /** CloudWatch's name of the unit; null if none was given. */
  public @Nullable String unit() {
    return unit;
  }

  /**
   * Whether a negative value is a fault of the event: it is counted as rejected and adds nothing.
   */
  public boolean valueNonNegative() {
    return valueNonNegative;
  }

  /** Whether no sample can be negative, so that a Sum can only grow. */
  public boolean neverNegative() {
    boolean value = reference == null ? literal >= 0 : valueNonNegative;
    return value && (defaultValue == null || defaultValue >= 0);
  }

  /** The dimensions by name, in the order of the file, those that alarms group by included. */
  public Map<String, FieldReference> dimensions() {
    return dimensions;
  }

  /**
   * What a matching event adds; null if nothing.
   *
   * <p>As CloudWatch Logs does it: a referenced value that is absent or null counts as the default
   * value where there is one, a value that is no number adds nothing.
   */
  public @Nullable Double sample(LogEvent event, FilterPattern pattern) {
    if (reference == null) {
      return literal;
    }
    Double number = reference.number(event, pattern);
    if (number != null) {
      return valueNonNegative && number < 0 ? null : number;
    }
    return reference.text(event, pattern) == null ? defaultValue : null;
  }

  /** Whether this and the other transformation feed the same metric. */
  public boolean feedsSameMetric(String otherNamespace, String otherName) {
    return namespace.equals(otherNamespace) && name.equals(otherName);
  }

  /** A builder that starts with this transformation's values. */
  public Builder toBuilder() {
    Builder builder = new Builder(name).namespace(namespace).dimensions(dimensions);
    builder.literal = literal;
    builder.reference = reference;
    builder.defaultValue = defaultValue;
    builder.unit = unit;
    builder.valueNonNegative = valueNonNegative;
    return builder;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  String content() {
    return new Fingerprint()
        .add("namespace", namespace)
        .add("name", name)
        .add("value", valueText())
        .add("default", defaultValue)
        .add("unit", unit)
        .add("nonNegative", valueNonNegative)
        .add("dimensions", dimensions)
        .content();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricTransformation
        && ((MetricTransformation) other).content().equals(content());
  }

  @Override
  public int hashCode() {
    return Objects.hash(namespace, name, literal);
  }

  @Override
  public String toString() {
    return namespace + " / " + name;
  }

  /** Collects the parts of a {@link MetricTransformation}. */
  public static final class Builder {
    private final String name;
    private String namespace = "Trailwatch";
    private double literal = 1;
    private @Nullable ValueReference reference;
    private @Nullable Double defaultValue;
    private @Nullable String unit;
    private boolean valueNonNegative;
    private Map<String, FieldReference> dimensions = new LinkedHashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    /** The metric's namespace. */
    public Builder namespace(String namespace) {
      this.namespace = namespace;
      return this;
    }

    /** The number that each match adds. */
    public Builder value(double literal) {
      this.literal = literal;
      this.reference = null;
      return this;
    }

    /** Where the number is read that a match adds. */
    public Builder value(ValueReference reference) {
      this.reference = reference;
      return this;
    }

    /** What each non-matching event adds. */
    public Builder defaultValue(@Nullable Double defaultValue) {
      this.defaultValue = defaultValue;
      return this;
    }

    /** CloudWatch's name of the unit. */
    public Builder unit(@Nullable String unit) {
      this.unit = unit;
      return this;
    }

    /** Whether a negative value is a fault of the event. */
    public Builder valueNonNegative(boolean valueNonNegative) {
      this.valueNonNegative = valueNonNegative;
      return this;
    }

    /** All dimensions by name. */
    public Builder dimensions(Map<String, FieldReference> dimensions) {
      this.dimensions = new LinkedHashMap<>(dimensions);
      return this;
    }

    /** One dimension more; one of the same name stays as it is. */
    public Builder dimension(String dimension, FieldReference field) {
      this.dimensions.putIfAbsent(dimension, field);
      return this;
    }

    /** The transformation. */
    public MetricTransformation build() {
      return new MetricTransformation(this);
    }
  }
}
