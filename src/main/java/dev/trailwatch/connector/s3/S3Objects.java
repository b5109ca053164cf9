package dev.trailwatch.connector.s3;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists, reads and writes the objects of a bucket by the AWS SDK, credentials as it finds them.
 *
 * <p>Serializable: the client is made where it is first used. Every failure is an {@link
 * IOException} that names the place and says what S3 answered; the SDK has tried a few times by
 * then. A bucket may lie in another region than the job.
 */
public final class S3Objects implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(8);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_FOUND = 404;

  private final S3Location location;
  private final @Nullable String endpoint;
  private final @Nullable String region;
  private transient volatile @Nullable S3Client client;

  private S3Objects(S3Location location, @Nullable URI endpoint, @Nullable String region) {
    this.location = location;
    this.endpoint = endpoint == null ? null : endpoint.toString();
    this.region = region;
  }

  /**
   * The objects at a location.
   *
   * @param endpoint where S3 is instead of AWS's own; null for that
   * @param region where to ask; null for the region that the SDK finds
   */
  public static S3Objects at(S3Location location, @Nullable URI endpoint, @Nullable String region) {
    return new S3Objects(location, endpoint, region);
  }

  /** Where they are. */
  public S3Location location() {
    return location;
  }

  /** All objects whose keys begin with the location's prefix, in the order of their keys. */
  public List<S3Entry> list() throws IOException {
    List<S3Entry> found = new ArrayList<>();
    forEach(found::add);
    return found;
  }

  /** Tells of each such object in the same order, a page of the listing in memory at a time. */
  public void forEach(Consumer<S3Entry> action) throws IOException {
    try {
      for (S3Object object :
          client()
              .listObjectsV2Paginator(
                  request -> request.bucket(location.bucket()).prefix(location.prefix()))
              .contents()) {
        long bytes = object.size() == null ? 0 : object.size();
        action.accept(new S3Entry(object.key(), object.eTag(), bytes));
      }
    } catch (SdkException e) {
      throw failure("list", location.prefix(), e);
    }
  }

  /** An object of the bucket as it is read, whatever the prefix; to be closed. */
  public S3Content open(String key) throws IOException {
    try {
      return new S3Content(
          client().getObject(request -> request.bucket(location.bucket()).key(key)));
    } catch (SdkException e) {
      throw failure("read", key, e);
    }
  }

  /**
   * The beginning of an object, as it was listed.
   *
   * @param limit so many bytes at most
   * @return null if it has changed or gone since the listing
   */
  public byte @Nullable [] read(S3Entry entry, int limit) throws IOException {
    try (ResponseInputStream<GetObjectResponse> in =
        client()
            .getObject(
                request ->
                    request.bucket(location.bucket()).key(entry.key()).ifMatch(entry.etag()))) {
      byte[] bytes = in.readNBytes(limit);
      // what lies beyond the limit is not worth the way
      in.abort();
      return bytes;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
        return null;
      }
      throw failure("read", entry.key(), e);
    } catch (SdkException e) {
      throw failure("read", entry.key(), e);
    }
  }

  /**
   * The beginning of the one object that the location names.
   *
   * @param limit so many bytes at most
   */
  public byte[] read(int limit) throws IOException {
    try (ResponseInputStream<GetObjectResponse> in =
        client().getObject(request -> request.bucket(location.bucket()).key(location.prefix()))) {
      byte[] bytes = in.readNBytes(limit);
      in.abort();
      return bytes;
    } catch (SdkException e) {
      throw failure("read", location.prefix(), e);
    }
  }

  /** Writes an object whose key is the location's prefix and a name. */
  public void write(String name, byte[] bytes) throws IOException {
    String key = location.prefix() + name;
    try {
      client()
          .putObject(
              request -> request.bucket(location.bucket()).key(key), RequestBody.fromBytes(bytes));
    } catch (SdkException e) {
      throw failure("write", key, e);
    }
  }

  @Override
  public String toString() {
    return location.toString();
  }

  private IOException failure(String what, String key, SdkException e) {
    String place = "s3://" + location.bucket() + "/" + key;
    String words = String.valueOf(e.getMessage());
    if (e instanceof S3Exception && ((S3Exception) e).awsErrorDetails() != null) {
      String code = ((S3Exception) e).awsErrorDetails().errorCode();
      words = code + " (" + ((S3Exception) e).statusCode() + ")";
    }
    return new IOException("cannot " + what + " " + place + ": " + words, e);
  }

  private S3Client client() {
    S3Client known = client;
    if (known == null) {
      synchronized (this) {
        known = client;
        if (known == null) {
          known = build();
          client = known;
        }
      }
    }
    return known;
  }

  private S3Client build() {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(region == null ? regionOfMachine() : region))
            .crossRegionAccessEnabled(endpoint == null)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(ATTEMPT_TIMEOUT))
            .overrideConfiguration(
                settings ->
                    settings.apiCallTimeout(CALL_TIMEOUT).apiCallAttemptTimeout(ATTEMPT_TIMEOUT));
    if (endpoint != null) {
      builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
    }
    return builder.build();
  }

  private static String regionOfMachine() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkException e) {
      // any region knows where a bucket is
      return Region.US_EAST_1.id();
    }
  }
}
