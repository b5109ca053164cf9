package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Code;

/** What can be wrong with rules that can be read. The errors page tells each at length. */
public enum LintCode implements Code {
  NEVER_MATCHES("W301", "the pattern never matches"),
  DEAD_BRANCH("W302", "one alternative of the pattern never matches"),
  ALWAYS_MATCHES("W303", "the pattern matches nearly every event"),
  UNKNOWN_VALUE("W304", "no event has this value in this field"),
  WRONG_FIELD("W305", "the value stands in another field"),
  UNKNOWN_FIELD("W306", "CloudTrail records have no such field"),
  UNKNOWN_EVENT("W307", "no event of this name is known"),
  WRONG_KIND("W308", "the condition does not fit the kind of the field"),
  UNKNOWN_SOURCE("W309", "the event source is unknown, or does not write this event"),
  MISSING_SOURCE("W310", "several services have events of this name"),
  RETIRED_EVENT("W311", "an event of this name is no longer written"),
  VARIANT_MISSED("W312", "the exact value misses what CloudTrail also writes"),
  REQUEST_FORM("W313", "the request is looked at in one of its forms only"),
  NOISY("W314", "the rule counts what AWS services do by themselves"),
  NEEDS_PARENTHESES("W315", "&& and || stand side by side without parentheses"),
  NEVER_OK("W320", "the alarm never returns to OK"),
  PERIOD("W321", "the period does not suit the alarm"),
  UNREACHABLE("W322", "the threshold cannot be reached"),
  ALWAYS_BREACHING("W323", "every datapoint breaches the threshold"),
  IDLE_ACTION("W324", "an action can never run"),
  SAME_MEANING("W330", "two rules mean the same"),
  ALL_EXCEPTED("W331", "the exceptions take out everything that the pattern matches"),
  IDLE_EXCEPTION("W332", "the exception takes nothing out"),
  EXPIRES_SOON("W333", "an exception expires soon"),
  ENGINE_ONLY("W340", "CloudWatch cannot do what the rule asks for"),
  AUDITED_TEXT("W341", "an auditor wants to read the pattern in other words"),
  IDLE_ACCEPTANCE("W350", "a warning is accepted that is not given");

  private final String id;
  private final String summary;

  LintCode(String id, String summary) {
    this.id = id;
    this.summary = summary;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String summary() {
    return summary;
  }
}
