package dev.trailwatch.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trailwatch.event.RecordInflater;
import dev.trailwatch.event.UndecodableRecord;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What others need for a part of the work alone. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class BaseBenchmark {
  private static final int EVENTS = 10_000;
  private static final int GZIP_HEADER = 10;

  private final JsonFactory factory = new JsonFactory();
  private final Inflater inflater = new Inflater(true);
  private final RecordInflater plainJava = RecordInflater.inPlainJava();
  private final byte[] buffer = new byte[1 << 20];
  private Trail trail;

  /** Generates. */
  @Setup
  public void setUp() {
    trail = Trail.of(EVENTS);
  }

  /** The JDK's Inflater on the records, nothing else, no checksum. */
  @Benchmark
  public long inflaterAlone(CpuTime time) throws DataFormatException {
    time.start();
    long sum = 0;
    for (byte[] record : trail.records) {
      inflater.reset();
      inflater.setInput(record, GZIP_HEADER, record.length - GZIP_HEADER);
      sum += inflater.inflate(buffer);
    }
    time.stop(EVENTS);
    return sum;
  }

  /** Our decoder on the records, checksum included. */
  @Benchmark
  public long plainJavaAlone(CpuTime time) throws UndecodableRecord {
    time.start();
    long sum = 0;
    for (byte[] record : trail.records) {
      sum += plainJava.inflate(record);
    }
    time.stop(EVENTS);
    return sum;
  }

  /** Jackson's tokens of the plain messages, their text not asked for. */
  @Benchmark
  public long jacksonTokens(CpuTime time) throws IOException {
    time.start();
    long sum = 0;
    for (int i = 0; i < EVENTS; i++) {
      try (JsonParser parser = factory.createParser(trail.messages.get(i), 0, trail.length(i))) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          sum += token.id();
        }
      }
    }
    time.stop(EVENTS);
    return sum;
  }
}
