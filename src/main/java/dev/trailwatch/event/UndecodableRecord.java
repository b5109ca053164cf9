package dev.trailwatch.event;

/**
 * The refusal of a record's bytes: why they cannot be read as what they should be.
 *
 * <p>Thrown on purpose and often when somebody sends garbage, so it carries no stack trace.
 */
public final class UndecodableRecord extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with a record. */
  public enum Reason {
    /** No bytes at all. */
    EMPTY("empty"),
    /** It starts like gzip, but the header is damaged or asks for what gzip does not have. */
    GZIP_HEADER("gzip-header"),
    /** The gzip member ends before its end. */
    GZIP_TRUNCATED("gzip-truncated"),
    /** The compressed data is damaged. */
    GZIP_CORRUPT("gzip-corrupt"),
    /** The checksum or the length at the gzip member's end disagrees with the data. */
    GZIP_CHECKSUM("gzip-checksum"),
    /** Something follows the gzip member. */
    GZIP_TRAILING("gzip-trailing"),
    /** It inflates to more bytes than allowed. */
    TOO_LARGE("too-large"),
    /** It inflates to more times its own size than allowed. */
    TOO_COMPRESSED("too-compressed"),
    /** The text is no JSON, or JSON beyond all sensible depth. */
    NOT_JSON("not-json"),
    /** The JSON is no CloudWatch Logs subscription message. */
    NOT_A_MESSAGE("not-a-message"),
    /** The JSON is no CloudTrail file. */
    NOT_A_TRAIL_FILE("not-a-trail-file"),
    /** The record's format number means nothing. */
    UNKNOWN_FORMAT("unknown-format"),
    /** A file, or a part of it, could not be read. */
    UNREADABLE_FILE("unreadable-file"),
    /** The decoder itself failed; the record is kept for whoever repairs it. */
    DECODER_FAULT("decoder-fault");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The reason's stable name, as in metrics and dead letters: lower case and hyphens. */
    public String code() {
      return code;
    }
  }

  private final Reason reason;

  /** A refusal with a detail for people: lower case, no full stop. */
  public UndecodableRecord(Reason reason, String detail) {
    super(reason.code + ": " + detail, null, false, false);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
