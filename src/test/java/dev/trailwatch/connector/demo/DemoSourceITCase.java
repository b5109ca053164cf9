package dev.trailwatch.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.event.DecodedRecord;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.StrictJson;
import dev.trailwatch.event.SubscriptionMessage;
import dev.trailwatch.wire.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class DemoSourceITCase {
  private static final long LATENESS = 500;

  @Test
  void deliversPayloadsAtItsRateWithAMovingWatermarkAndEnds() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    env.enableCheckpointing(300);
    long before = System.currentTimeMillis();
    DemoSource source = DemoSource.lasting(11, 50, Duration.ofSeconds(5));
    CloseableIterator<String> seen =
        env.fromSource(
                source,
                DemoSource.watermarks(Duration.ofMillis(LATENESS)),
                "demo",
                TypeInformation.of(RawRecord.class))
            .process(new Decode())
            .returns(Types.STRING)
            .executeAndCollect();
    List<String> lines = new ArrayList<>();
    seen.forEachRemaining(lines::add);
    long took = System.currentTimeMillis() - before;

    assertThat(took).isGreaterThan(4_900);
    assertThat(lines.get(0)).startsWith("CONTROL");
    List<String> events = lines.stream().filter(line -> line.startsWith("EVENT")).toList();
    assertThat(events).hasSizeBetween(240, 270);
    assertThat(events).anyMatch(line -> line.endsWith("ConsoleLogin Failed authentication"));
    assertThat(lines.stream().filter(line -> line.startsWith("LATE"))).isEmpty();
    // time moved before the end
    assertThat(lines).contains("MOVED");
  }

  /** Decodes, and says what the watermark did. */
  private static final class Decode extends ProcessFunction<RawRecord, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(RawRecord record, Context context, Collector<String> out)
        throws Exception {
      long watermark = context.timerService().currentWatermark();
      if (record.arrival <= watermark) {
        out.collect("LATE " + (watermark - record.arrival));
      }
      if (watermark > record.arrival - 4 * LATENESS) {
        out.collect("MOVED");
      }
      try (RecordDecoder decoder = new RecordDecoder()) {
        DecodedRecord decoded = decoder.decode(record.bytes, record.format);
        if (decoded.kind() == SubscriptionMessage.Kind.CONTROL) {
          out.collect("CONTROL");
        }
        for (LogEvent event : decoded.logEvents()) {
          JsonNode json = StrictJson.object(event.message());
          out.collect(
              "EVENT " + json.get("eventName").asText() + " " + json.path("errorMessage").asText());
        }
      }
    }
  }
}
