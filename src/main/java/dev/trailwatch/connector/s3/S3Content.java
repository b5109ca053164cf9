package dev.trailwatch.connector.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** One object's bytes, as they come from S3; every failure is an {@link IOException}. */
public final class S3Content extends FilterInputStream {
  private final ResponseInputStream<GetObjectResponse> body;
  private boolean ended;

  S3Content(ResponseInputStream<GetObjectResponse> body) {
    super(body);
    this.body = body;
  }

  /** When the object was written: milliseconds since the epoch. */
  public long changed() {
    return body.response().lastModified() == null
        ? 0
        : body.response().lastModified().toEpochMilli();
  }

  @Override
  public int read() throws IOException {
    try {
      int value = body.read();
      ended |= value < 0;
      return value;
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int count = body.read(target, offset, length);
      ended |= count < 0;
      return count;
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Lets go of the object; the rest of one that was not read to its end stays where it is. */
  @Override
  public void close() throws IOException {
    if (ended) {
      body.close();
    } else {
      body.abort();
    }
  }
}
