package dev.trailwatch.job;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what it is given where the test can see it, under a name that no other test uses. */
final class CollectingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Queue<Object>> COLLECTED = new ConcurrentHashMap<>();

  private final String name;

  CollectingSink(String name) {
    this.name = name;
    COLLECTED.put(name, new ConcurrentLinkedQueue<>());
  }

  @SuppressWarnings("unchecked")
  static <T> Queue<T> collected(String name) {
    return (Queue<T>) COLLECTED.get(name);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return writer();
  }

  // still abstract in Flink 1.20, and called by nobody there
  @Override
  @SuppressWarnings("deprecation")
  public SinkWriter<T> createWriter(InitContext context) {
    return writer();
  }

  private SinkWriter<T> writer() {
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context context) {
        COLLECTED.get(name).add(element);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
