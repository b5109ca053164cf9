package dev.trailwatch.connector.sns;

import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/** The one call that the writer makes to SNS. */
interface SnsCalls extends AutoCloseable {
  /** Publishes a batch in a topic's region; the stage completes on any thread. */
  CompletionStage<PublishBatchResponse> publish(String region, PublishBatchRequest request);

  @Override
  void close();
}
