package dev.trailwatch.connector.rules;

import java.io.IOException;

/** Rule files that are not as they were signed: tampered with, or just being copied. */
final class UnsignedRulesException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsignedRulesException(String message) {
    super(message);
  }
}
