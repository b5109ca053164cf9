package dev.trailwatch.wire;

/**
 * One notification on its way out: everything that a sink needs, already in its final words.
 *
 * <p>The same transition has the same {@link #notificationId} after any failure.
 */
public final class NoticeRecord {
  /** Deterministic id of the transition: instance, period end, new state, renotify sequence. */
  public String notificationId = "";

  /** The alarm instance's name; messages of one instance are never overtaken. */
  public String alarm = "";

  /** The rule that the alarm belongs to. */
  public String rule = "";

  /** The state before, in CloudWatch's words. */
  public String oldState = "";

  /** The state now, in CloudWatch's words. */
  public String newState = "";

  /** critical, high, medium, low or info. */
  public String severity = "";

  /** Names of the topics to publish to, from the job's configuration; never ARNs. */
  public String[] topics = new String[0];

  /** The SNS subject: ASCII, at most 100 characters. */
  public String subject = "";

  /** The {@code default} message: CloudWatch's alarm JSON with Evidence and Trailwatch. */
  public String message = "";

  /** The {@code email} message. */
  public String email = "";

  /** The {@code sms} message. */
  public String sms = "";

  /** Message attribute names, for subscription filter policies. */
  public String[] attributeNames = new String[0];

  /** Message attribute values, in the same order. */
  public String[] attributeValues = new String[0];

  /** When the state changed, epoch milliseconds, event time. */
  public long stateChangeTime;

  /** For Flink. */
  public NoticeRecord() {}
}
