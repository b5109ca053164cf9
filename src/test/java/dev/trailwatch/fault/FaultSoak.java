package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.sns.SnsServer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A quarter of an hour of everything: {@code mvn -Pfaults verify}, with {@code -Dseed=N} to repeat
 * a run and {@code -Dkills=200} for the long one; with {@code -Dchanges=0} kills alone.
 */
class FaultSoak {
  private static final int CHANGES = Integer.getInteger("changes", 1_000);
  private static final int KILLS = Integer.getInteger("kills", 20);
  private static final int SECONDS = Integer.getInteger("seconds", 600);

  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  @Timeout(value = 120, unit = TimeUnit.MINUTES)
  void everyCountAndEveryTransitionIsExactWhateverFails() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
    try (FaultRun run = new FaultRun(KINESIS, folder, seed, 3, 2)) {
      run.start(null);
      run.load(150);
      run.awaitCheckpoints(2);
      if (CHANGES > 0) {
        outagesWhileRulesChange(run);
      }
      kills(run);
      run.rules(CHANGES + 1);
      run.killJobManager();
      run.awaitCheckpoints(3);
      run.killEverything();
      run.awaitCheckpoints(3);
      run.rules(CHANGES + 2);
      run.savepoint();
      run.awaitCheckpoints(3);
      run.check(2);
      if (KILLS > 0) {
        long median = percentile(run.recoveries, 50);
        // times grow with what else the processors have to do; counts do not
        double busy = run.busiest() / Runtime.getRuntime().availableProcessors();
        assertThat(median).isLessThanOrEqualTo((long) (3_000 * Math.max(1, busy)));
        assertThat(percentile(run.recoveries, 99))
            .isLessThanOrEqualTo((long) (8_000 * Math.max(1, busy)));
      }
    }
  }

  /** Ten minutes of edits; beside them SNS and Kinesis fail, shards move and poison comes. */
  private void outagesWhileRulesChange(FaultRun run) throws Exception {
    try (RuleChanges changes = new RuleChanges(run.folder.resolve("rules"), CHANGES, SECONDS)) {
      run.sns.mode(SnsServer.Mode.UNAVAILABLE);
      run.say("SNS is down");
      for (int i = 0; i < 4; i++) {
        run.awaitCheckpoints(20);
      }
      run.poison();
      for (int i = 0; i < 4; i++) {
        run.awaitCheckpoints(20);
      }
      run.sns.mode(SnsServer.Mode.THROTTLED);
      run.say("SNS throttles");
      run.awaitCheckpoints(10);
      AtomicInteger turn = new AtomicInteger();
      run.script(message -> turn.incrementAndGet() % 3 == 0 ? "InternalError" : null);
      run.sns.mode(SnsServer.Mode.SCRIPT);
      run.say("SNS fails one message in three");
      run.awaitCheckpoints(20);
      run.sns.mode(SnsServer.Mode.AMBIGUOUS);
      run.awaitCheckpoints(3);
      run.script(message -> null);
      run.sns.mode(SnsServer.Mode.SCRIPT);
      run.say("SNS is well");
      run.split(0);
      run.awaitCheckpoints(10);
      run.way.cut();
      run.say("Kinesis is out of reach");
      Thread.sleep(3 * FaultRun.LATENESS);
      run.way.mend();
      run.say("Kinesis is back");
      run.awaitCheckpoints(10);
      long restarted = run.restartedAt();
      run.way.hold();
      run.say("Kinesis answers nothing");
      Thread.sleep(65_000);
      run.way.mend();
      run.awaitCheckpoints(3);
      assertThat(run.restartedAt()).as("a restart in a minute of silence").isEqualTo(restarted);
      run.merge();
      run.awaitCheckpoints(10);
      run.split(1);
      changes.join();
      Thread.sleep(3_000);
      Set<String> adopted = RuleChanges.adopted(run.folder.resolve("cluster"));
      Set<String> completed = new HashSet<>(changes.completed().keySet());
      run.say(
          changes.written()
              + " edits, "
              + completed.size()
              + " sets whole and valid, "
              + adopted.size()
              + " adopted");
      assertThat(completed).as("what the writer completed").containsAll(adopted);
      // each stood for three polls; a machine that is busy may still miss one
      assertThat(adopted.size()).isGreaterThanOrEqualTo(completed.size() * 95 / 100);
      List<String> all = List.copyOf(changes.completed().keySet());
      assertThat(adopted).as("the last set").contains(all.get(all.size() - 1));
    }
  }

  private static void kills(FaultRun run) throws Exception {
    while (run.recoveries.size() < KILLS) {
      run.cluster.awaitSlots(6);
      run.awaitCheckpoints(1);
      Thread.sleep(run.random.nextInt(1_500));
      run.killTaskManager();
    }
  }

  private static long percentile(List<Long> values, int percent) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
