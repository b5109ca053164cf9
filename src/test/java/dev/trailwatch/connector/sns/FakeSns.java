package dev.trailwatch.connector.sns;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.SnsException;

/** SNS by hand: requests wait until the test answers them. */
final class FakeSns implements SnsCalls {
  /** A request that waits for its answer. */
  record Call(
      String region, PublishBatchRequest request, CompletableFuture<PublishBatchResponse> answer) {
    List<String> texts() {
      return request.publishBatchRequestEntries().stream().map(FakeSns::text).toList();
    }

    /** Takes every message. */
    void accept(FakeSns sns) {
      answerEach(sns, entry -> null);
    }

    /** Takes the messages for which there is no error code. */
    void answerEach(FakeSns sns, Function<PublishBatchRequestEntry, String> errorCode) {
      List<PublishBatchResultEntry> successful = new ArrayList<>();
      List<BatchResultErrorEntry> failed = new ArrayList<>();
      for (PublishBatchRequestEntry entry : request.publishBatchRequestEntries()) {
        String code = errorCode.apply(entry);
        if (code == null) {
          sns.delivered.add(request.topicArn() + " " + text(entry));
          successful.add(PublishBatchResultEntry.builder().id(entry.id()).messageId("m").build());
        } else {
          failed.add(
              BatchResultErrorEntry.builder()
                  .id(entry.id())
                  .code(code)
                  .message("no")
                  .senderFault(!code.equals("InternalError"))
                  .build());
        }
      }
      answer.complete(PublishBatchResponse.builder().successful(successful).failed(failed).build());
    }

    void fail(Throwable failure) {
      answer.completeExceptionally(failure);
    }
  }

  final Deque<Call> calls = new ArrayDeque<>();
  final List<String> delivered = new ArrayList<>();
  boolean closed;

  @Override
  public CompletionStage<PublishBatchResponse> publish(String region, PublishBatchRequest request) {
    Call call = new Call(region, request, new CompletableFuture<>());
    calls.add(call);
    return call.answer();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** The only request under way, taken off. */
  Call only() {
    if (calls.size() != 1) {
      throw new AssertionError("expected one request, there are " + calls.size());
    }
    return calls.remove();
  }

  /** Answers requests, and those that follow, until there are none. */
  void acceptAll(FakeTask task) {
    while (!calls.isEmpty()) {
      calls.remove().accept(this);
      task.run();
    }
  }

  /** What SNS would throw. */
  static SnsException refusal(int status, String code) {
    return (SnsException)
        SnsException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("because").build())
            .build();
  }

  private static String text(PublishBatchRequestEntry entry) {
    String message = entry.message();
    int name = message.indexOf("AlarmName\\\":\\\"") + 14;
    int number = message.indexOf("number\\\":") + 9;
    return message.substring(name, message.indexOf('\\', name))
        + " "
        + message.substring(number, message.indexOf('}', number));
  }
}
