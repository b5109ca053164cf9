package dev.trailwatch.notification;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where notifications come from: the account and region that the engine runs in, and its topics.
 */
public final class Sender {
  private final String accountId;
  private final String region;
  private final Map<String, String> topicArns;
  private final Map<String, String> accountNames;

  private Sender(
      String accountId,
      String region,
      Map<String, String> topicArns,
      Map<String, String> accountNames) {
    this.accountId = accountId;
    this.region = region;
    this.topicArns = topicArns;
    this.accountNames = accountNames;
  }

  /**
   * A sender.
   *
   * @param accountId twelve digits
   * @param region a region's code, such as {@code eu-west-1}
   * @param topicArns the ARN of each topic's name
   * @throws IllegalArgumentException if the account id or the region can't be one
   */
  public static Sender of(String accountId, String region, Map<String, String> topicArns) {
    if (!accountId.matches("[0-9]{12}")) {
      throw new IllegalArgumentException(
          "an account id has twelve digits, unlike \"" + accountId + "\"");
    }
    if (!region.matches("[a-z]{2,}(-[a-z0-9]+)+")) {
      throw new IllegalArgumentException("\"" + region + "\" is no region's code");
    }
    return new Sender(accountId, region, Map.copyOf(topicArns), Map.of());
  }

  /** The same sender that knows accounts by name. */
  public Sender accountNames(Map<String, String> names) {
    return new Sender(accountId, region, topicArns, Map.copyOf(names));
  }

  /** The account's twelve digits. */
  public String accountId() {
    return accountId;
  }

  /** The region's code. */
  public String region() {
    return region;
  }

  /** The name that an account goes by; null if it has none. */
  public @Nullable String accountName(String id) {
    return accountNames.get(id);
  }

  /** A topic's ARN; one of this account and region where the name was never given one. */
  public String topicArn(String topic) {
    String arn = topicArns.get(topic);
    return arn != null
        ? arn
        : "arn:" + Region.partition(region) + ":sns:" + region + ":" + accountId + ":" + topic;
  }

  /** The ARN of an alarm's instance, by which receivers tell incidents apart. */
  public String alarmArn(String instanceName) {
    return "arn:"
        + Region.partition(region)
        + ":cloudwatch:"
        + region
        + ":"
        + accountId
        + ":alarm:"
        + instanceName;
  }

  @Override
  public String toString() {
    return accountId + " in " + region;
  }
}
