package dev.trailwatch.connector.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;

class SnsFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "400, Throttled, RETRY",
    "400, ThrottlingException, RETRY",
    "429, Whatever, RETRY",
    "500, InternalError, RETRY",
    "503, ServiceUnavailable, RETRY",
    "502, '', RETRY",
    "403, ExpiredToken, RETRY",
    "403, InvalidClientTokenId, RETRY",
    "403, SignatureDoesNotMatch, RETRY",
    "400, KMSThrottling, RETRY",
    "404, NotFound, TOPIC_REFUSED",
    "403, AuthorizationError, TOPIC_REFUSED",
    "400, KMSAccessDenied, TOPIC_REFUSED",
    "400, EndpointDisabled, TOPIC_REFUSED",
    "400, InvalidParameter, MESSAGE_REFUSED",
    "400, BatchRequestTooLong, MESSAGE_REFUSED",
    "413, '', MESSAGE_REFUSED",
  })
  void aRequestsFailureHasAMeaning(int status, String code, SnsFailures.Kind kind) {
    assertThat(SnsFailures.of(FakeSns.refusal(status, code))).isEqualTo(kind);
    assertThat(SnsFailures.of(new CompletionException(FakeSns.refusal(status, code))))
        .isEqualTo(kind);
  }

  @Test
  void withoutAnAnswerItIsTriedAgain() {
    assertThat(SnsFailures.of(ApiCallTimeoutException.create(5_000)))
        .isEqualTo(SnsFailures.Kind.RETRY);
    assertThat(
            SnsFailures.of(
                SdkClientException.create("unreachable", new ConnectException("refused"))))
        .isEqualTo(SnsFailures.Kind.RETRY);
  }

  @ParameterizedTest
  @CsvSource({
    "InternalError, false, RETRY",
    "Throttled, true, RETRY",
    "NewTrouble, false, RETRY",
    "InvalidParameter, true, MESSAGE_REFUSED",
    "KMSDisabled, true, TOPIC_REFUSED",
  })
  void anEntrysFailureHasAMeaning(String code, boolean sendersFault, SnsFailures.Kind kind) {
    BatchResultErrorEntry entry =
        BatchResultErrorEntry.builder().id("0").code(code).senderFault(sendersFault).build();
    assertThat(SnsFailures.of(entry)).isEqualTo(kind);
  }
}
