package dev.trailwatch.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailwatch.connector.replay.LineFormat;
import dev.trailwatch.wire.TransitionRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Changes of state as JSON, one a line, by alarm instance and time. */
final class TransitionLines implements LineFormat<TransitionRecord> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String line(TransitionRecord transition) {
    StringWriter line = new StringWriter(200);
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartArray();
      out.writeString(transition.alarmId);
      out.writeArray(transition.values, 0, transition.values.length);
      out.writeString(transition.alarm);
      out.writeNumber(transition.periodEnd);
      out.writeString(transition.newState);
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  @Override
  public String sortKey(TransitionRecord transition) {
    return MinuteLines.instance(transition.alarmId, transition.values)
        + String.format(" %016x", transition.periodEnd ^ Long.MIN_VALUE);
  }
}
