package dev.trailwatch.exchange;

import java.util.List;

/** A rule file made of what CloudWatch runs today, and what could not be carried over. */
public final class ImportedRules {
  private final String text;
  private final int rules;
  private final int alarms;
  private final List<String> leftOut;
  private final List<String> remarks;

  ImportedRules(String text, int rules, int alarms, List<String> leftOut, List<String> remarks) {
    this.text = text;
    this.rules = rules;
    this.alarms = alarms;
    this.leftOut = List.copyOf(leftOut);
    this.remarks = List.copyOf(remarks);
  }

  /** The rule file. */
  public String text() {
    return text;
  }

  /** How many rules it holds. */
  public int rules() {
    return rules;
  }

  /** How many alarms it holds. */
  public int alarms() {
    return alarms;
  }

  /** What is not in the file, each with the reason. */
  public List<String> leftOut() {
    return leftOut;
  }

  /** What is in the file and behaves otherwise, or needs something of the reader. */
  public List<String> remarks() {
    return remarks;
  }

  @Override
  public String toString() {
    return rules + " rules, " + alarms + " alarms, " + leftOut.size() + " left out";
  }
}
