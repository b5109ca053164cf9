package dev.trailwatch.connector.sns;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;

/**
 * What SNS' errors mean: whether the same message may pass later, never passes, or the topic itself
 * is out of reach.
 *
 * <p>The codes are those of https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html and of
 * the errors common to all services. Bad credentials count as passing troubles: they say nothing
 * about the topic, and new ones may come any time.
 */
final class SnsFailures {
  /** The meaning of one failure. */
  enum Kind {
    /** Time may cure it. */
    RETRY,
    /** This message will never be taken. */
    MESSAGE_REFUSED,
    /** No message to this topic will be taken. */
    TOPIC_REFUSED
  }

  private static final Set<String> PASSING =
      Set.of(
          "Throttled",
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "RequestThrottled",
          "RequestThrottledException",
          "RequestLimitExceeded",
          "TooManyRequestsException",
          "SlowDown",
          "KMSThrottling",
          "KMSThrottlingException",
          "InternalError",
          "InternalFailure",
          "InternalServerError",
          "ServiceUnavailable",
          "RequestTimeout",
          "RequestTimeoutException",
          // credentials: being rotated, or wrong for now
          "ExpiredToken",
          "ExpiredTokenException",
          "TokenRefreshRequired",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "MissingAuthenticationToken");

  private static final Set<String> TOPIC =
      Set.of(
          "NotFound",
          "NotFoundException",
          "AuthorizationError",
          "AuthorizationErrorException",
          "AccessDenied",
          "AccessDeniedException",
          "OptInRequired",
          "EndpointDisabled",
          "PlatformApplicationDisabled",
          "KMSAccessDenied",
          "KMSAccessDeniedException",
          "KMSDisabled",
          "KMSDisabledException",
          "KMSInvalidState",
          "KMSInvalidStateException",
          "KMSNotFound",
          "KMSNotFoundException",
          "KMSOptInRequired",
          "InvalidSecurity",
          "InvalidSecurityException");

  private SnsFailures() {}

  /** The meaning of a request's failure. */
  static Kind of(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof AwsServiceException) {
      AwsServiceException e = (AwsServiceException) cause;
      return of(code(e), e.statusCode() >= 400 && e.statusCode() < 500, e.statusCode());
    }
    // no answer: a connection, a timeout, credentials that could not be loaded
    return Kind.RETRY;
  }

  /** The meaning of one entry's failure in a batch that was answered. */
  static Kind of(BatchResultErrorEntry entry) {
    return of(String.valueOf(entry.code()), Boolean.TRUE.equals(entry.senderFault()), 0);
  }

  /** One line for people: the code and the service's words. */
  static String words(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof AwsServiceException) {
      AwsServiceException e = (AwsServiceException) cause;
      return e.awsErrorDetails() == null
          ? "status " + e.statusCode()
          : code(e) + ": " + e.awsErrorDetails().errorMessage();
    }
    return cause.toString();
  }

  /** One line for people about a batch's entry. */
  static String words(BatchResultErrorEntry entry) {
    return entry.code() + ": " + entry.message();
  }

  private static Kind of(String code, boolean sendersFault, int status) {
    if (PASSING.contains(code) || status == 429 || status == 408) {
      return Kind.RETRY;
    }
    if (TOPIC.contains(code)) {
      return Kind.TOPIC_REFUSED;
    }
    return sendersFault ? Kind.MESSAGE_REFUSED : Kind.RETRY;
  }

  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
