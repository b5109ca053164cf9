package dev.trailwatch.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.Payloads;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.RawRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFilesITCase {
  @TempDir private Path directory;

  @Test
  void readsAFolderInParallelNamesWhatItCannotReadAndHasNoTimeBeforeItsEnd() throws Exception {
    Set<String> wanted = new HashSet<>();
    for (int file = 0; file < 9; file++) {
      String records =
          IntStream.range(file * 1_000, file * 1_000 + 1_000)
              .mapToObj(n -> "{\"n\":" + n + ",\"pad\":\"" + "p".repeat(200) + "\"}")
              .peek(wanted::add)
              .collect(Collectors.joining(","));
      Files.write(
          directory.resolve(file + ".json.gz"), Payloads.gzip("{\"Records\":[" + records + "]}"));
    }
    Files.write(directory.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
    List<String> seen = run(2, false);
    assertThat(seen.stream().filter(s -> s.startsWith("REFUSED")))
        .singleElement()
        .asString()
        .contains("broken.gz")
        .contains("ends early");
    assertThat(seen.stream().filter(s -> s.startsWith("TIME"))).isEmpty();
    List<String> events = seen.stream().filter(s -> s.startsWith("{")).toList();
    assertThat(events).hasSize(wanted.size());
    assertThat(new HashSet<>(events)).isEqualTo(wanted);
  }

  @Test
  void goesOnInTheMiddleOfAFileAfterAFailure() throws Exception {
    String lines =
        IntStream.range(0, 40_000)
            .mapToObj(n -> "{\"n\":" + n + ",\"pad\":\"" + "p".repeat(150) + "\"}\n")
            .collect(Collectors.joining());
    Files.writeString(directory.resolve("events.jsonl"), lines);
    Reading.FAILURES.set(0);
    List<String> seen = run(1, true);
    assertThat(Reading.FAILURES.get()).isEqualTo(1);
    assertThat(seen).hasSize(40_000);
    assertThat(new HashSet<>(seen)).hasSize(40_000);
  }

  @Test
  void sortedSinksGiveTheSameBytesForEveryOrder() throws Exception {
    List<NoticeRecord> notices = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      NoticeRecord notice = new NoticeRecord();
      notice.stateChangeTime = (i % 20 - 3) * 60_000L;
      notice.alarm = "alarm " + i % 7;
      notice.notificationId = Integer.toHexString(i * 7919);
      notice.message = "{\"n\":" + i + ",\"at\":" + notice.stateChangeTime + "}";
      notices.add(notice);
    }
    List<String> files = new ArrayList<>();
    for (int order = 0; order < 2; order++) {
      Collections.shuffle(notices, new Random(order));
      Path file = directory.resolve("out/" + order + ".jsonl");
      StreamExecutionEnvironment env = environment(2);
      env.fromData(Types.POJO(NoticeRecord.class), notices.toArray(new NoticeRecord[0]))
          .rebalance()
          .sinkTo(LineFileSink.sorted(file, LineFileSink.notices()))
          .setParallelism(1);
      env.execute();
      files.add(Files.readString(file));
    }
    assertThat(files.get(1)).isEqualTo(files.get(0));
    assertThat(files.get(0).lines().map(l -> Long.valueOf(l.replaceAll(".*:|}", "")))).isSorted();
  }

  private List<String> run(int parallelism, boolean failing) throws Exception {
    StreamExecutionEnvironment env = environment(parallelism);
    if (failing) {
      env.enableCheckpointing(20);
    }
    ReplayInputs inputs = ReplayFiles.resolve(List.of(directory.toString()));
    CloseableIterator<String> events =
        env.fromSource(
                ReplayFiles.of(inputs.files()),
                WatermarkStrategy.noWatermarks(),
                "files",
                Types.POJO(RawRecord.class))
            .uid("files")
            .rebalance()
            .process(new Reading(failing))
            .returns(Types.STRING)
            .executeAndCollect();
    List<String> seen = new ArrayList<>();
    events.forEachRemaining(seen::add);
    return seen;
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.delay", "100 ms");
    configuration.setString("restart-strategy.fixed-delay.attempts", "3");
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }

  private static final class Reading extends ProcessFunction<RawRecord, String> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private final boolean failing;
    private int records;

    Reading(boolean failing) {
      this.failing = failing;
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<String> out)
        throws Exception {
      if (context.timerService().currentWatermark() != Long.MIN_VALUE) {
        out.collect("TIME " + context.timerService().currentWatermark());
      }
      if (failing) {
        // slow enough for checkpoints to come in between
        Thread.sleep(10);
        if (++records == 30 && FAILURES.compareAndSet(0, 1)) {
          throw new IllegalStateException("a failure on purpose");
        }
      }
      try (RecordDecoder decoder = new RecordDecoder()) {
        for (LogEvent event : decoder.decode(record.bytes, record.format).logEvents()) {
          out.collect(event.message());
        }
      } catch (UndecodableRecord e) {
        out.collect("REFUSED " + record.origin + " " + e.getMessage());
      }
    }
  }
}
