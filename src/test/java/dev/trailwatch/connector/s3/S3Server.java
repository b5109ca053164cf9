package dev.trailwatch.connector.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** S3's protocol over real HTTP, as far as it is used here: list in pages, get if match, put. */
public final class S3Server implements AutoCloseable {
  private static final int PAGE = 3;

  private final HttpServer server;
  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile Runnable afterListing = () -> {};

  /** Starts on a free port of loopback; every bucket exists. */
  public S3Server() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    // the SDK signs what it asks
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** {@code bucket/key} to content. */
  public NavigableMap<String, byte[]> objects() {
    return objects;
  }

  /** Puts a text at {@code bucket/key}. */
  public void put(String key, String text) {
    put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** An object of bytes. */
  public void put(String key, byte[] bytes) {
    objects.put(key, bytes);
  }

  /** What was asked: {@code LIST prefix}, {@code GET bucket/key}, {@code PUT bucket/key}. */
  public List<String> requests() {
    return requests;
  }

  /** From now on every request is answered with this status. */
  public void status(int newStatus) {
    status = newStatus;
  }

  /** From now on this happens between a listing and what comes after it. */
  public void afterListing(Runnable action) {
    afterListing = action;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath().substring(1);
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      if (status != 200) {
        String code = status == 403 ? "AccessDenied" : "SlowDown";
        send(exchange, status, "<Error><Code>" + code + "</Code><Message>no</Message></Error>");
      } else if (exchange.getRequestMethod().equals("PUT")) {
        requests.add("PUT " + path);
        objects.put(path, unchunked(exchange, body));
        exchange.getResponseHeaders().set("ETag", etag(path));
        send(exchange, 200, "");
      } else if (query.contains("list-type=2")) {
        list(exchange, path.replace("/", ""), parameters(query));
      } else {
        get(exchange, path);
      }
    }
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    requests.add("GET " + path);
    byte[] bytes = objects.get(path);
    String wanted = exchange.getRequestHeaders().getFirst("If-Match");
    if (bytes == null) {
      send(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>no</Message></Error>");
    } else if (wanted != null && !wanted.equals(etag(path))) {
      send(exchange, 412, "<Error><Code>PreconditionFailed</Code><Message>x</Message></Error>");
    } else {
      exchange.getResponseHeaders().set("ETag", etag(path));
      exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT");
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void list(HttpExchange exchange, String bucket, Map<String, String> asked)
      throws IOException {
    String prefix = bucket + "/" + asked.getOrDefault("prefix", "");
    requests.add("LIST " + prefix);
    String from = asked.getOrDefault("continuation-token", prefix);
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    int count = 0;
    String next = null;
    for (String key : objects.tailMap(from).keySet()) {
      if (!key.startsWith(prefix)) {
        break;
      }
      if (count++ == PAGE) {
        next = key;
        break;
      }
      xml.append("<Contents><Key>").append(key.substring(bucket.length() + 1)).append("</Key>");
      xml.append("<ETag>").append(etag(key).replace("\"", "&quot;")).append("</ETag>");
      xml.append("<Size>").append(objects.get(key).length).append("</Size></Contents>");
    }
    xml.append("<IsTruncated>").append(next != null).append("</IsTruncated>");
    if (next != null) {
      xml.append("<NextContinuationToken>").append(next).append("</NextContinuationToken>");
    }
    send(exchange, 200, xml.append("</ListBucketResult>").toString());
    if (next == null) {
      afterListing.run();
    }
  }

  private String etag(String path) {
    return "\"" + UUID.nameUUIDFromBytes(objects.get(path)) + "\"";
  }

  /** The SDK sends a body in signed chunks, each behind a line that tells its length. */
  private static byte[] unchunked(HttpExchange exchange, byte[] body) {
    String sha = String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
    if (!sha.startsWith("STREAMING")) {
      return body;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < body.length) {
      int end = at;
      while (body[end] != '\r') {
        end++;
      }
      String head = new String(body, at, end - at, StandardCharsets.US_ASCII);
      int length = Integer.parseInt(head.split(";", 2)[0], 16);
      if (length == 0) {
        break;
      }
      out.write(body, end + 2, length);
      at = end + 2 + length + 2;
    }
    return out.toByteArray();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
