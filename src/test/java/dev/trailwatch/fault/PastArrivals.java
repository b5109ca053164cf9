package dev.trailwatch.fault;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * A proxy before the emulator that lets records arrive at the time that their partition key names:
 * the emulator knows no arrival but now, and a day of backlog can't be waited for.
 *
 * <p>It understands JSON alone; the connector speaks it while this is open.
 */
final class PastArrivals implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NO_CBOR =
      "org.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor";

  private final WireMockServer server;

  /**
   * Opens the proxy.
   *
   * @param newest when the newest record of the backlog arrived
   */
  PastArrivals(String emulator, long newest) {
    System.setProperty(NO_CBOR, "true");
    server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .disableRequestJournal()
                .extensions(new Rewriting(newest)));
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(emulator)));
  }

  /** The partition key of a record that is to arrive at a time. */
  static String key(long arrival) {
    return "at-" + arrival;
  }

  /** What the connector is to use in place of the emulator. */
  String endpoint() {
    return server.baseUrl();
  }

  @Override
  public void close() {
    server.stop();
    System.clearProperty(NO_CBOR);
  }

  private static final class Rewriting implements ResponseTransformerV2 {
    private final long newest;

    private Rewriting(long newest) {
      this.newest = newest;
    }

    @Override
    public String getName() {
      return "past-arrivals";
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
      String operation = String.valueOf(event.getRequest().getHeader("X-Amz-Target"));
      if (!operation.endsWith(".GetRecords") || response.getStatus() != 200) {
        return response;
      }
      try {
        ObjectNode answer = (ObjectNode) JSON.readTree(response.getBody());
        long last = 0;
        for (JsonNode record : answer.get("Records")) {
          last = Long.parseLong(record.get("PartitionKey").asText().substring(3));
          ((ObjectNode) record)
              .put("ApproximateArrivalTimestamp", BigDecimal.valueOf(last).movePointLeft(3));
        }
        if (last != 0) {
          answer.put("MillisBehindLatest", Math.max(0, newest - last));
        }
        HttpHeaders headers = new HttpHeaders();
        for (HttpHeader header : response.getHeaders().all()) {
          if (!header.keyEquals("Content-Length") && !header.keyEquals("Transfer-Encoding")) {
            headers = headers.plus(header);
          }
        }
        return Response.Builder.like(response)
            .but()
            .headers(headers)
            .body(JSON.writeValueAsBytes(answer))
            .build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
