package dev.trailwatch.app;

import dev.trailwatch.connector.replay.LineFileSink;
import dev.trailwatch.connector.replay.LineObjectSink;
import dev.trailwatch.connector.replay.UnwritableFile;
import dev.trailwatch.connector.rules.RuleFiles;
import dev.trailwatch.connector.s3.S3Location;
import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.connector.sns.RefusedNotices;
import dev.trailwatch.connector.sns.RefusedNoticesBucket;
import dev.trailwatch.connector.sns.RefusedNoticesFile;
import dev.trailwatch.wire.DeadLetterRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/** The places that a configuration names: a path, {@code file://} or {@code s3://}. */
final class Storage {
  /** More account names than any organization has. */
  private static final int TEXT_LIMIT = 16 << 20;

  private final @Nullable URI endpoint;
  private final @Nullable String region;

  /**
   * Places as a job sees them.
   *
   * @param endpoint where S3 is instead of AWS's own; null for that
   * @param region where to ask for buckets; null for what the SDK finds
   */
  Storage(@Nullable String endpoint, @Nullable String region) {
    this.endpoint = endpoint == null ? null : URI.create(endpoint);
    this.region = region;
  }

  /** What is wrong with a place; null if nothing is. */
  static @Nullable String problem(String place) {
    if (S3Location.isOne(place) && S3Location.parse(place) == null) {
      return "\"" + place + "\" is no s3://bucket/prefix";
    }
    if (place.contains("://") && !S3Location.isOne(place) && !place.startsWith("file://")) {
      return "\"" + place + "\" is neither a path nor file:// nor s3://";
    }
    return null;
  }

  /**
   * The rule files at a place.
   *
   * @param key who has to have signed them; null for anybody or nobody
   */
  RuleFiles rules(String place, @Nullable PublicKey key) {
    S3Location bucket = S3Location.parse(place);
    if (key == null) {
      return bucket == null ? RuleFiles.at(List.of(path(place))) : RuleFiles.at(objects(bucket));
    }
    return bucket == null
        ? RuleFiles.signed(path(place), key)
        : RuleFiles.signed(objects(bucket), key);
  }

  /** The text at a place. */
  String text(String place) throws IOException {
    S3Location bucket = S3Location.parse(place);
    return bucket == null
        ? Files.readString(path(place))
        : new String(objects(bucket).read(TEXT_LIMIT), StandardCharsets.UTF_8);
  }

  /** Says before a job starts that it cannot write to a place; of a bucket nothing is known yet. */
  static void check(String place) throws UnwritableFile {
    if (!S3Location.isOne(place)) {
      UnwritableFile.check(path(place));
    }
  }

  /** Where records go that cannot be used. */
  Sink<DeadLetterRecord> deadLetters(String place) {
    S3Location bucket = S3Location.parse(place);
    return bucket == null
        ? LineFileSink.appending(path(place), new DeadLetterLines())
        : new LineObjectSink<>(objects(bucket.folder()), new DeadLetterLines());
  }

  /** Where notices go that SNS refuses. */
  RefusedNotices refusedNotices(String place) {
    S3Location bucket = S3Location.parse(place);
    return bucket == null
        ? new RefusedNoticesFile(Path.of(path(place) + ".notices"))
        : new RefusedNoticesBucket(objects(bucket.folder()));
  }

  private S3Objects objects(S3Location bucket) {
    return S3Objects.at(bucket, endpoint, region);
  }

  private static Path path(String place) {
    return place.startsWith("file://") ? Path.of(URI.create(place)) : Path.of(place);
  }
}
