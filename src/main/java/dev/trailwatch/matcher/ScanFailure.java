package dev.trailwatch.matcher;

/**
 * Why a scanner gave up on a message; thrown without a stack trace, because damaged messages may
 * come in any number.
 */
final class ScanFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unusual;

  private ScanFailure(String reason, boolean unusual) {
    super(reason, null, false, false);
    this.unusual = unusual;
  }

  /** A verdict: the message is not exactly one JSON object. */
  static ScanFailure malformed() {
    return new ScanFailure("malformed", false);
  }

  /** No verdict: the message is to be read in a slower way that knows everything. */
  static ScanFailure unusual() {
    return new ScanFailure("unusual", true);
  }

  /** Whether a slower way has to decide. */
  boolean isUnusual() {
    return unusual;
  }
}
