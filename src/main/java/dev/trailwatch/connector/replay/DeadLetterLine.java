package dev.trailwatch.connector.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trailwatch.wire.RawRecord;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the job writes it, {@code {"reason", "origin", "sequence", "arrival",
 * "record"}}, read back: the record as it arrived, to be judged again.
 */
final class DeadLetterLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  private DeadLetterLine() {}

  /** Whether a line begins like a dead letter; the writer always begins them so. */
  static boolean isOne(String start) {
    return start.startsWith("{\"reason\":\"");
  }

  /** The record in a line; null if the line is no dead letter. */
  static @Nullable RawRecord read(byte[] bytes, int from, int to) {
    String origin = "";
    String sequence = "";
    long arrival = RawRecord.NO_ARRIVAL;
    byte[] record = null;
    try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
        if (key.equals("record") && text) {
          record = parser.getBinaryValue();
        } else if (key.equals("origin") && text) {
          origin = parser.getText();
        } else if (key.equals("sequence") && text) {
          sequence = parser.getText();
        } else if (key.equals("arrival") && text) {
          arrival = Instant.parse(parser.getText()).toEpochMilli();
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException | DateTimeException e) {
      return null;
    }
    return record == null
        ? null
        : RawRecord.of(record, RawRecord.SUBSCRIPTION, arrival, origin, sequence);
  }
}
