package dev.trailwatch.connector.sns;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of an SNS topic to AWS, and what it tells: its region, and whether it is FIFO. */
final class TopicArn {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws[a-z-]*:sns:([a-z0-9-]+):\\d{12}:([a-zA-Z0-9_-]{1,256}|[a-zA-Z0-9_-]{1,251}\\.fifo)");

  private final String text;
  private final String region;

  private TopicArn(String text, String region) {
    this.text = text;
    this.region = region;
  }

  /** A topic's ARN; null when the text is none. */
  static @Nullable TopicArn parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? new TopicArn(text, matcher.group(1)) : null;
  }

  /** The region that the topic lives in. */
  String region() {
    return region;
  }

  /** Whether the topic keeps order and deduplicates. */
  boolean isFifo() {
    return text.endsWith(".fifo");
  }

  @Override
  public String toString() {
    return text;
  }
}
