package dev.trailwatch.connector.s3;

/** One object of a listing. Immutable. */
public final class S3Entry {
  private final String key;
  private final String etag;

  S3Entry(String key, String etag) {
    this.key = key;
    this.etag = etag;
  }

  /** The object's key. */
  public String key() {
    return key;
  }

  /** What S3 calls this content of it: another content has another ETag. */
  public String etag() {
    return etag;
  }
}
