package dev.trailwatch.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailwatch.connector.replay.LineFormat;
import dev.trailwatch.event.Secrets;
import dev.trailwatch.wire.DatapointRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Datapoints as JSON, one a line, by rule, period, dimensions and time. */
final class DatapointLines implements LineFormat<DatapointRecord> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String line(DatapointRecord datapoint) {
    StringWriter line = new StringWriter(160);
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("rule", datapoint.rule);
      out.writeStringField("metric", datapoint.metric);
      out.writeObjectFieldStart("dimensions");
      for (int i = 0; i < datapoint.dimensionNames.length; i++) {
        out.writeStringField(
            datapoint.dimensionNames[i], Secrets.maskApart(datapoint.dimensionValues[i]));
      }
      out.writeEndObject();
      out.writeNumberField("period", datapoint.period);
      out.writeStringField("start", Instant.ofEpochMilli(datapoint.start).toString());
      out.writeNumberField("sampleCount", datapoint.sampleCount);
      number(out, "sum", datapoint.sum);
      number(out, "minimum", datapoint.minimum);
      number(out, "maximum", datapoint.maximum);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  @Override
  public String sortKey(DatapointRecord datapoint) {
    return String.format(
        "%s %08d %s %016x",
        datapoint.rule,
        datapoint.period,
        String.join("\u0001", datapoint.dimensionValues),
        datapoint.start ^ Long.MIN_VALUE);
  }

  /** Whole numbers without a fraction, as people write them. */
  private static void number(JsonGenerator out, String name, double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.writeNumberField(name, (long) value);
    } else {
      out.writeNumberField(name, value);
    }
  }
}
