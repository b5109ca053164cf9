package dev.trailwatch.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailwatch.connector.replay.LineFormat;
import dev.trailwatch.wire.MinuteRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Minutes of alarm instances as JSON, some a line, by alarm instance and time. */
final class MinuteLines implements LineFormat<MinuteRecord> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String line(MinuteRecord minute) {
    StringWriter line = new StringWriter(400);
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartArray();
      out.writeString(minute.alarmId);
      out.writeArray(minute.values, 0, minute.values.length);
      out.writeNumber(minute.start);
      out.writeBinary(minute.minutes);
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  @Override
  public String sortKey(MinuteRecord minute) {
    return instance(minute.alarmId, minute.values)
        + String.format(" %016x", minute.start ^ Long.MIN_VALUE);
  }

  /** An alarm instance's address, on one line whatever its values hold. */
  static String instance(String alarmId, String[] values) {
    StringWriter key = new StringWriter(80);
    try (JsonGenerator out = JSON.createGenerator(key)) {
      out.writeStartArray();
      out.writeString(alarmId);
      for (String value : values) {
        out.writeString(value);
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return key.toString();
  }
}
