package dev.trailwatch.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailwatch.connector.replay.LineFormat;
import dev.trailwatch.wire.DeadLetterRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Dead letters as JSON, one a line, the record whole in base64. */
final class DeadLetterLines implements LineFormat<DeadLetterRecord> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String line(DeadLetterRecord letter) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("reason", letter.reason);
      out.writeStringField("origin", letter.origin);
      out.writeStringField("sequence", letter.sequence);
      if (letter.arrival != Long.MAX_VALUE) {
        out.writeStringField("arrival", Instant.ofEpochMilli(letter.arrival).toString());
      }
      out.writeBinaryField("record", letter.bytes);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  @Override
  public String sortKey(DeadLetterRecord letter) {
    return letter.origin + ' ' + letter.sequence;
  }
}
