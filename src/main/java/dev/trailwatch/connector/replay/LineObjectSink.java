package dev.trailwatch.connector.replay;

import dev.trailwatch.connector.s3.S3Objects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Elements as lines of objects in a bucket: at least once, an object a checkpoint at most, and at
 * once when a mebibyte waits.
 *
 * <p>An outage of the bucket holds nothing up: what could not be written lies in the checkpoint and
 * goes with the next one. Only when {@link #MOST} bytes wait does the job fail, rather than forget.
 *
 * @param <T> what is written
 */
public final class LineObjectSink<T> implements Sink<T>, SupportsWriterState<T, byte[]> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LineObjectSink.class);

  /** As many bytes make an object without waiting for a checkpoint. */
  private static final int ENOUGH = 1 << 20;

  /** As many bytes may wait for a bucket that takes none. */
  private static final int MOST = 64 << 20;

  private final S3Objects objects;
  private final LineFormat<T> format;

  /** A sink that writes below a location. */
  public LineObjectSink(S3Objects objects, LineFormat<T> format) {
    this.objects = objects;
    this.format = format;
  }

  @Override
  public StatefulSinkWriter<T, byte[]> createWriter(WriterInitContext context) {
    return new Writer<>(objects, format);
  }

  // still abstract in Flink 1.20, and called by nobody there
  @Override
  @SuppressWarnings("deprecation")
  public StatefulSinkWriter<T, byte[]> createWriter(InitContext context) {
    return new Writer<>(objects, format);
  }

  @Override
  public StatefulSinkWriter<T, byte[]> restoreWriter(
      WriterInitContext context, Collection<byte[]> waiting) {
    Writer<T> writer = new Writer<>(objects, format);
    waiting.forEach(writer.lines::writeBytes);
    return writer;
  }

  @Override
  public SimpleVersionedSerializer<byte[]> getWriterStateSerializer() {
    return new AsTheyAre();
  }

  private static final class Writer<T> implements StatefulSinkWriter<T, byte[]> {
    private final S3Objects objects;
    private final LineFormat<T> format;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private boolean failing;

    Writer(S3Objects objects, LineFormat<T> format) {
      this.objects = objects;
      this.format = format;
    }

    @Override
    public void write(T element, Context context) throws IOException {
      lines.writeBytes(format.line(element).getBytes(StandardCharsets.UTF_8));
      lines.write('\n');
      if (lines.size() > MOST) {
        throw new IOException(
            lines.size() + " bytes wait and nothing can be written to " + objects.location());
      }
      if (lines.size() >= ENOUGH && !failing) {
        send();
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (lines.size() > 0 && !send() && endOfInput) {
        throw new IOException("the last lines cannot be written to " + objects.location());
      }
    }

    @Override
    public List<byte[]> snapshotState(long checkpoint) {
      return lines.size() == 0 ? List.of() : List.of(lines.toByteArray());
    }

    @Override
    public void close() {
      // what waits lies in the last checkpoint
    }

    private boolean send() {
      String now = Instant.now().toString();
      String name = now.substring(0, 10).replace('-', '/') + "/" + now + "-" + UUID.randomUUID();
      try {
        objects.write(name + ".jsonl", lines.toByteArray());
        lines.reset();
        failing = false;
      } catch (IOException e) {
        if (!failing) {
          LOG.warn("{} bytes wait: {}", lines.size(), e.getMessage());
        }
        failing = true;
      }
      return !failing;
    }
  }

  private static final class AsTheyAre implements SimpleVersionedSerializer<byte[]> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(byte[] bytes) {
      return bytes;
    }

    @Override
    public byte[] deserialize(int version, byte[] bytes) throws IOException {
      if (version != 1) {
        throw new IOException("waiting lines of version " + version);
      }
      return bytes;
    }
  }
}
