package dev.trailwatch.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.job.MinuteHistory;
import dev.trailwatch.report.AlarmSpan;
import dev.trailwatch.report.InstanceHistory;
import dev.trailwatch.report.MinuteSum;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.RuleSet;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all alarm instances lived through in a replay, on disk until it is closed.
 *
 * <p>Sorted by instance, so that it is read one instance at a time.
 */
public final class ReplayHistory implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final boolean minutesToo;
  private final Thread interrupted = new Thread(this::deleteQuietly);

  private ReplayHistory(Path directory, boolean minutesToo) {
    this.directory = directory;
    this.minutesToo = minutesToo;
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  /** An empty history, of the minutes and the changes of state, or of these alone. */
  static ReplayHistory create(boolean minutesToo) throws IOException {
    return new ReplayHistory(Files.createTempDirectory("trailwatch-replay-"), minutesToo);
  }

  boolean keepsMinutes() {
    return minutesToo;
  }

  /** Where the settled minutes go, as {@link MinuteLines}. */
  Path minutes() {
    return directory.resolve("minutes");
  }

  /** Where the changes of state go, as {@link TransitionLines}. */
  Path transitions() {
    return directory.resolve("transitions");
  }

  /** Every stay in ALARM, in order. */
  public List<AlarmSpan> spans() throws IOException {
    List<AlarmSpan> all = new ArrayList<>();
    spansByInstance().values().forEach(instance -> all.addAll(instance.spans));
    Collections.sort(all);
    return all;
  }

  /**
   * Hands over each instance that had a sample or an ALARM, by alarm and values.
   *
   * @throws IllegalStateException if only the ALARMs were kept
   */
  public void forEach(RuleSet rules, Consumer<InstanceHistory> action) throws IOException {
    if (!minutesToo) {
      throw new IllegalStateException("this replay kept no minutes");
    }
    Map<String, Instance> spans = spansByInstance();
    try (BufferedReader lines = Files.newBufferedReader(minutes(), StandardCharsets.UTF_8)) {
      Instance present = null;
      String key = "";
      List<MinuteSum> minutes = new ArrayList<>();
      Evidence evidence = Evidence.none();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode minute = JSON.readTree(line);
        Instance next = Instance.of(minute);
        if (present != null && !next.key.equals(key)) {
          hand(present, minutes, evidence, spans.remove(key), rules, action);
          minutes.clear();
          evidence = Evidence.none();
        }
        present = next;
        key = next.key;
        MinuteHistory part = MinuteHistory.of(minute.get(3).binaryValue());
        evidence = evidence.merge(part.evidence());
        minutes.addAll(part.minutes());
      }
      if (present != null) {
        hand(present, minutes, evidence, spans.remove(key), rules, action);
      }
    }
    // an ALARM may come of nothing at all: missing data can breach
    for (Instance silent : spans.values()) {
      hand(silent, List.of(), Evidence.none(), silent, rules, action);
    }
  }

  private static void hand(
      Instance instance,
      List<MinuteSum> minutes,
      Evidence evidence,
      @Nullable Instance alarms,
      RuleSet rules,
      Consumer<InstanceHistory> action) {
    Alarm alarm = rules.alarm(instance.alarmId);
    if (alarm != null) {
      List<AlarmSpan> spans = alarms == null ? List.of() : alarms.spans;
      action.accept(InstanceHistory.of(alarm, instance.values, minutes, evidence, spans));
    }
  }

  private Map<String, Instance> spansByInstance() throws IOException {
    Map<String, Instance> byInstance = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(transitions(), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode transition = JSON.readTree(line);
        Instance instance = Instance.of(transition);
        byInstance
            .computeIfAbsent(instance.key, key -> instance)
            .change(
                transition.get(2).asText(),
                transition.get(3).asLong(),
                transition.get(4).asText().equals(AlarmState.ALARM.name()));
      }
    }
    return byInstance;
  }

  @Override
  public void close() throws IOException {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      // the hook runs already
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }

  private void deleteQuietly() {
    try {
      delete();
    } catch (IOException e) {
      // the process ends anyway, and the folder lies where temporary files do
    }
  }

  /** An alarm instance's address, and its stays in ALARM as far as they are read. */
  private static final class Instance {
    private final String key;
    private final String alarmId;
    private final List<String> values;
    private final List<AlarmSpan> spans = new ArrayList<>();

    private Instance(String key, String alarmId, List<String> values) {
      this.key = key;
      this.alarmId = alarmId;
      this.values = values;
    }

    static Instance of(JsonNode line) {
      List<String> values = new ArrayList<>();
      line.get(1).forEach(value -> values.add(value.asText()));
      String alarmId = line.get(0).asText();
      return new Instance(
          MinuteLines.instance(alarmId, values.toArray(new String[0])), alarmId, values);
    }

    /** Changes come in order of time: one to ALARM opens a stay, the next one ends it. */
    void change(String name, long moment, boolean alarm) {
      int last = spans.size() - 1;
      if (last >= 0 && spans.get(last).to() == AlarmSpan.OPEN) {
        spans.set(last, AlarmSpan.of(name, spans.get(last).from(), moment));
      }
      if (alarm) {
        spans.add(AlarmSpan.of(name, moment, AlarmSpan.OPEN));
      }
    }
  }
}
