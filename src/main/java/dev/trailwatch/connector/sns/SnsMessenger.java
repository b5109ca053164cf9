package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/** Publishes one notice, now and once: the same message that the sink would send. */
public final class SnsMessenger {
  private final @Nullable URI endpoint;

  /**
   * A messenger.
   *
   * @param endpoint where SNS is instead of AWS's own; null for that
   */
  public SnsMessenger(@Nullable URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Publishes a notice to a topic and waits for the answer.
   *
   * @return the id that SNS gave the message
   * @throws IOException if SNS did not take it, with what it answered
   */
  public String send(NoticeRecord notice, String topicArn) throws IOException {
    TopicArn arn = TopicArn.parse(topicArn);
    if (arn == null) {
      throw new IOException("\"" + topicArn + "\" is no topic's ARN");
    }
    PublishBatchRequest request =
        PublishBatchRequest.builder()
            .topicArn(topicArn)
            .publishBatchRequestEntries(Outgoing.of(notice).entry("0", arn))
            .build();
    try (SnsClients clients = new SnsClients(endpoint)) {
      PublishBatchResponse response =
          clients.publish(arn.region(), request).toCompletableFuture().join();
      if (!response.failed().isEmpty()) {
        throw new IOException(SnsFailures.words(response.failed().get(0)));
      }
      if (response.successful().isEmpty()) {
        throw new IOException("an answer without a message id");
      }
      return response.successful().get(0).messageId();
    } catch (CompletionException e) {
      throw new IOException(SnsFailures.words(e), e);
    }
  }
}
