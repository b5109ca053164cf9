package dev.trailwatch.connector.sns;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * SNS by the AWS SDK: one client a region, credentials as the SDK finds them.
 *
 * <p>The SDK's own retries are off: the writer's pauses are longer, and hold nobody up. A call ends
 * after 5 s, answered or not. Threads come as requests do; the writer bounds those.
 */
final class SnsClients implements SnsCalls {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final @Nullable URI endpoint;
  private final Map<String, SnsClient> clients = new ConcurrentHashMap<>();
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "sns-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Clients of AWS, or of another endpoint.
   *
   * @param endpoint null for AWS' own
   */
  SnsClients(@Nullable URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public CompletionStage<PublishBatchResponse> publish(String region, PublishBatchRequest request) {
    try {
      return CompletableFuture.supplyAsync(
          () -> clients.computeIfAbsent(region, this::client).publishBatch(request), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    clients.values().forEach(SnsClient::close);
  }

  private SnsClient client(String region) {
    SnsClientBuilder builder =
        SnsClient.builder()
            .region(Region.of(region))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(CALL_TIMEOUT))
            .overrideConfiguration(
                settings ->
                    settings
                        .apiCallTimeout(CALL_TIMEOUT)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }
}
