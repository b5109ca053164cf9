package dev.trailwatch.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * How far a replay has come, in a folder of its own: what it takes to go on after an interruption.
 *
 * <p>The folder also says of which replay: another one must not go on from there. It holds
 * evidence, so a folder that is made here is its owner's alone.
 */
public final class ReplayProgress {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REPLAY = "replay.json";

  private final Path folder;
  private final Duration interval;
  private final boolean begun;

  private ReplayProgress(Path folder, Duration interval, boolean begun) {
    this.folder = folder;
    this.interval = interval;
    this.begun = begun;
  }

  /** A folder that holds something else, or another replay's progress. */
  public static final class OtherReplay extends Exception {
    private static final long serialVersionUID = 1L;

    OtherReplay(String message) {
      super(message);
    }
  }

  /**
   * The progress in a folder, which is made if it is not there.
   *
   * @param replay what makes the replay the one that it is, by name
   * @param interval how often it is written down
   * @throws OtherReplay if the folder belongs to another replay, or to something else
   * @throws IOException if it cannot be read or made
   */
  public static ReplayProgress in(Path folder, Map<String, String> replay, Duration interval)
      throws OtherReplay, IOException {
    Path description = folder.resolve(REPLAY);
    if (Files.exists(description)) {
      SortedMap<String, String> there = read(description);
      SortedMap<String, String> asked = new TreeMap<>(replay);
      for (Map.Entry<String, String> each : asked.entrySet()) {
        String before = there.get(each.getKey());
        if (!each.getValue().equals(before)) {
          throw new OtherReplay(
              folder
                  + " holds the progress of another replay: "
                  + each.getKey()
                  + " was "
                  + before
                  + ", now "
                  + each.getValue());
        }
      }
      makeCheckpoints(folder);
      boolean begun = LocalCluster.newestCheckpoint(checkpoints(folder)) != null;
      return new ReplayProgress(folder, interval, begun);
    }
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new OtherReplay(folder + " is not empty, and holds no replay's progress");
        }
      }
    }
    if (!Files.exists(folder)) {
      LocalCluster.createPrivate(folder);
    }
    makeCheckpoints(folder);
    Files.writeString(description, JSON.writeValueAsString(new TreeMap<>(replay)) + "\n");
    return new ReplayProgress(folder, interval, false);
  }

  private static SortedMap<String, String> read(Path description) throws OtherReplay, IOException {
    try {
      return JSON.readValue(Files.readString(description), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new OtherReplay(description + " does not say which replay's progress lies there");
    }
  }

  private static void makeCheckpoints(Path folder) throws IOException {
    if (!Files.isDirectory(checkpoints(folder))) {
      LocalCluster.createPrivate(checkpoints(folder));
    }
  }

  private static Path checkpoints(Path folder) {
    return folder.resolve("checkpoints");
  }

  Path checkpoints() {
    return checkpoints(folder);
  }

  Duration interval() {
    return interval;
  }

  /** Whether there is something to go on from. */
  public boolean begun() {
    return begun;
  }

  /** Forgets how far the replay had come. */
  void forget() throws IOException {
    FileUtils.deleteDirectory(checkpoints().toFile());
    makeCheckpoints(folder);
  }

  /** Takes the folder away: the replay is over. */
  public void end() throws IOException {
    FileUtils.deleteDirectory(checkpoints().toFile());
    Files.deleteIfExists(folder.resolve(REPLAY));
    Files.deleteIfExists(folder);
  }
}
