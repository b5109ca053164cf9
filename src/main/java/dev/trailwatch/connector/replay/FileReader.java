package dev.trailwatch.connector.replay;

import dev.trailwatch.connector.s3.S3Location;
import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitReader;
import dev.trailwatch.wire.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads files chunk by chunk; a split's state is the number of its chunks that are out. */
final class FileReader extends SplitReader<RawRecord> {
  private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

  private final ReadListener listener;
  private @Nullable S3Objects bucket;
  private @Nullable FileChunks chunks;
  private long emitted;

  FileReader(SourceReaderContext context, ReadListener listener) {
    super(context);
    this.listener = listener;
  }

  static Split split(String file) {
    return Split.of(file, state(0));
  }

  @Override
  protected void open(Split split) {
    chunks = chunks(split.splitId());
    emitted = ByteBuffer.wrap(split.state()).getLong();
    for (long i = 0; i < emitted; i++) {
      chunks.next();
    }
  }

  private FileChunks chunks(String file) {
    S3Location object = S3Location.parse(file);
    if (object == null) {
      return FileChunks.of(Path.of(file), listener);
    }
    if (bucket == null || !bucket.location().bucket().equals(object.bucket())) {
      bucket = S3Objects.at(object, null, null);
    }
    return FileChunks.of(object, bucket, listener);
  }

  @Override
  protected InputStatus poll(ReaderOutput<RawRecord> output) throws IOException {
    RawRecord record = chunks == null ? null : chunks.next();
    if (record == null) {
      close();
      return InputStatus.END_OF_INPUT;
    }
    emitted++;
    output.collect(record);
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  protected CompletableFuture<Void> ready() {
    return NOW;
  }

  @Override
  protected byte[] state() {
    return state(emitted);
  }

  @Override
  public void close() throws IOException {
    if (chunks != null) {
      chunks.close();
      chunks = null;
    }
  }

  private static byte[] state(long emitted) {
    return ByteBuffer.allocate(Long.BYTES).putLong(emitted).array();
  }
}
