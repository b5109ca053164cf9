package dev.trailwatch.connector.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.cases.NodePackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Kinesis emulator for tests: the npm package {@code kinesis-local} as a process of its own, on
 * loopback, one for all test classes of a JVM.
 *
 * <p>Without node and npm the tests that ask for it are skipped, and say so on standard output.
 */
public final class KinesisEmulator implements BeforeAllCallback {
  private static final ObjectMapper JSON = new ObjectMapper();
  // an upgrade to HTTP/2 in the clear would hang the emulator
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final Path FOLDER = Path.of("target/npm");

  private String endpoint = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!runs("node") || !runs("npm")) {
      System.out.println(
          "SKIPPED " + context.getDisplayName() + ": the Kinesis emulator needs node and npm");
      Assumptions.abort("node and npm are not there");
    }
    // the connector's SDK and ours read different names
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretKey", "test");
    System.setProperty("aws.secretAccessKey", "test");
    endpoint =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(KinesisEmulator.class))
            .getOrComputeIfAbsent("server", key -> Server.start(), Server.class)
            .endpoint;
  }

  /** Where it listens, such as {@code http://127.0.0.1:34567}. */
  public String endpoint() {
    return endpoint;
  }

  /** The {@code trailwatch.source} keys for a stream of this emulator. */
  public Map<String, String> source(String stream, String position) {
    return Map.of(
        "type", "kinesis",
        "stream.name", stream,
        "aws.region", "us-east-1",
        "aws.endpoint", endpoint,
        "initial.position", position);
  }

  /** Makes a stream and waits until it is active. */
  public void createStream(String name, int shards) {
    ObjectNode request = JSON.createObjectNode();
    call("CreateStream", request.put("StreamName", name).put("ShardCount", shards));
    awaitActive(name);
  }

  /** Puts records, each under a partition key of its own. */
  public void put(String stream, List<byte[]> records) {
    for (int from = 0; from < records.size(); from += 500) {
      ObjectNode request = JSON.createObjectNode().put("StreamName", stream);
      ArrayNode list = request.putArray("Records");
      for (int i = from; i < Math.min(records.size(), from + 500); i++) {
        list.addObject()
            .put("Data", Base64.getEncoder().encodeToString(records.get(i)))
            .put("PartitionKey", "key-" + i);
      }
      JsonNode answer = call("PutRecords", request);
      if (answer.path("FailedRecordCount").asInt() != 0) {
        throw new IllegalStateException("records were refused: " + answer);
      }
    }
  }

  /** Puts records, in their order and each under its partition key, on the shard of a hash key. */
  public void put(String stream, List<byte[]> records, List<String> keys, String hashKey) {
    for (int from = 0; from < records.size(); from += 500) {
      ObjectNode request = JSON.createObjectNode().put("StreamName", stream);
      ArrayNode list = request.putArray("Records");
      for (int i = from; i < Math.min(records.size(), from + 500); i++) {
        list.addObject()
            .put("Data", Base64.getEncoder().encodeToString(records.get(i)))
            .put("ExplicitHashKey", hashKey)
            .put("PartitionKey", keys.get(i));
      }
      JsonNode answer = call("PutRecords", request);
      if (answer.path("FailedRecordCount").asInt() != 0) {
        throw new IllegalStateException("records were refused: " + answer);
      }
    }
  }

  /** Puts one record on the shard that holds a hash key from 0 to 2^128 - 1. */
  public void put(String stream, byte[] record, String hashKey) {
    call(
        "PutRecord",
        JSON.createObjectNode()
            .put("StreamName", stream)
            .put("Data", Base64.getEncoder().encodeToString(record))
            .put("PartitionKey", "key")
            .put("ExplicitHashKey", hashKey));
  }

  /** Ids of all shards, closed ones too. */
  public List<String> shards(String stream) {
    List<String> ids = new ArrayList<>();
    JsonNode answer = call("ListShards", JSON.createObjectNode().put("StreamName", stream));
    answer.get("Shards").forEach(shard -> ids.add(shard.get("ShardId").asText()));
    return ids;
  }

  /** Splits a shard at a hash key. */
  public void split(String stream, String shard, String hashKey) {
    call(
        "SplitShard",
        JSON.createObjectNode()
            .put("StreamName", stream)
            .put("ShardToSplit", shard)
            .put("NewStartingHashKey", hashKey));
    awaitActive(stream);
  }

  /** Merges two neighbouring shards. */
  public void merge(String stream, String shard, String neighbour) {
    call(
        "MergeShards",
        JSON.createObjectNode()
            .put("StreamName", stream)
            .put("ShardToMerge", shard)
            .put("AdjacentShardToMerge", neighbour));
    awaitActive(stream);
  }

  private void awaitActive(String stream) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String status = "";
    while (System.nanoTime() < until) {
      status =
          call("DescribeStreamSummary", JSON.createObjectNode().put("StreamName", stream))
              .at("/StreamDescriptionSummary/StreamStatus")
              .asText();
      if (status.equals("ACTIVE")) {
        return;
      }
      sleep(50);
    }
    throw new IllegalStateException("stream " + stream + " is " + status);
  }

  private JsonNode call(String operation, ObjectNode request) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(endpoint))
                  // generous: it shares its processors with everything else
                  .timeout(Duration.ofSeconds(60))
                  .header("X-Amz-Target", "Kinesis_20131202." + operation)
                  .header("Content-Type", "application/x-amz-json-1.1")
                  .header("X-Amz-Date", "20260101T000000Z")
                  // the emulator reads the region out of it and checks nothing
                  .header(
                      "Authorization",
                      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/kinesis/aws4_request,"
                          + " SignedHeaders=host, Signature=none")
                  .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(operation + ": " + response.body());
      }
      return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(operation, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean runs(String program) {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The process. It also ends by itself when this JVM does, for its standard input then closes. */
  private static final class Server implements AutoCloseable {
    private final Process process;
    private final String endpoint;

    private Server(Process process, String endpoint) {
      this.process = process;
      this.endpoint = endpoint;
    }

    static Server start() {
      try {
        NodePackages.install();
        int plain = freePort();
        int tls = freePort();
        Path log = FOLDER.resolve("kinesis.log").toAbsolutePath();
        ProcessBuilder builder =
            new ProcessBuilder(
                "node",
                // it makes much garbage of large records: collecting that can be all that it does
                "--max-semi-space-size=256",
                "-r",
                FOLDER.resolve("loopback.js").toAbsolutePath().toString(),
                "main.js");
        builder.directory(FOLDER.resolve("node_modules/kinesis-local").toFile());
        builder.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(plain));
        builder.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(tls));
        builder.environment().put("AWS_REGION", "us-east-1");
        builder.environment().put("LOG_LEVEL", "WARN");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Server server = new Server(builder.start(), "http://127.0.0.1:" + plain);
        server.awaitHealth(log);
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void awaitHealth(Path log) throws IOException {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (System.nanoTime() < until && process.isAlive()) {
        try {
          HttpRequest ask =
              HttpRequest.newBuilder(URI.create(endpoint + "/healthcheck"))
                  .timeout(Duration.ofSeconds(5))
                  .build();
          if (HTTP.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // not yet
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
        sleep(50);
      }
      close();
      throw new IllegalStateException(
          "the Kinesis emulator does not start: " + Files.readString(log, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      process.destroy();
      try {
        // with open connections it outlives a polite request
        if (!process.waitFor(2, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }
  }
}
