package dev.trailwatch.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The engine's own metrics of the one job of a cluster, as REST tells them; some seconds old. */
final class RestMetrics {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String base;

  RestMetrics(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  /** The sum over all subtasks; 0 if nobody has told it yet. */
  long sum(String metric) {
    return values(metric).stream().mapToLong(value -> value).sum();
  }

  /** The highest of all subtasks; 0 if nobody has told it yet. */
  long highest(String metric) {
    return values(metric).stream().mapToLong(value -> value).max().orElse(0);
  }

  private List<Long> values(String metric) {
    List<Long> values = new ArrayList<>();
    for (JsonNode job : get("/jobs").path("jobs")) {
      String path = "/jobs/" + job.path("id").asText();
      for (JsonNode vertex : get(path).path("vertices")) {
        String metrics = path + "/vertices/" + vertex.path("id").asText() + "/metrics";
        for (JsonNode known : get(metrics)) {
          String id = known.path("id").asText();
          if (id.endsWith("kinesisanalytics." + metric)) {
            get(metrics + "?get=" + id).forEach(found -> values.add(found.path("value").asLong()));
          }
        }
      }
    }
    return values;
  }

  private JsonNode get(String path) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(base + path.replace(" ", "%20")))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    } catch (IOException e) {
      return JSON.createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
