package dev.trailwatch.connector.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** A record as CloudWatch Logs delivers it to Kinesis: log events in an envelope, compressed. */
final class SubscriptionPayload {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json;
  private int events;

  private SubscriptionPayload() throws IOException {
    json = FACTORY.createGenerator(new GZIPOutputStream(bytes));
  }

  /** A payload of data, to be filled with events. */
  static SubscriptionPayload data(String account, String region) throws IOException {
    SubscriptionPayload payload = new SubscriptionPayload();
    payload.begin(
        "DATA_MESSAGE", account, "aws-cloudtrail-logs", account + "_CloudTrail_" + region);
    payload.json.writeArrayFieldStart("subscriptionFilters");
    payload.json.writeString("trailwatch");
    payload.json.writeEndArray();
    payload.json.writeArrayFieldStart("logEvents");
    return payload;
  }

  /** The message with which CloudWatch Logs checks the destination. */
  static byte[] control(long time) throws IOException {
    SubscriptionPayload payload = new SubscriptionPayload();
    payload.begin("CONTROL_MESSAGE", "CloudwatchLogs", "", "");
    payload.json.writeArrayFieldStart("subscriptionFilters");
    payload.json.writeEndArray();
    payload.json.writeArrayFieldStart("logEvents");
    payload.json.writeStartObject();
    payload.json.writeStringField("id", "");
    payload.json.writeNumberField("timestamp", time);
    payload.json.writeStringField(
        "message", "CWL CONTROL MESSAGE: Checking health of destination Kinesis stream.");
    payload.json.writeEndObject();
    return payload.finish();
  }

  /** Adds a log event. */
  void add(long number, long time, String message) throws IOException {
    json.writeStartObject();
    // CloudWatch Logs gives 56 digits that rise with time
    json.writeStringField("id", String.format("39%019d%035d", time, number));
    json.writeNumberField("timestamp", time);
    json.writeStringField("message", message);
    json.writeEndObject();
    events++;
  }

  int events() {
    return events;
  }

  /** The record's bytes. */
  byte[] finish() throws IOException {
    json.close();
    return bytes.toByteArray();
  }

  private void begin(String type, String owner, String logGroup, String logStream)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("messageType", type);
    json.writeStringField("owner", owner);
    json.writeStringField("logGroup", logGroup);
    json.writeStringField("logStream", logStream);
  }
}
