package dev.trailwatch.connector.s3;

/** One object of a listing. Immutable. */
public final class S3Entry {
  private final String key;
  private final String etag;
  private final long bytes;

  S3Entry(String key, String etag, long bytes) {
    this.key = key;
    this.etag = etag;
    this.bytes = bytes;
  }

  /** The object's key. */
  public String key() {
    return key;
  }

  /** What S3 calls this content of it: another content has another ETag. */
  public String etag() {
    return etag;
  }

  /** How large it is. */
  public long bytes() {
    return bytes;
  }
}
