package dev.trailwatch.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** JSON objects with the names that a trail's records have, in any order and number, and others. */
public final class RandomRecords {
  private static final List<String> NAMES =
      List.of(
          "eventID",
          "eventName",
          "errorCode",
          "userIdentity",
          "sessionContext",
          "sessionIssuer",
          "type",
          "arn",
          "accountId",
          "principalId",
          "awsRegion",
          "eventTime",
          "sourceIPAddress",
          "eventIDs",
          "",
          "x",
          "eventI\\u0044");
  private static final String UUID = "3038ebd2-c98a-4c65-9b6e-e22506292313";
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "Role",
          "AssumedRole",
          "2026-01-01T00:00:00Z",
          UUID,
          "two words",
          "\\\"",
          "a\\\\",
          "\\u00e9",
          "é\uD83D\uDE00",
          "{\\\"arn\\\":1}");
  private static final List<String> BLANKS = List.of("", "", "", " ", "\n\t", "\r\n  ");

  private RandomRecords() {}

  /** An object with blanks around it. */
  public static String next(Random random) {
    return blank(random) + object(random, 0) + blank(random);
  }

  static String object(Random random, int depth) {
    List<String> pairs = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      pairs.add(
          blank(random)
              + '"'
              + NAMES.get(random.nextInt(NAMES.size()))
              + '"'
              + blank(random)
              + ':'
              + blank(random)
              + value(random, depth)
              + blank(random));
    }
    return "{" + (pairs.isEmpty() ? blank(random) : String.join(",", pairs)) + "}";
  }

  private static String value(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 7 : 11);
    if (kind < 4) {
      return '"' + TEXTS.get(random.nextInt(TEXTS.size())) + '"';
    }
    if (kind < 7) {
      return List.of("1", "-2.5e+3", "true", "null", "false").get(random.nextInt(5));
    }
    if (kind < 10) {
      return object(random, depth + 1);
    }
    return "["
        + String.join(",", Collections.nCopies(random.nextInt(3), value(random, depth + 1)))
        + "]";
  }

  private static String blank(Random random) {
    return BLANKS.get(random.nextInt(BLANKS.size()));
  }
}
