package dev.trailwatch.metric;

import dev.trailwatch.event.CompactInput;
import dev.trailwatch.event.CompactOutput;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the samples of a period: how many, their exact sum, the lowest, the highest.
 *
 * <p>Never empty: a period without a sample has no summary. Merging in any order and grouping gives
 * the same summary, to the last bit of the sum. A summary that {@linkplain #of(double, long,
 * boolean) keeps the distribution} answers percentiles as well.
 */
public final class Summary {
  private static final int FORMAT_ONES = 1;
  private static final int FORMAT_WHOLE = 2;
  private static final int FORMAT_EXACT = 3;
  private static final int WITH_DISTRIBUTION = 0x80;
  private static final Summary ONE = new Summary(1, 1, null, 1, 1, null);

  private final long sampleCount;

  /** The sum where a long holds it, which is nearly always; else 0 and {@link #exact} is set. */
  private final long whole;

  private final @Nullable ExactSum exact;
  private final double minimum;
  private final double maximum;
  private final @Nullable Distribution distribution;

  private Summary(
      long sampleCount,
      long whole,
      @Nullable ExactSum exact,
      double minimum,
      double maximum,
      @Nullable Distribution distribution) {
    this.sampleCount = sampleCount;
    this.whole = whole;
    this.exact = exact;
    this.minimum = minimum;
    this.maximum = maximum;
    this.distribution = distribution;
  }

  /** One sample. See {@link #of(double, long, boolean)}. */
  public static Summary of(double value) {
    return value == 1 ? ONE : of(value, 1, false);
  }

  /** The same sample several times. See {@link #of(double, long, boolean)}. */
  public static Summary of(double value, long times) {
    return of(value, times, false);
  }

  /** One sample. See {@link #of(double, long, boolean)}. */
  public static Summary of(double value, boolean keepDistribution) {
    return of(value, 1, keepDistribution);
  }

  /**
   * The same sample several times.
   *
   * @param value finite
   * @param times at least 1
   * @param keepDistribution whether percentiles will be asked for
   * @throws IllegalArgumentException if the value is not finite or there are no times
   */
  public static Summary of(double value, long times, boolean keepDistribution) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a sample is a finite number, not " + value);
    }
    if (times < 1) {
      throw new IllegalArgumentException("a sample counts at least once, not " + times + " times");
    }
    double sample = value + 0.0; // -0.0 becomes 0.0
    Distribution distribution = keepDistribution ? Distribution.of(sample, times) : null;
    long candidate = (long) sample;
    if (candidate == sample
        && candidate != Long.MAX_VALUE
        && Math.multiplyHigh(candidate, times) == (candidate * times) >> 63) {
      return new Summary(times, candidate * times, null, sample, sample, distribution);
    }
    ExactSum sum = ExactSum.of(sample).times(times);
    return create(times, sum, sample, sample, distribution);
  }

  private static Summary create(
      long count, ExactSum sum, double minimum, double maximum, @Nullable Distribution kept) {
    return sum.isLong()
        ? new Summary(count, sum.longValue(), null, minimum, maximum, kept)
        : new Summary(count, 0, sum, minimum, maximum, kept);
  }

  /**
   * This and the other's samples together. The result answers percentiles only if both do.
   *
   * @throws ArithmeticException if there are more than 2^63 - 1 samples
   */
  public Summary merge(Summary other) {
    long count = Math.addExact(sampleCount, other.sampleCount);
    double lowest = Math.min(minimum, other.minimum);
    double highest = Math.max(maximum, other.maximum);
    Distribution kept =
        distribution == null || other.distribution == null
            ? null
            : distribution.merge(other.distribution);
    if (exact == null && other.exact == null) {
      long sum = whole + other.whole;
      if (((whole ^ sum) & (other.whole ^ sum)) >= 0) {
        return new Summary(count, sum, null, lowest, highest, kept);
      }
    }
    return create(count, exactSum().plus(other.exactSum()), lowest, highest, kept);
  }

  private ExactSum exactSum() {
    return exact == null ? ExactSum.of(whole) : exact;
  }

  /** How many samples, at least 1. */
  public long sampleCount() {
    return sampleCount;
  }

  /** The double nearest to the exact sum. */
  public double sum() {
    return exact == null ? whole : exact.doubleValue();
  }

  /** The lowest sample. */
  public double minimum() {
    return minimum;
  }

  /** The highest sample. */
  public double maximum() {
    return maximum;
  }

  /** Whether percentiles can be asked for. */
  public boolean keepsDistribution() {
    return distribution != null;
  }

  /**
   * The smallest sample that at least so many percent of the samples don't exceed (nearest rank):
   * exact while there are few different values, then within one percent of the value.
   *
   * @throws IllegalStateException if no distribution was kept
   */
  double percentile(double percent) {
    if (distribution == null) {
      throw new IllegalStateException("this summary kept no distribution for percentiles");
    }
    return Math.max(minimum, Math.min(maximum, distribution.percentile(percent)));
  }

  /** The summary in a compact, versioned form: two bytes for up to 127 samples of 1. */
  public byte[] toBytes() {
    CompactOutput out = new CompactOutput(16);
    int kept = distribution == null ? 0 : WITH_DISTRIBUTION;
    if (exact != null) {
      out.writeByte(FORMAT_EXACT | kept);
      out.writeUnsigned(sampleCount);
      out.writeSigned(exact.exponent());
      out.writeBytes(exact.unscaled().toByteArray());
    } else if (minimum == 1 && maximum == 1) {
      out.writeByte(FORMAT_ONES | kept);
      out.writeUnsigned(sampleCount);
    } else {
      out.writeByte(FORMAT_WHOLE | kept);
      out.writeUnsigned(sampleCount);
      out.writeSigned(whole);
    }
    if (exact != null || minimum != 1 || maximum != 1) {
      out.writeDouble(minimum);
      out.writeDouble(maximum);
    }
    if (distribution != null) {
      distribution.write(out);
    }
    return out.toBytes();
  }

  /**
   * The summary that {@link #toBytes} wrote, in this or an earlier version.
   *
   * @throws IllegalArgumentException if the bytes are no summary
   */
  public static Summary fromBytes(byte[] bytes) {
    CompactInput in = new CompactInput(bytes);
    int format = in.readByte();
    boolean kept = (format & WITH_DISTRIBUTION) != 0;
    long count = in.readUnsigned();
    Summary plain;
    switch (format & ~WITH_DISTRIBUTION) {
      case FORMAT_ONES:
        plain = new Summary(count, count, null, 1, 1, null);
        break;
      case FORMAT_WHOLE:
        long whole = in.readSigned();
        plain = new Summary(count, whole, null, in.readDouble(), in.readDouble(), null);
        break;
      case FORMAT_EXACT:
        int exponent = (int) in.readSigned();
        ExactSum sum = ExactSum.of(new BigInteger(in.readBytes()), exponent);
        plain = new Summary(count, 0, sum, in.readDouble(), in.readDouble(), null);
        break;
      default:
        throw new IllegalArgumentException("a summary of an unknown format, " + format);
    }
    Distribution distribution = kept ? Distribution.read(in) : null;
    in.end();
    return new Summary(
        plain.sampleCount, plain.whole, plain.exact, plain.minimum, plain.maximum, distribution);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Summary)) {
      return false;
    }
    Summary that = (Summary) other;
    return sampleCount == that.sampleCount
        && whole == that.whole
        && Objects.equals(exact, that.exact)
        && Double.compare(minimum, that.minimum) == 0
        && Double.compare(maximum, that.maximum) == 0
        && Objects.equals(distribution, that.distribution);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sampleCount, whole, exact, minimum, maximum);
  }

  @Override
  public String toString() {
    return sampleCount + " samples, sum " + sum() + ", " + minimum + " to " + maximum;
  }
}
