package dev.trailwatch.connector.s3;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A bucket and the beginning of keys in it: {@code s3://bucket/prefix}. Immutable. */
public final class S3Location implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern FORM =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

  private final String bucket;
  private final String prefix;

  private S3Location(String bucket, String prefix) {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** Whether a text means to be such a location, well formed or not. */
  public static boolean isOne(String text) {
    return text.startsWith("s3://");
  }

  /** The location that a text names; null if it is none. */
  public static @Nullable S3Location parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    return new S3Location(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
  }

  /** The bucket's name. */
  public String bucket() {
    return bucket;
  }

  /** The key of one object, or what the keys of many begin with; empty for the whole bucket. */
  public String prefix() {
    return prefix;
  }

  /** This location as a folder: its prefix ends with a slash unless it is empty. */
  public S3Location folder() {
    boolean isFolder = prefix.isEmpty() || prefix.endsWith("/");
    return isFolder ? this : new S3Location(bucket, prefix + "/");
  }

  /** One object of the same bucket. */
  public S3Location object(String key) {
    return new S3Location(bucket, key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof S3Location && other.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
