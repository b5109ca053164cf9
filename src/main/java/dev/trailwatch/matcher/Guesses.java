package dev.trailwatch.matcher;

/** How often things are true of CloudTrail events, roughly, before any were seen. */
final class Guesses {
  private Guesses() {}

  /** How often a path is there. */
  static double exists(String path) {
    if (path.startsWith("$.requestParameters.") || path.startsWith("$.responseElements.")) {
      return 0.02;
    }
    if (path.startsWith("$.error") || path.startsWith("$.additionalEventData")) {
      return 0.08;
    }
    if (path.startsWith("$.userIdentity.sessionContext") || path.startsWith("$.resources")) {
      return 0.4;
    }
    return path.equals("$.eventName") || path.equals("$.eventSource") ? 1 : 0.8;
  }

  /** How often a value at a path is one of some alternatives. */
  static double equal(String path, int alternatives) {
    double one;
    switch (path) {
      case "$.eventName":
        one = 0.003;
        break;
      case "$.eventSource":
        one = 0.05;
        break;
      case "$.awsRegion":
      case "$.eventType":
      case "$.userIdentity.type":
        one = 0.3;
        break;
      case "$.userAgent":
      case "$.sourceIPAddress":
      case "$.userIdentity.userName":
        one = 0.02;
        break;
      default:
        one = 0.1 * exists(path);
    }
    return Math.min(one * alternatives, exists(path));
  }

  /** How often a word is in a message. */
  static double word(String word) {
    return word.length() < 4 ? 0.5 : 1.0 / word.length();
  }
}
