package dev.trailwatch.connector.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.metrics.SimpleCounter;
import software.amazon.awssdk.core.exception.SdkClientException;

class SnsWriterPropertiesTest {
  private static final Map<String, TopicArn> TOPICS =
      Map.of(
          "one", TopicArn.parse("arn:aws:sns:us-east-1:111122223333:one"),
          "two", TopicArn.parse("arn:aws:sns:eu-west-1:111122223333:two"));

  /** Any mix of successes, throttles, failures, kills and pauses. */
  @Property(tries = 300)
  void everyMessageArrivesAndNoneOvertakesItsAlarmsEarlierOnes(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    FakeTask task = new FakeTask();
    FakeSns sns = new FakeSns();
    SnsWriter writer = writer(task, sns, random);
    Map<String, List<Integer>> said = new LinkedHashMap<>();
    for (int step = 0; step < 150; step++) {
      int dice = random.nextInt(10);
      if (dice < 5) {
        String alarm = "alarm-" + random.nextInt(4);
        String[] topics = random.nextBoolean() ? new String[] {"one"} : new String[] {"one", "two"};
        writer.write(Notices.of(alarm, step, topics), null);
        for (String topic : topics) {
          said.computeIfAbsent(TOPICS.get(topic) + " " + alarm, k -> new ArrayList<>()).add(step);
        }
      } else if (dice < 8 && !sns.calls.isEmpty()) {
        answer(sns, random);
      } else if (dice == 8) {
        task.advance(random.nextInt(500));
      } else if (random.nextInt(5) == 0) {
        // a crash right after a checkpoint: requests under way may or may not have been taken
        List<WaitingNotices> kept = writer.snapshotState(step);
        sns.calls.forEach(
            call -> {
              if (random.nextBoolean()) {
                call.accept(sns);
              }
            });
        sns.calls.clear();
        writer.close();
        task.run();
        writer = writer(task, sns, random);
        writer.restore(kept);
      }
      task.run();
      assertOneUnderWayPerAlarm(sns);
    }
    task.whenNothingIsLeft = () -> sns.calls.remove().accept(sns);
    writer.flush(true);

    Map<String, Set<Integer>> heard = new LinkedHashMap<>();
    for (String text : sns.delivered) {
      int cut = text.lastIndexOf(' ');
      heard
          .computeIfAbsent(text.substring(0, cut), k -> new LinkedHashSet<>())
          .add(Integer.parseInt(text.substring(cut + 1)));
    }
    assertThat(heard.keySet()).isEqualTo(said.keySet());
    said.forEach((lane, numbers) -> assertThat(heard.get(lane)).containsExactlyElementsOf(numbers));
  }

  private static void answer(FakeSns sns, Random random) {
    FakeSns.Call call = sns.calls.remove();
    switch (random.nextInt(4)) {
      case 0 -> call.accept(sns);
      case 1 -> call.fail(SdkClientException.create("timeout"));
      case 2 -> call.fail(FakeSns.refusal(400, "Throttling"));
      default -> call.answerEach(sns, entry -> random.nextBoolean() ? null : "InternalError");
    }
  }

  private static void assertOneUnderWayPerAlarm(FakeSns sns) {
    Set<String> lanes = new HashSet<>();
    for (FakeSns.Call call : sns.calls) {
      for (String text : call.texts()) {
        String lane = call.request().topicArn() + " " + text.substring(0, text.indexOf(' '));
        assertThat(lanes.add(lane)).as("%s is under way once", lane).isTrue();
      }
    }
  }

  private static SnsWriter writer(FakeTask task, FakeSns sns, Random random) {
    return new SnsWriter(
        TOPICS,
        sns,
        new Refusals(
            (notice, topic, reason, now) -> {
              throw new AssertionError(reason);
            },
            (notice, topic, reason, now) -> null),
        task,
        task,
        new BackOff(random::nextDouble),
        new SnsWriter.Counters(new SimpleCounter(), new SimpleCounter(), new SimpleCounter()),
        SnsWriter.BOUND);
  }
}
