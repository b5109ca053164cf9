package dev.trailwatch.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.connector.s3.S3Location;
import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.connector.s3.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineObjectSinkTest {
  private final S3Server s3 = new S3Server();
  private final LineObjectSink<String> sink =
      new LineObjectSink<>(
          S3Objects.at(S3Location.parse("s3://trail/dead/"), s3.endpoint(), "eu-west-1"),
          new Plain());

  @AfterEach
  void end() {
    s3.close();
  }

  @Test
  void writesAnObjectACheckpoint() throws Exception {
    StatefulSinkWriter<String, byte[]> writer = sink.createWriter((WriterInitContext) null);
    writer.flush(false);
    assertThat(s3.objects()).isEmpty();
    writer.write("one", null);
    writer.write("two", null);
    assertThat(s3.objects()).isEmpty();
    writer.flush(false);
    writer.flush(false);
    assertThat(texts()).containsExactly("one\ntwo\n");
    assertThat(writer.snapshotState(1)).isEmpty();
    assertThat(s3.objects().firstKey()).matches("trail/dead/\\d{4}/\\d\\d/\\d\\d/.*\\.jsonl");
  }

  @Test
  void keepsWhatTheBucketDoesNotTakeInTheCheckpoint() throws Exception {
    s3.status(403);
    StatefulSinkWriter<String, byte[]> writer = sink.createWriter((WriterInitContext) null);
    writer.write("one", null);
    writer.flush(false);
    List<byte[]> state = writer.snapshotState(1);

    s3.status(200);
    StatefulSinkWriter<String, byte[]> restored = sink.restoreWriter(null, state);
    restored.write("two", null);
    restored.flush(false);
    assertThat(texts()).containsExactly("one\ntwo\n");
  }

  @Test
  void failsRatherThanForget() throws Exception {
    s3.status(403);
    StatefulSinkWriter<String, byte[]> writer = sink.createWriter((WriterInitContext) null);
    String large = "x".repeat(1 << 20);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 70; i++) {
                writer.write(large, null);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing can be written to s3://trail/dead/");
    assertThatThrownBy(() -> writer.flush(true)).hasMessageContaining("the last lines");
  }

  private List<String> texts() {
    return s3.objects().values().stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  private static final class Plain implements LineFormat<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String line(String element) {
      return element;
    }

    @Override
    public String sortKey(String element) {
      return element;
    }
  }
}
