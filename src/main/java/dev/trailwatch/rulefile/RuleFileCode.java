package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Code;

/** What can be wrong with a rule file, apart from the filter patterns in it. */
public enum RuleFileCode implements Code {
  /** Not YAML at all. */
  NOT_YAML("R201", "the file is not readable as YAML"),
  /** A file that is too large, too deep, or a set of too many rules. */
  TOO_LARGE("R202", "a file over 1 MiB, nested over 16 levels, or over 10,000 rules"),
  /** A key that nothing reads. */
  UNKNOWN_KEY("R203", "a key that rule files do not have"),
  /** A key written twice. */
  DUPLICATE_KEY("R204", "a key that stands twice in one mapping"),
  /** YAML that makes a value come from elsewhere. */
  FORBIDDEN_YAML("R205", "an anchor, alias, tag, merge key or second document"),
  /** A value of another kind than the key takes. */
  WRONG_TYPE("R206", "a value of the wrong kind"),
  /** A key that has to be there. */
  MISSING_KEY("R207", "a required key is missing"),
  /** A value that the key does not take. */
  BAD_VALUE("R208", "a value outside what the key takes"),
  /** A version that this reader does not know. */
  BAD_VERSION("R209", "the file's version is missing or unknown"),
  /** Two rules or alarms of one name. */
  DUPLICATE_NAME("R210", "two rules or two alarms have the same name"),
  /** A name with characters that names do not have. */
  BAD_NAME("R211", "a name that is empty, too long, or has characters that names cannot have"),
  /** Values that are right alone and wrong together. */
  CONFLICT("R212", "settings that exclude each other"),
  /** A period or range that cannot be evaluated. */
  BAD_PERIOD("R213", "a period or number of periods that cannot be evaluated"),
  /** An ARN where a topic's name belongs. */
  ARN_AS_ACTION("R214", "an ARN where the name of a topic belongs"),
  /** A dimension that does not fit. */
  BAD_DIMENSION("R215", "a dimension or group_by that cannot be read from the events"),
  /** A name that nothing declares. */
  UNKNOWN_REFERENCE("R216", "a rule, list, metric or topic is named that nothing declares"),
  /** An exception that no longer holds. */
  EXPIRED_EXCEPTION("R217", "an exception has expired and is ignored"),
  /** A set that lacks what it has to hold. */
  REQUIRED_RULE("R218", "the set lacks required rules"),
  /** A time, date or duration that cannot be read. */
  BAD_TIME("R219", "a time, date or duration that cannot be read"),
  /** More dimensions than CloudWatch takes. */
  ENGINE_ONLY("R220", "something that only this engine can do, not CloudWatch"),
  /** A timeline test that cannot be run. */
  BAD_TIMELINE("R221", "a timeline test that cannot be run"),
  /** A mapping that says nothing. */
  NOTHING_THERE("R222", "a file without rules, alarms or settings");

  private final String id;
  private final String summary;

  RuleFileCode(String id, String summary) {
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
