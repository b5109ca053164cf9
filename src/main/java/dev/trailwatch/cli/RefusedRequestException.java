package dev.trailwatch.cli;

/** A request that AWS would not take either, with the code that it would answer. */
final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int exitCode;

  private RefusedRequestException(String code, int exitCode, String message) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
  }

  /** What the AWS CLI would refuse before it asks: no JSON, an unknown key, a wrong type. */
  static RefusedRequestException malformed(String message) {
    return new RefusedRequestException("ParamValidation", ExitCode.USAGE, message);
  }

  /** What the service would refuse: a value that it does not take. */
  static RefusedRequestException invalid(String message) {
    return new RefusedRequestException("ValidationError", ExitCode.FINDINGS, message);
  }

  String code() {
    return code;
  }

  int exitCode() {
    return exitCode;
  }

  /** What went wrong, in a sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
