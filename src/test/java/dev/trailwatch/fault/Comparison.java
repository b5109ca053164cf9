package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.ruletest.TimedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a run wrote down and sent, held against what the oracle says of the same events. */
final class Comparison {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MINUTE = 60_000;

  private final Path folder;
  private final SnsServer sns;
  private final int poisons;
  private final Consumer<String> say;

  Comparison(Path folder, SnsServer sns, int poisons, Consumer<String> say) {
    this.folder = folder;
    this.sns = sns;
    this.poisons = poisons;
    this.say = say;
  }

  /** Waits for what is still to come, then compares all that lies before a moment. */
  void run(RuleSet rules, List<TimedEvent> events, long end) throws InterruptedException {
    // the first judgement of all shows when the alarms came into force
    FlinkCluster.await(
        "a first transition", Duration.ofMinutes(2), () -> !lines("transitions").isEmpty());
    Map<String, Long> starts = starts();
    long first = starts.values().stream().min(Long::compare).orElseThrow();
    Oracle oracle = new Oracle(rules, events, first - 1, end);
    // the first watermarks of two subtasks may lie in two minutes: so do their alarms' first
    // periods
    starts.values().removeIf(start -> start != first + MINUTE);
    oracle.replace(starts.keySet(), new Oracle(rules, events, first + MINUTE - 1, end));
    assertThat(oracle.datapoints.size()).as("the oracle says something").isGreaterThan(40);
    try {
      FlinkCluster.await(
          "what the oracle says",
          Duration.ofSeconds(90),
          () ->
              datapoints(end).keySet().containsAll(oracle.datapoints.keySet())
                  && transitions(end).containsAll(oracle.transitions)
                  && ids()
                      .containsAll(oracle.told.values().stream().flatMap(List::stream).toList()));
    } catch (AssertionError e) {
      say.accept("not all came; the comparison says what is missing");
    }
    Thread.sleep(1_000);
    assertThat(difference(datapoints(end), oracle.datapoints)).as("datapoints").isEmpty();
    Set<String> transitions = new TreeSet<>(transitions(end));
    assertThat(transitions).as("transitions").isEqualTo(oracle.transitions);
    checkNotices(oracle);
    checkDeadLetters();
    say.accept(
        "exact: "
            + oracle.datapoints.size()
            + " datapoints, "
            + oracle.transitions.size()
            + " transitions, "
            + ids().size()
            + " notices");
  }

  /** By alarm: the end of its first period that was not without data. */
  private Map<String, Long> starts() {
    Map<String, Long> starts = new TreeMap<>();
    for (String line : lines("transitions")) {
      String[] parts = line.split("\\|", -1);
      if (parts[2].equals("INSUFFICIENT_DATA")) {
        starts.merge(parts[0], Long.parseLong(parts[1]), Math::min);
      }
    }
    return starts;
  }

  /** Every transition was told, nothing else was, and nothing overtook. */
  private void checkNotices(Oracle oracle) {
    Map<String, List<String>> said = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (SnsServer.Message message : sns.taken()) {
      String id = message.attributes().get("notificationId");
      if (message.topicArn().equals(FaultRun.TOPIC) && seen.add(id)) {
        said.computeIfAbsent(alarm(message), name -> new ArrayList<>()).add(id);
      }
    }
    oracle.told.forEach(
        (alarm, ids) -> {
          if (alarm.equals("refused") || alarm.equals("moving")) {
            return;
          }
          List<String> heard = new ArrayList<>(said.getOrDefault(alarm, List.of()));
          List<String> settled = new ArrayList<>(heard);
          settled.retainAll(ids);
          assertThat(settled).as("notices of " + alarm + ", in order").isEqualTo(ids);
          heard.removeAll(ids);
          assertThat(oracle.permitted).as("surplus notices of " + alarm).containsAll(heard);
        });
    said.keySet().removeIf(alarm -> alarm.equals("moving") || alarm.startsWith("probe "));
    assertThat(oracle.told.keySet()).as("alarms that spoke").containsAll(said.keySet());
  }

  static String alarm(SnsServer.Message message) {
    try {
      return JSON.readTree(JSON.readTree(message.document()).get("default").asText())
          .path("AlarmName")
          .asText();
    } catch (IOException e) {
      throw new AssertionError(message.document(), e);
    }
  }

  private void checkDeadLetters() {
    if (poisons > 0) {
      Set<String> kept = new HashSet<>();
      for (String line : lines("dead-letters.jsonl")) {
        kept.add(line.substring(line.indexOf("\"record\":")));
      }
      // a restart may write one again
      assertThat(kept).as("dead letters").hasSize(poisons);
    }
    if (sns.requests() > 0) {
      assertThat(lines("dead-letters.jsonl.notices"))
          .as("notices of the topic that refuses")
          .isNotEmpty()
          .allMatch(line -> line.contains("\"topic\":\"refused\""));
      assertThat(sns.taken())
          .as("who hears of it")
          .anyMatch(m -> m.topicArn().equals(FaultRun.HEALTH));
      assertThat(sns.taken()).noneMatch(m -> m.topicArn().equals(FaultRun.REFUSED));
    }
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>(sns.texts(m -> m.attributes().get("notificationId")));
    for (String line : lines("dead-letters.jsonl.notices")) {
      int at = line.indexOf("\"notificationId\":\"") + 18;
      ids.add(line.substring(at, line.indexOf('"', at)));
    }
    return ids;
  }

  /** The newest numbers of each series and period. */
  private Map<String, String> datapoints(long end) {
    Map<String, String> newest = new TreeMap<>();
    for (String line : lines("datapoints")) {
      String[] parts = line.split("\\|", -1);
      if (!isApart(parts[0]) && Long.parseLong(parts[1]) + MINUTE <= end) {
        newest.put(parts[0] + "|" + parts[1], parts[2]);
      }
    }
    return newest;
  }

  private Set<String> transitions(long end) {
    Set<String> found = new HashSet<>();
    for (String line : lines("transitions")) {
      String[] parts = line.split("\\|", -1);
      if (!isApart(parts[0]) && Long.parseLong(parts[1]) <= end) {
        found.add(String.join("|", parts[0], parts[1], parts[2], parts[3]));
      }
    }
    return found;
  }

  /** What the oracle has no rule for. */
  private static boolean isApart(String series) {
    return series.startsWith("moving") || series.startsWith("probe");
  }

  private static List<String> difference(Map<String, String> found, Map<String, String> expected) {
    List<String> difference = new ArrayList<>();
    Set<String> keys = new TreeSet<>(found.keySet());
    keys.addAll(expected.keySet());
    for (String key : keys) {
      String one = found.getOrDefault(key, "nothing");
      String other = expected.getOrDefault(key, "nothing");
      if (!one.equals(other)) {
        difference.add(key + ": " + one + ", the oracle says " + other);
      }
    }
    return difference;
  }

  /** The whole lines of a file of this run; none if it is not there. */
  List<String> lines(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      String text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
