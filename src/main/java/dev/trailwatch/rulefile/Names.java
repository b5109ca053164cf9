package dev.trailwatch.rulefile;

import java.util.regex.Pattern;

/** What names may be made of: no control, invisible or direction-changing characters anywhere. */
final class Names {
  private static final int LONGEST = 255;
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._/-]+");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_.-]+");

  private Names() {}

  /** Whether the text can name a rule: the identity of its alarm, so strict. */
  static boolean checkRule(YamlNode name, Findings findings) {
    boolean fine = RULE.matcher(name.text()).matches() && name.text().length() <= LONGEST;
    if (!fine) {
      findings.add(
          name.error(
              RuleFileCode.BAD_NAME,
              "a name has 1 to 255 letters, digits and . _ / -, found \"" + name.text() + "\""));
    }
    return fine;
  }

  /** Whether the text can name an alarm. */
  static boolean checkAlarm(YamlNode name, Findings findings) {
    return check(name, "an alarm's name", LONGEST, "", findings);
  }

  /** Whether the text can name a metric or its namespace, as PutMetricFilter has it. */
  static boolean checkMetric(YamlNode name, String what, Findings findings) {
    return check(name, what, LONGEST, ":*$", findings);
  }

  /** Whether the text can name a dimension, as PutMetricData has it. */
  static boolean checkDimension(YamlNode name, Findings findings) {
    boolean fine = check(name, "a dimension's name", LONGEST, "", findings);
    if (fine && name.text().startsWith(":")) {
      findings.add(
          name.error(RuleFileCode.BAD_NAME, "a dimension's name does not start with a colon"));
      return false;
    }
    return fine;
  }

  /** Whether the text can name a tag or a list of values. */
  static boolean checkTag(YamlNode name, Findings findings) {
    return check(name, "a name", LONGEST, "", findings);
  }

  /** Whether the text can name a topic of the job's configuration. */
  static boolean checkTopic(YamlNode name, Findings findings) {
    String text = name.text();
    if (text.startsWith("arn:")) {
      findings.add(
          name.error(
                  RuleFileCode.ARN_AS_ACTION,
                  "an ARN, expected the name of a topic, such as security")
              .hint(
                  "the job's configuration says which ARN the name stands for:"
                      + " topic.<name> in the group trailwatch.sink"));
      return false;
    }
    boolean fine = TOPIC.matcher(text).matches() && text.length() <= LONGEST;
    if (!fine) {
      findings.add(
          name.error(
              RuleFileCode.BAD_NAME,
              "a topic's name has letters, digits and . _ -, found \"" + text + "\""));
    }
    return fine;
  }

  private static boolean check(
      YamlNode name, String what, int longest, String forbidden, Findings findings) {
    String text = name.text();
    String fault = null;
    if (text.isBlank()) {
      fault = "is empty";
    } else if (text.length() > longest) {
      fault = "has more than " + longest + " characters";
    } else {
      int c;
      for (int i = 0; i < text.length(); i += Character.charCount(c)) {
        c = text.codePointAt(i);
        if (invisible(c)) {
          fault = String.format("holds the invisible character U+%04X", c);
        } else if (forbidden.indexOf(c) >= 0) {
          fault = "cannot hold \"" + (char) c + "\"";
        }
      }
    }
    if (fault != null) {
      findings.add(name.error(RuleFileCode.BAD_NAME, what + " " + fault));
    }
    return fault == null;
  }

  /**
   * Control, format (zero-width, direction) and separator characters: they let names look alike.
   */
  private static boolean invisible(int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
        return true;
      default:
        return false;
    }
  }
}
