package dev.trailwatch.connector.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A kind of call to AWS: a template of its CloudTrail record, in CloudTrail's order of keys. */
final class Call {
  private final Template template;
  private final byte @Nullable [] region;

  private Call(Template template, byte @Nullable [] region) {
    this.template = template;
    this.region = region;
  }

  /**
   * Reads a call's description.
   *
   * @param call one line of {@code calls.jsonl}: source, name, readOnly, request, and what else the
   *     record has
   */
  static Call of(JsonNode call, Company company) {
    String service = call.path("source").asText();
    String type = call.path("type").asText("AwsApiCall");
    StringBuilder json = new StringBuilder(1024);
    json.append("{\"eventVersion\":\"1.11\",\"userIdentity\":${identity},\"eventTime\":\"${time}\"")
        .append(",\"eventSource\":\"")
        .append(service)
        .append(".amazonaws.com\"")
        .append(",\"eventName\":")
        .append(call.path("name"))
        .append(",\"awsRegion\":\"${region}\",\"sourceIPAddress\":\"${ip}\"")
        .append(",\"userAgent\":\"${agent}\"");
    if (call.has("errorCode")) {
      json.append(",\"errorCode\":").append(call.get("errorCode"));
    }
    if (call.has("errorMessage")) {
      json.append(",\"errorMessage\":").append(call.get("errorMessage"));
    }
    json.append(",\"requestParameters\":").append(orNull(call, "request"));
    json.append(",\"responseElements\":").append(orNull(call, "response"));
    if (call.has("additional")) {
      json.append(",\"additionalEventData\":").append(call.get("additional"));
    }
    boolean api = type.equals("AwsApiCall");
    if (api) {
      json.append(",\"requestID\":\"${uuid}\"");
    }
    json.append(",\"eventID\":\"${eventID}\",\"readOnly\":").append(call.path("readOnly"));
    if (call.has("resources")) {
      json.append(",\"resources\":").append(call.get("resources"));
    }
    json.append(",\"eventType\":\"")
        .append(type)
        .append("\",\"managementEvent\":true")
        .append(",\"recipientAccountId\":\"${account}\",\"eventCategory\":\"Management\"");
    if (api && call.path("tls").asBoolean(true)) {
      json.append(",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":")
          .append("\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\"")
          .append(host(service, call))
          .append("\"}");
    }
    json.append('}');
    byte[] region =
        call.has("region") ? call.get("region").asText().getBytes(StandardCharsets.UTF_8) : null;
    return new Call(Template.compile(json.toString(), company), region);
  }

  /** Writes the record of this call by the scene's actor. */
  void put(Scene scene, EventBuffer out) {
    scene.region = region == null ? scene.actor.region() : region;
    template.put(scene, out);
  }

  private static String host(String service, JsonNode call) {
    return call.has("region") ? service + ".amazonaws.com" : service + ".${region}.amazonaws.com";
  }

  private static JsonNode orNull(JsonNode call, String key) {
    return call.has(key) ? call.get(key) : NullNode.getInstance();
  }
}
