package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.sns.SnsServer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three minutes of faults, one after the other; the soak of {@code mvn -Pfaults} is the long one.
 */
class FaultITCase {
  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyCountAndEveryTransitionIsExactWhateverFails() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
    try (FaultRun run = new FaultRun(KINESIS, folder, seed, 2, 2)) {
      run.start(null);
      run.load(150);
      run.awaitCheckpoints(2);

      run.killTaskManager();
      run.poison();
      run.sns.mode(SnsServer.Mode.UNAVAILABLE);
      run.awaitCheckpoints(3);
      run.rules(1);
      run.split(0);
      run.sns.mode(SnsServer.Mode.THROTTLED);
      run.way.cut();
      Thread.sleep(FaultRun.LATENESS + 3_000);
      run.way.mend();
      run.sns.mode(SnsServer.Mode.AMBIGUOUS);
      Thread.sleep(2_000);
      run.sns.mode(SnsServer.Mode.SCRIPT);
      run.cluster.awaitSlots(4);
      run.killTaskManager();
      run.awaitCheckpoints(2);
      run.rules(2);
      run.killEverything();
      run.awaitCheckpoints(2);
      run.merge();
      run.rules(3);
      run.savepoint();
      run.awaitCheckpoints(2);

      run.check(2);
      // generous: what is measured here shares its processors with everything else
      assertThat(run.recoveries).allMatch(millis -> millis < 30_000);
    }
  }
}
