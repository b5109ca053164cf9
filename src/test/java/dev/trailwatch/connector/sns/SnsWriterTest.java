package dev.trailwatch.connector.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.wire.NoticeRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

class SnsWriterTest {
  private static final String SECURITY = "arn:aws:sns:eu-central-1:111122223333:security";
  private static final String ORDERED = "arn:aws:sns:us-east-1:111122223333:ordered.fifo";
  private static final String HEALTH = "arn:aws:sns:us-east-1:111122223333:health";

  private final FakeTask task = new FakeTask();
  private final FakeSns sns = new FakeSns();
  private final List<String> refused = new ArrayList<>();
  private final SimpleCounter sent = new SimpleCounter();
  private final SimpleCounter retried = new SimpleCounter();
  private final SimpleCounter failed = new SimpleCounter();
  private RefusalAlarm alarm = (notice, topic, reason, now) -> null;
  private int bound = SnsWriter.BOUND;

  @Test
  void aNoticeGoesAtOnceInAllItsWords() throws Exception {
    writer().write(Notices.of("root sign-in", 1, "security"), null);
    FakeSns.Call call = sns.only();
    assertThat(call.region()).isEqualTo("eu-central-1");
    assertThat(call.request().topicArn()).isEqualTo(SECURITY);
    PublishBatchRequestEntry entry = call.request().publishBatchRequestEntries().get(0);
    assertThat(entry.subject()).isEqualTo("ALARM: \"root sign-in\" in US East (N. Virginia)");
    assertThat(entry.messageStructure()).isEqualTo("json");
    JsonNode document = new ObjectMapper().readTree(entry.message());
    assertThat(document.get("default").asText())
        .isEqualTo("{\"AlarmName\":\"root sign-in\",\"number\":1}");
    assertThat(document.get("email").asText()).isEqualTo("What happened: root sign-in \u00e9");
    assertThat(document.get("sms").asText()).isEqualTo("ALARM root sign-in");
    assertThat(document.size()).isEqualTo(3);
    // an empty value would be refused by SNS, so the attribute is left out
    assertThat(entry.messageAttributes()).containsOnlyKeys("severity", "state");
    assertThat(entry.messageAttributes().get("severity").stringValue()).isEqualTo("high");
    assertThat(entry.messageGroupId()).isNull();
    assertThat(entry.messageDeduplicationId()).isNull();
    call.accept(sns);
    task.run();
    assertThat(sent.getCount()).isOne();
  }

  @Test
  void aFifoTopicGetsTheAlarmAsGroupAndTheNotificationIdForDeduplication() throws Exception {
    writer().write(Notices.of("spaces are not allowed", 1, "ordered"), null);
    PublishBatchRequestEntry entry = sns.only().request().publishBatchRequestEntries().get(0);
    assertThat(entry.messageGroupId())
        .matches("[0-9a-f]{64}")
        .isEqualTo(Outgoing.fifoId("spaces are not allowed"));
    assertThat(entry.messageDeduplicationId()).isEqualTo("spaces-are-not-allowed-1");
    assertThat(Outgoing.fifoId("root-usage")).isEqualTo("root-usage");
    assertThat(Outgoing.fifoId("x".repeat(129))).hasSize(64);
  }

  @Test
  void aNoticeWithSeveralTopicsGoesToEachOnce() throws Exception {
    writer().write(Notices.of("a", 1, "security", "ordered", "security"), null);
    sns.acceptAll(task);
    assertThat(sns.delivered).containsExactlyInAnyOrder(SECURITY + " a 1", ORDERED + " a 1");
    assertThat(sent.getCount()).isEqualTo(2);
  }

  @Test
  void aNoticeForNobodyIsNoFailure() throws Exception {
    writer().write(Notices.of("a", 1), null);
    assertThat(sns.calls).isEmpty();
    assertThat(failed.getCount()).isZero();
  }

  @Test
  void ofOneAlarmOneMessageIsUnderWay() throws Exception {
    SnsWriter writer = writer();
    for (int i = 0; i < 3; i++) {
      writer.write(Notices.of("a", i, "security"), null);
    }
    for (int i = 0; i < 3; i++) {
      FakeSns.Call call = sns.only();
      assertThat(call.texts()).containsExactly("a " + i);
      call.accept(sns);
      task.run();
    }
  }

  @Test
  void aMessageThatFailsHoldsItsOwnAlarmOnly() throws Exception {
    SnsWriter writer = writer();
    writer.write(Notices.of("a", 1, "security"), null);
    writer.write(Notices.of("b", 1, "security"), null);
    writer.write(Notices.of("a", 2, "security"), null);
    writer.write(Notices.of("b", 2, "security"), null);
    sns.calls.remove().answerEach(sns, entry -> "InternalError");
    sns.calls.remove().accept(sns);
    task.run();
    // a rests, b goes on
    assertThat(sns.only().texts()).containsExactly("b 2");
    task.advance(BackOff.LONGEST);
    assertThat(sns.only().texts()).containsExactly("a 1");
    assertThat(retried.getCount()).isOne();
  }

  @Test
  void aFloodOfOneAlarmDelaysNoOther() throws Exception {
    SnsWriter writer = writer();
    for (int i = 0; i < 1_000; i++) {
      writer.write(Notices.of("flood", i, "security"), null);
    }
    writer.write(Notices.of("quiet", 1, "security"), null);
    assertThat(sns.calls.removeLast().texts()).containsExactly("quiet 1");
  }

  @Test
  void aFloodOfAlarmsOfOneRuleDelaysNoOtherRule() throws Exception {
    SnsWriter writer = writer();
    for (int i = 0; i < 5_000; i++) {
      NoticeRecord notice = Notices.of("flood [Principal=" + i + "]", 1, "security");
      notice.rule = "flood";
      writer.write(notice, null);
    }
    for (int i = 0; i < 3; i++) {
      NoticeRecord notice = Notices.of("quiet [Principal=" + i + "]", 1, "security");
      notice.rule = "quiet";
      writer.write(notice, null);
    }
    writer.write(Notices.of("root sign-in", 1, "security"), null);
    // as much as SNS takes at a time is under way; the next request has all that is no flood
    sns.calls.remove().accept(sns);
    task.run();
    FakeSns.Call next = sns.calls.removeLast();
    assertThat(next.texts())
        .hasSize(10)
        .contains(
            "root sign-in 1",
            "quiet [Principal=0] 1",
            "quiet [Principal=1] 1",
            "quiet [Principal=2] 1");
    next.accept(sns);
    task.run();
    sns.acceptAll(task);
    assertThat(sns.delivered).hasSize(5_004).doesNotHaveDuplicates();
  }

  @Test
  void inAFloodNothingIsLeftOutAndEachAlarmKeepsItsOrder() throws Exception {
    SnsWriter writer = writer();
    for (int i = 0; i < 300; i++) {
      NoticeRecord notice = Notices.of("alarm " + i % 60, i / 60, "security");
      notice.rule = "rule " + i % 7;
      writer.write(notice, null);
    }
    int[] calls = {0};
    while (!sns.calls.isEmpty()) {
      FakeSns.Call call = sns.calls.remove();
      if (calls[0]++ % 3 == 1) {
        call.answerEach(sns, entry -> entry.id().equals("0") ? "InternalError" : null);
      } else {
        call.accept(sns);
      }
      task.run();
      task.advance(BackOff.LONGEST);
    }
    assertThat(sns.delivered).hasSize(300).doesNotHaveDuplicates();
    for (int i = 0; i < 60; i++) {
      String own = " alarm " + i + " ";
      assertThat(sns.delivered.stream().filter(text -> text.contains(own)))
          .extracting(text -> text.substring(text.lastIndexOf(' ') + 1))
          .containsExactly("0", "1", "2", "3", "4");
    }
  }

  @Test
  void requestsHoldTenMessagesAndAQuarterMebibyte() throws Exception {
    SnsWriter writer = writer();
    // two single requests take up the topic, so that the rest gathers
    writer.write(Notices.of("first", 0, "security"), null);
    writer.write(Notices.of("second", 0, "security"), null);
    for (int i = 0; i < 25; i++) {
      writer.write(Notices.of("small-" + i, 0, "security"), null);
    }
    for (int i = 0; i < 3; i++) {
      NoticeRecord big = Notices.of("big-" + i, 0, "security");
      big.email = "x".repeat(120_000);
      writer.write(big, null);
    }
    List<Integer> sizes = new ArrayList<>();
    while (!sns.calls.isEmpty()) {
      FakeSns.Call call = sns.calls.remove();
      sizes.add(call.texts().size());
      int bytes =
          call.request().publishBatchRequestEntries().stream()
              .mapToInt(entry -> entry.message().length())
              .sum();
      assertThat(bytes).isLessThanOrEqualTo(256 * 1024);
      call.accept(sns);
      task.run();
    }
    assertThat(sizes).containsExactly(1, 1, 10, 10, 7, 1);
    assertThat(sns.delivered).hasSize(30);
  }

  @Test
  void anOutageLosesNothingKeepsTheOrderAndHoldsNoCheckpoint() throws Exception {
    SnsWriter writer = writer();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      writer.write(Notices.of("alarm-" + i % 7, i, "security"), null);
      said.add(SECURITY + " alarm-" + i % 7 + " " + i);
      if (!sns.calls.isEmpty()) {
        sns.calls.remove().fail(SdkClientException.create("connection refused"));
      }
      task.advance(600);
      writer.flush(false);
      assertThat(writer.snapshotState(i).stream().mapToInt(w -> w.notices().size()).sum())
          .isEqualTo(i + 1);
    }
    // three minutes have passed with one request in 30 s
    assertThat(retried.getCount()).isLessThan(300);
    while (sns.delivered.size() < 300) {
      task.advance(1_000);
      sns.acceptAll(task);
    }
    assertThat(sns.delivered).containsExactlyInAnyOrderElementsOf(said);
    for (int a = 0; a < 7; a++) {
      String mine = "alarm-" + a + " ";
      assertThat(sns.delivered.stream().filter(text -> text.contains(mine)).toList())
          .containsExactlyElementsOf(said.stream().filter(text -> text.contains(mine)).toList());
    }
    assertThat(writer.snapshotState(300)).isEmpty();
    assertThat(sent.getCount()).isEqualTo(300);
    assertThat(failed.getCount()).isZero();
  }

  @Test
  void throttlingOfAWholeRequestRestsTheTopicAndNoOther() throws Exception {
    SnsWriter writer = writer();
    writer.write(Notices.of("a", 1, "security", "ordered"), null);
    FakeSns.Call throttled =
        sns.calls.stream()
            .filter(call -> call.request().topicArn().equals(SECURITY))
            .findFirst()
            .orElseThrow();
    sns.calls.remove(throttled);
    throttled.fail(FakeSns.refusal(400, "Throttled"));
    task.run();
    writer.write(Notices.of("b", 1, "security", "ordered"), null);
    assertThat(sns.calls).allMatch(call -> call.request().topicArn().equals(ORDERED));
    task.advance(200);
    assertThat(sns.calls.removeLast().texts()).containsExactly("a 1", "b 1");
  }

  @Test
  void aTopicThatRefusesForGoodLosesItsNoticesToTheDeadLettersAndNoOtherDoes() throws Exception {
    alarm = (notice, topic, reason, now) -> Notices.of("engine " + topic, 1, "health", topic);
    SnsWriter writer = writer();
    writer.write(Notices.of("a", 1, "security", "ordered"), null);
    writer.write(Notices.of("a", 2, "security", "ordered"), null);
    for (int i = 0; i < 10; i++) {
      for (FakeSns.Call call : List.copyOf(sns.calls)) {
        sns.calls.remove(call);
        if (call.request().topicArn().equals(SECURITY)) {
          call.fail(FakeSns.refusal(404, "NotFound"));
        } else {
          call.accept(sns);
        }
      }
      task.run();
    }
    assertThat(refused)
        .containsExactly("a-1 security NotFound: because", "a-2 security NotFound: because");
    assertThat(failed.getCount()).isEqualTo(2);
    assertThat(sns.delivered).containsExactly(ORDERED + " a 1", ORDERED + " a 2");
    assertThat(writer.snapshotState(1)).isEmpty();
  }

  @Test
  void theFirstRefusalOfATopicIsToldElsewhereOnce() throws Exception {
    alarm = (notice, topic, reason, now) -> Notices.of("engine", 1, "health");
    SnsWriter writer = writer();
    for (int i = 0; i < 5; i++) {
      writer.write(Notices.of("a", i, "nowhere"), null);
    }
    sns.acceptAll(task);
    assertThat(sns.delivered).containsExactly(HEALTH + " engine 1");
    assertThat(refused).hasSize(5).allMatch(text -> text.contains("unknown topic"));
  }

  @Test
  void oneBadMessageDoesNotTakeItsBatchWithIt() throws Exception {
    SnsWriter writer = writer();
    writer.write(Notices.of("first", 0, "security"), null);
    writer.write(Notices.of("second", 0, "security"), null);
    for (String name : List.of("good", "bad", "fine")) {
      writer.write(Notices.of(name, 0, "security"), null);
    }
    while (!sns.calls.isEmpty()) {
      FakeSns.Call call = sns.calls.remove();
      if (call.texts().contains("bad 0")) {
        call.fail(FakeSns.refusal(400, "InvalidParameter"));
      } else {
        call.accept(sns);
      }
      task.run();
    }
    assertThat(refused).containsExactly("bad-0 security InvalidParameter: because");
    assertThat(sns.delivered).hasSize(4);
  }

  @Test
  void whatIsTooLargeForSnsIsRefusedAloud() throws Exception {
    NoticeRecord notice = Notices.of("a", 1, "security");
    notice.email = "\u00e9".repeat(131_072);
    writer().write(notice, null);
    assertThat(sns.calls).isEmpty();
    assertThat(refused).singleElement().asString().contains("bytes, SNS takes 262144");
  }

  @Test
  void whatACheckpointKeptGoesBeforeWhatIsNew() throws Exception {
    SnsWriter first = writer();
    for (int i = 0; i < 5; i++) {
      first.write(Notices.of("a", i, "security"), null);
      first.write(Notices.of("b", i, "security"), null);
    }
    List<WaitingNotices> kept = throughBytes(first.snapshotState(1));
    first.close();
    assertThat(sns.closed).isTrue();
    // an answer that comes after the end is nobody's
    sns.calls.forEach(call -> call.accept(sns));
    sns.calls.clear();
    sns.delivered.clear();
    task.run();

    SnsWriter second = writer();
    second.restore(kept);
    second.write(Notices.of("a", 5, "security"), null);
    sns.acceptAll(task);
    for (String name : List.of("a", "b")) {
      assertThat(sns.delivered.stream().filter(text -> text.contains(" " + name + " ")))
          .extracting(text -> Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1)))
          .isSorted()
          .hasSize(name.equals("a") ? 6 : 5);
    }
  }

  @Test
  void aTopicThatLeftTheConfigurationMeanwhileIsRefusedNotForgotten() throws Exception {
    SnsWriter writer = writer();
    writer.restore(List.of(new WaitingNotices("gone", List.of(Notices.of("a", 1, "gone")))));
    assertThat(refused).singleElement().asString().startsWith("a-1 gone unknown topic");
  }

  @Test
  void atTheBoundWritingWaitsUntilSomethingIsDone() throws Exception {
    bound = 3;
    SnsWriter writer = writer();
    task.whenNothingIsLeft = () -> sns.calls.remove().accept(sns);
    for (int i = 0; i < 10; i++) {
      writer.write(Notices.of("a", i, "security"), null);
      assertThat(writer.snapshotState(i).stream().mapToInt(w -> w.notices().size()).sum())
          .isLessThanOrEqualTo(3);
    }
    assertThat(sns.delivered).hasSize(7);
  }

  @Test
  void theEndOfTheInputWaitsForTheLastMessage() throws Exception {
    SnsWriter writer = writer();
    for (int i = 0; i < 4; i++) {
      writer.write(Notices.of("a", i, "security"), null);
    }
    int[] failures = {3};
    task.whenNothingIsLeft =
        () -> {
          if (failures[0]-- > 0) {
            sns.calls.remove().fail(FakeSns.refusal(503, "ServiceUnavailable"));
          } else {
            sns.calls.remove().accept(sns);
          }
        };
    writer.flush(true);
    assertThat(sns.delivered)
        .containsExactly(
            SECURITY + " a 0", SECURITY + " a 1", SECURITY + " a 2", SECURITY + " a 3");
  }

  private SnsWriter writer() {
    return new SnsWriter(
        Map.of(
            "security", TopicArn.parse(SECURITY),
            "ordered", TopicArn.parse(ORDERED),
            "health", TopicArn.parse(HEALTH)),
        sns,
        new Refusals(
            (notice, topic, reason, now) ->
                refused.add(notice.notificationId + " " + topic + " " + reason),
            alarm),
        task,
        task,
        new BackOff(() -> 0.5),
        new SnsWriter.Counters(sent, retried, failed),
        bound);
  }

  private static List<WaitingNotices> throughBytes(List<WaitingNotices> waiting)
      throws IOException {
    WaitingNoticesSerializer serializer = new WaitingNoticesSerializer();
    List<WaitingNotices> copy = new ArrayList<>();
    for (WaitingNotices lane : waiting) {
      copy.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(lane)));
    }
    return copy;
  }
}
