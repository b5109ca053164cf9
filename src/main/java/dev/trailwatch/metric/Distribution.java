package dev.trailwatch.metric;

import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import dev.trailwatch.event.CompactInput;
import dev.trailwatch.event.CompactOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How samples are spread, for percentiles: exact values while there are few, then logarithmic bins.
 *
 * <p>Up to {@value #EXACT_VALUES} different values are kept with their counts. Beyond that a
 * DDSketch keeps bins that are one percent wide. A value's bin depends on the value alone, so the
 * sketch, unlike a t-digest, is the same in whatever order samples and parts come together. Past
 * {@value #MAX_BINS} bins of one sign (values that span more than 17 powers of ten) the ones
 * nearest to zero are joined.
 */
final class Distribution {
  /** As many different values as are kept exactly. */
  static final int EXACT_VALUES = 256;

  /** As many bins as are kept for values of one sign. */
  static final int MAX_BINS = 2048;

  private static final double RELATIVE_ACCURACY = 0.01;
  private static final CubicallyInterpolatedMapping BINS =
      new CubicallyInterpolatedMapping(RELATIVE_ACCURACY);
  private static final int FORMAT_VALUES = 1;
  private static final int FORMAT_BINS = 2;

  /** Each value with its count; null once there were too many. */
  private final @Nullable SortedMap<Double, Long> values;

  private final @Nullable Sketch sketch;

  private Distribution(@Nullable SortedMap<Double, Long> values, @Nullable Sketch sketch) {
    this.values = values;
    this.sketch = sketch;
  }

  static Distribution of(double value, long times) {
    SortedMap<Double, Long> values = new TreeMap<>();
    values.put(value, times);
    return new Distribution(values, null);
  }

  Distribution merge(Distribution other) {
    if (values != null && other.values != null) {
      SortedMap<Double, Long> all = new TreeMap<>(values);
      other.values.forEach((value, count) -> all.merge(value, count, Math::addExact));
      if (all.size() <= EXACT_VALUES) {
        return new Distribution(all, null);
      }
    }
    Sketch sum = new Sketch();
    addTo(sum);
    other.addTo(sum);
    return new Distribution(null, sum);
  }

  private void addTo(Sketch target) {
    if (values != null) {
      values.forEach(target::add);
    } else if (sketch != null) {
      target.add(sketch);
    }
  }

  /** The value at the nearest rank; see {@link Summary#percentile}. */
  double percentile(double percent) {
    if (values != null) {
      long rank = rank(percent, values.values().stream().mapToLong(Long::longValue).sum());
      long seen = 0;
      for (Map.Entry<Double, Long> entry : values.entrySet()) {
        seen += entry.getValue();
        if (seen >= rank) {
          return entry.getKey();
        }
      }
      throw new AssertionError("rank " + rank + " of " + seen);
    }
    if (sketch == null) {
      throw new AssertionError("neither values nor bins");
    }
    return sketch.valueAt(rank(percent, sketch.count()));
  }

  /** The nearest rank, from 1: the decimal digits of the percentile count, not its double. */
  private static long rank(double percent, long count) {
    BigDecimal share = BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(count));
    return Math.max(1, share.movePointLeft(2).setScale(0, RoundingMode.CEILING).longValue());
  }

  void write(CompactOutput out) {
    if (values != null) {
      out.writeByte(FORMAT_VALUES);
      out.writeUnsigned(values.size());
      values.forEach(
          (value, count) -> {
            out.writeDouble(value);
            out.writeUnsigned(count);
          });
    } else if (sketch != null) {
      out.writeByte(FORMAT_BINS);
      sketch.write(out);
    }
  }

  static Distribution read(CompactInput in) {
    int format = in.readByte();
    switch (format) {
      case FORMAT_VALUES:
        SortedMap<Double, Long> values = new TreeMap<>();
        for (int i = in.readSize(); i > 0; i--) {
          values.put(in.readDouble(), in.readUnsigned());
        }
        return new Distribution(values, null);
      case FORMAT_BINS:
        return new Distribution(null, Sketch.read(in));
      default:
        throw new IllegalArgumentException("a distribution of an unknown format, " + format);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Distribution && Arrays.equals(bytes(), ((Distribution) other).bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  private byte[] bytes() {
    CompactOutput out = new CompactOutput();
    write(out);
    return out.toBytes();
  }

  /** A DDSketch whose bins can be written in one canonical way. */
  private static final class Sketch {
    private final Store negatives = new CollapsingLowestDenseStore(MAX_BINS);
    private final Store positives = new CollapsingLowestDenseStore(MAX_BINS);
    private long zeros;

    void add(double value, long times) {
      if (value > BINS.minIndexableValue()) {
        positives.add(BINS.index(Math.min(value, BINS.maxIndexableValue())), times);
      } else if (value < -BINS.minIndexableValue()) {
        negatives.add(BINS.index(Math.min(-value, BINS.maxIndexableValue())), times);
      } else {
        zeros += times;
      }
    }

    void add(Sketch other) {
      negatives.mergeWith(other.negatives);
      positives.mergeWith(other.positives);
      zeros += other.zeros;
    }

    long count() {
      return zeros + (long) negatives.getTotalCount() + (long) positives.getTotalCount();
    }

    double valueAt(long rank) {
      long seen = 0;
      for (Iterator<Bin> bins = negatives.getDescendingIterator(); bins.hasNext(); ) {
        Bin bin = bins.next();
        seen += (long) bin.getCount();
        if (seen >= rank) {
          return -BINS.value(bin.getIndex());
        }
      }
      seen += zeros;
      if (seen >= rank) {
        return 0;
      }
      for (Iterator<Bin> bins = positives.getAscendingIterator(); bins.hasNext(); ) {
        Bin bin = bins.next();
        seen += (long) bin.getCount();
        if (seen >= rank) {
          return BINS.value(bin.getIndex());
        }
      }
      throw new AssertionError("rank " + rank + " of " + seen);
    }

    void write(CompactOutput out) {
      out.writeUnsigned(zeros);
      write(out, negatives);
      write(out, positives);
    }

    private static void write(CompactOutput out, Store store) {
      int size = 0;
      for (Iterator<Bin> bins = store.getAscendingIterator(); bins.hasNext(); bins.next()) {
        size++;
      }
      out.writeUnsigned(size);
      int previous = 0;
      for (Iterator<Bin> bins = store.getAscendingIterator(); bins.hasNext(); ) {
        Bin bin = bins.next();
        out.writeSigned((long) bin.getIndex() - previous);
        out.writeUnsigned((long) bin.getCount());
        previous = bin.getIndex();
      }
    }

    static Sketch read(CompactInput in) {
      Sketch sketch = new Sketch();
      sketch.zeros = in.readUnsigned();
      read(in, sketch.negatives);
      read(in, sketch.positives);
      return sketch;
    }

    private static void read(CompactInput in, Store store) {
      int index = 0;
      for (int i = in.readSize(); i > 0; i--) {
        index += (int) in.readSigned();
        store.add(index, in.readUnsigned());
      }
    }
  }
}
