package dev.trailwatch.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink session cluster of processes: a JobManager and some TaskManagers, each a JVM of its own
 * from the jars of this build's class path. They end with the JVM that started them.
 */
final class FlinkCluster implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Path folder;
  private final String classPath;
  private final List<String> jvm;
  private final int restPort;
  private final List<Process> taskManagers = new ArrayList<>();
  private Process jobManager;
  private int started;

  private FlinkCluster(Path folder, String classPath, List<String> jvm, int restPort) {
    this.folder = folder;
    this.classPath = classPath;
    this.jvm = jvm;
    this.restPort = restPort;
  }

  /** A cluster that knows the classes of this build, tests included. */
  static FlinkCluster withThisBuild(Path folder, int taskManagers, int slots, String... jvm) {
    return start(folder, entry -> true, taskManagers, slots, jvm);
  }

  /** A cluster that knows nothing but Flink and what Flink needs. */
  static FlinkCluster clean(Path folder, int taskManagers, int slots) {
    return start(folder, FlinkCluster::belongsToFlink, taskManagers, slots);
  }

  private static FlinkCluster start(
      Path folder, Predicate<String> classes, int taskManagers, int slots, String... jvm) {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(":", -1))
            .filter(classes)
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(":"));
    try {
      Files.createDirectories(folder);
      int rest = freePort();
      Map<String, Object> settings = new TreeMap<>();
      settings.put("jobmanager.rpc.address", "127.0.0.1");
      settings.put("jobmanager.rpc.port", freePort());
      settings.put("jobmanager.bind-host", "127.0.0.1");
      settings.put("rest.address", "127.0.0.1");
      settings.put("rest.port", rest);
      settings.put("rest.bind-port", Integer.toString(rest));
      settings.put("rest.bind-address", "127.0.0.1");
      settings.put("taskmanager.host", "127.0.0.1");
      settings.put("taskmanager.bind-host", "127.0.0.1");
      settings.put("taskmanager.numberOfTaskSlots", slots);
      settings.put("taskmanager.load-balance.mode", "SLOTS");
      settings.put("taskmanager.cpu.cores", 1.0);
      settings.put("taskmanager.memory.framework.heap.size", "64m");
      settings.put("taskmanager.memory.framework.off-heap.size", "64m");
      settings.put("taskmanager.memory.task.heap.size", "256m");
      settings.put("taskmanager.memory.task.off-heap.size", "0m");
      settings.put("taskmanager.memory.network.min", "32m");
      settings.put("taskmanager.memory.network.max", "32m");
      settings.put("taskmanager.memory.managed.size", "32m");
      settings.put("taskmanager.memory.jvm-metaspace.size", "256m");
      settings.put("taskmanager.memory.jvm-overhead.min", "64m");
      settings.put("taskmanager.memory.jvm-overhead.max", "64m");
      // a process that is gone is noticed by the first heartbeat that cannot be delivered
      settings.put("heartbeat.interval", 500);
      settings.put("heartbeat.timeout", 6_000);
      settings.put("heartbeat.rpc-failure-threshold", 1);
      // what REST says of a job may otherwise be three seconds old
      settings.put("web.refresh-interval", 100);
      settings.put("io.tmp.dirs", Files.createDirectories(folder.resolve("tmp")).toString());
      StringBuilder yaml = new StringBuilder();
      settings.forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
      Files.writeString(folder.resolve("config.yaml"), yaml);
      try (var in = FlinkCluster.class.getResourceAsStream("/fault/log4j2-cluster.properties")) {
        Files.copy(in, folder.resolve("log4j2.properties"));
      }
      FlinkCluster cluster = new FlinkCluster(folder, classPath, List.of(jvm), rest);
      cluster.startJobManager();
      for (int i = 0; i < taskManagers; i++) {
        cluster.startTaskManager();
      }
      cluster.awaitSlots(taskManagers * slots);
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean belongsToFlink(String entry) {
    String name = Path.of(entry).getFileName().toString();
    return name.endsWith(".jar")
        && !name.endsWith("-tests.jar")
        && Stream.of(
                "connector-kinesis", "connector-base", "test-utils", "commons-logging", "lang-2")
            .noneMatch(name::contains)
        && Stream.of(
                "flink-",
                "commons-",
                "kryo",
                "minlog",
                "objenesis",
                "javassist",
                "snappy",
                "lz4",
                "async-profiler",
                "chill",
                "slf4j",
                "log4j",
                "jsr305",
                "snakeyaml-engine")
            .anyMatch(name::startsWith);
  }

  /** Starts a JobManager where the last one was. */
  void startJobManager() throws IOException {
    jobManager =
        start(
            "jobmanager",
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "-Xmx384m");
    await("the JobManager's REST", Duration.ofMinutes(3), () -> tryGet("/overview") != null);
  }

  /** Starts one more TaskManager; it registers itself when it is up. */
  void startTaskManager() throws IOException {
    List<String> flags = new ArrayList<>(List.of("-Xmx384m"));
    flags.addAll(jvm);
    taskManagers.add(
        start(
            "taskmanager",
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            flags.toArray(String[]::new)));
  }

  private Process start(String what, String main, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=256m"));
    // what is killed in a minute need not be compiled twice
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(flags));
    for (String opened : List.of("lang", "util", "util.concurrent", "time")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.add("-Dlog4j.configurationFile=" + folder.resolve("log4j2.properties"));
    // the connector's SDK and ours read different names
    command.add("-Daws.accessKeyId=test");
    command.add("-Daws.secretKey=test");
    command.add("-Daws.secretAccessKey=test");
    command.addAll(List.of("-cp", classPath + ":" + leashClassPath()));
    command.addAll(List.of(Leash.class.getName(), main, "--configDir", folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve(what + "-" + started++ + ".log").toFile());
    return builder.start();
  }

  /** A folder with nothing but the leash, so that a clean cluster stays clean. */
  private String leashClassPath() throws IOException {
    Path target = folder.resolve("leash/dev/trailwatch/fault/Leash.class");
    if (!Files.exists(target)) {
      Files.createDirectories(target.getParent());
      try (var in = Leash.class.getResourceAsStream("Leash.class")) {
        Files.copy(in, target);
      }
    }
    return folder.resolve("leash").toString();
  }

  /** Where a job is submitted to. */
  int restPort() {
    return restPort;
  }

  int taskManagers() {
    return taskManagers.size();
  }

  /** What the TaskManagers occupy of the machine's memory; 0 where that cannot be asked. */
  long residentKilobytes() {
    long sum = 0;
    for (Process process : taskManagers) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
          sum += line.startsWith("VmRSS") ? Long.parseLong(line.replaceAll("[^0-9]", "")) : 0;
        }
      } catch (IOException e) {
        return 0;
      }
    }
    return sum;
  }

  /** SIGKILL to one TaskManager. */
  void killTaskManager(int index) throws InterruptedException {
    taskManagers.remove(index).destroyForcibly().waitFor();
  }

  /** SIGKILL to the JobManager. */
  void killJobManager() throws InterruptedException {
    jobManager.destroyForcibly().waitFor();
  }

  /** SIGKILL to all of them at once. */
  void killAll() throws InterruptedException {
    jobManager.destroyForcibly();
    taskManagers.forEach(Process::destroyForcibly);
    jobManager.waitFor();
    for (Process process : taskManagers) {
      process.waitFor();
    }
    taskManagers.clear();
  }

  @Override
  public void close() {
    try {
      killAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for this many slots, used or not. */
  void awaitSlots(int slots) {
    await(
        slots + " slots",
        Duration.ofSeconds(90),
        () -> {
          JsonNode overview = tryGet("/overview");
          return overview != null && overview.path("slots-total").asInt() >= slots;
        });
  }

  /** Whether all tasks of a job run. */
  boolean runs(String job) {
    JsonNode state = tryGet("/jobs/" + job);
    if (state == null || !state.path("state").asText().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : state.path("vertices")) {
      if (vertex.path("tasks").path("RUNNING").asInt() != vertex.path("parallelism").asInt()) {
        return false;
      }
    }
    return state.path("vertices").size() > 0;
  }

  /** When the job was last restarted, epoch milliseconds; 0 if never. */
  long restartedAt(String job) {
    JsonNode state = tryGet("/jobs/" + job);
    return state == null ? 0 : state.path("timestamps").path("RESTARTING").asLong();
  }

  /** How many checkpoints of a job have been completed. */
  long checkpoints(String job) {
    JsonNode answer = tryGet("/jobs/" + job + "/checkpoints");
    return answer == null ? 0 : answer.at("/counts/completed").asLong();
  }

  /** Stops a job with a savepoint and tells where that is. */
  Path stop(String job, Path target) {
    String body = "{\"targetDirectory\":\"" + target.toUri() + "\",\"drain\":false}";
    String trigger = post("/jobs/" + job + "/stop", json(body)).path("request-id").asText();
    String[] location = new String[1];
    await(
        "the savepoint",
        Duration.ofSeconds(60),
        () -> {
          JsonNode answer = tryGet("/jobs/" + job + "/savepoints/" + trigger);
          if (answer == null || !answer.at("/status/id").asText().equals("COMPLETED")) {
            return false;
          }
          location[0] = answer.at("/operation/location").asText();
          if (location[0].isEmpty()) {
            throw new IllegalStateException("no savepoint: " + answer);
          }
          return true;
        });
    return Path.of(URI.create(location[0]));
  }

  /** Runs a jar with the main class of its manifest; returns the job's id. */
  String run(Path jar, List<String> arguments) throws IOException {
    return run(jar, Map.of("programArgsList", arguments));
  }

  /** Runs a jar from a savepoint, without leaving any of its state behind. */
  String run(Path jar, List<String> arguments, Path savepoint) throws IOException {
    return run(
        jar,
        Map.of(
            "programArgsList",
            arguments,
            "savepointPath",
            savepoint.toUri().toString(),
            "allowNonRestoredState",
            false));
  }

  private String run(Path jar, Map<String, Object> how) throws IOException {
    String boundary = "----trailwatch";
    byte[] head =
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"job.jar\"\r\n"
                + "Content-Type: application/x-java-archive\r\n\r\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] tail =
        ("\r\n--" + boundary + "--\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    HttpRequest upload =
        HttpRequest.newBuilder(uri("/jars/upload"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArrays(List.of(head, Files.readAllBytes(jar), tail)))
            .build();
    String file = answer(upload).path("filename").asText();
    String id = file.substring(file.lastIndexOf('/') + 1);
    String body = JSON.writeValueAsString(how);
    return post("/jars/" + id + "/run", json(body)).path("jobid").asText();
  }

  /** What REST answers; null if it does not, or refuses. */
  JsonNode tryGet(String path) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? JSON.readTree(response.body()) : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode post(String path, HttpRequest.Builder request) {
    try {
      return answer(request.uri(uri(path)).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpRequest.Builder json(String body) {
    BodyPublisher publisher = BodyPublishers.ofString(body);
    return HttpRequest.newBuilder()
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "application/json")
        .POST(publisher);
  }

  private static JsonNode answer(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(request.uri() + ": " + response.statusCode() + response.body());
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + restPort + path);
  }

  /** Something that is asked until it is so. */
  interface Condition {
    boolean holds();
  }

  static void await(String what, Duration limit, Condition condition) {
    long until = System.nanoTime() + limit.toNanos();
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > until) {
          throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
        }
        TimeUnit.MILLISECONDS.sleep(40);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
