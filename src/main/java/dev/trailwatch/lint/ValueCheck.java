package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.Suggest;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.Constant;
import dev.trailwatch.pattern.ConstantTest;
import dev.trailwatch.pattern.Glob;
import dev.trailwatch.pattern.Literal;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.TextLiteral;
import dev.trailwatch.rule.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether each condition asks for a field that records have, and for a value that it can have. */
final class ValueCheck {
  private final Rule rule;
  private final Knowledge knowledge;
  private final Warnings warnings;

  private ValueCheck(Subject subject, Warnings warnings) {
    this.rule = subject.rule();
    this.knowledge = subject.knowledge();
    this.warnings = warnings;
  }

  static void run(Subject subject, Warnings warnings) {
    ValueCheck check = new ValueCheck(subject, warnings);
    Set<Node> told = new HashSet<>();
    for (Node leaf : subject.leaves().all()) {
      Selector selector = Condition.selector(leaf);
      if (selector == null || !told.add(leaf)) {
        continue;
      }
      if (check.knowledge.hasField(selector)) {
        check.value(leaf, selector);
      } else {
        check.unknownField(leaf, selector);
      }
    }
  }

  private void unknownField(Node leaf, Selector selector) {
    String path = Knowledge.path(selector);
    List<String> known = new ArrayList<>();
    knowledge.fields().forEach(field -> known.add(field.path()));
    String near = Suggest.nearest(path, known);
    for (String each : known) {
      // below a misspelt object, the object is what is wrong
      boolean below = path.toLowerCase(java.util.Locale.ROOT).startsWith(lower(each) + ".");
      if (below && !path.startsWith(each + ".")) {
        near = each + path.substring(each.length());
      }
    }
    Issue issue =
        Issue.warning(
            LintCode.UNKNOWN_FIELD,
            "CloudTrail records have no field \""
                + path
                + "\""
                + (near == null ? "" : ", did you mean \"" + near + "\"?"));
    warnings.pattern(
        rule, near == null ? issue : issue.hint("fields are case-sensitive:  $." + near), leaf);
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  private void value(Node leaf, Selector selector) {
    Field field = knowledge.field(selector);
    if (field != null && wrongKind(leaf, field)) {
      return;
    }
    if (leaf instanceof Comparison) {
      Literal literal = ((Comparison) leaf).literal();
      if (literal instanceof TextLiteral) {
        text((Comparison) leaf, Knowledge.path(selector), ((TextLiteral) literal).glob());
      }
    }
  }

  private boolean wrongKind(Node leaf, Field field) {
    String message = null;
    String hint = "";
    boolean container = field.kind() == Field.Kind.OBJECT || field.kind() == Field.Kind.ARRAY;
    if (leaf instanceof ConstantTest) {
      Constant constant = ((ConstantTest) leaf).constant();
      if (field.kind() == Field.Kind.TEXT && constant != Constant.NULL) {
        message = "\"" + field + "\" is a text, which is never the JSON value " + word(constant);
        hint = "write  $." + field + " = \"" + word(constant) + "\"";
      }
    } else if (leaf instanceof Comparison && field.kind() == Field.Kind.FLAG) {
      message =
          "\"" + field + "\" is JSON's true or false, which no text equals and none differs from";
      hint = "write  $." + field + " IS TRUE  or  IS FALSE";
    } else if (leaf instanceof Comparison && container) {
      String kind = field.kind() == Field.Kind.OBJECT ? "an object" : "an array";
      message = "\"" + field + "\" is " + kind + ", which is never compared with a value";
      hint = "name the field in it that is meant";
    }
    if (message == null) {
      return false;
    }
    warnings.pattern(rule, Issue.error(LintCode.WRONG_KIND, message).hint(hint), leaf);
    return true;
  }

  private static String word(Constant constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }

  private void text(Comparison leaf, String path, Glob wanted) {
    Field field = knowledge.field(path);
    for (Belonging belonging : knowledge.belongings()) {
      boolean blank = field != null && !field.blank() && wanted.text().contains(" ");
      boolean here = wanted.isLiteral() && belonging.misplaced(path, wanted);
      if (here && field != null && (blank || !field.values().contains(wanted.text()))) {
        warnings.pattern(
            rule,
            Issue.error(
                    LintCode.WRONG_FIELD,
                    "\"" + wanted + "\" is a text of " + belonging.field() + ", not of " + path)
                .hint(
                    "try  $."
                        + belonging.field()
                        + " "
                        + leaf.operator().symbol()
                        + " "
                        + leaf.literal()),
            leaf);
        return;
      }
    }
    if (field == null) {
      return;
    }
    if (!field.blank() && wanted.text().contains(" ")) {
      warnings.pattern(
          rule,
          Issue.error(
                  path.equals("errorCode") ? LintCode.WRONG_FIELD : LintCode.UNKNOWN_VALUE,
                  "no " + path + " holds a blank, \"" + wanted + "\" has one")
              .hint(
                  path.equals("errorCode")
                      ? "sentences stand in  $.errorMessage"
                      : "take the blank out"),
          leaf);
    } else if (!field.values().isEmpty() && !wanted.matchesAny(field.values())) {
      warnings.pattern(
          rule,
          Issue.error(
                  LintCode.UNKNOWN_VALUE,
                  "no event has "
                      + path
                      + " \""
                      + wanted
                      + "\""
                      + Suggest.didYouMean(wanted.text(), field.values(), ""))
              .hint("it is one of " + String.join(", ", field.values())),
          leaf);
    } else if (path.equals("eventSource")) {
      source(leaf, wanted);
    } else if (path.equals("eventName")) {
      event(leaf, wanted);
    }
  }

  private void source(Comparison leaf, Glob wanted) {
    String text = wanted.text();
    if (knowledge.events().knownSource(wanted)) {
      return;
    }
    String whole = text.replaceFirst("^aws\\.", "") + ".amazonaws.com";
    if (wanted.isLiteral() && !text.endsWith(".amazonaws.com")) {
      boolean known = knowledge.events().knownSource(whole);
      warnings.pattern(
          rule,
          Issue.error(
                  LintCode.UNKNOWN_SOURCE,
                  "no event has the source \"" + text + "\": sources end in .amazonaws.com")
              .hint(known ? "try  \"" + whole + "\"" : "such as  \"iam.amazonaws.com\""),
          leaf);
      return;
    }
    String near = knowledge.events().nearSource(text);
    warnings.pattern(
        rule,
        Issue.of(
            near == null ? Severity.INFO : Severity.WARNING,
            LintCode.UNKNOWN_SOURCE,
            "no event source \""
                + text
                + "\" is known"
                + (near == null ? "" : ", did you mean \"" + near + "\"?")),
        leaf);
  }

  private void event(Comparison leaf, Glob wanted) {
    EventNames events = knowledge.events();
    boolean known =
        wanted.isLiteral() ? events.known(wanted.text()) : !events.matching(wanted, 1).isEmpty();
    if (known) {
      return;
    }
    String near = wanted.isLiteral() ? events.near(wanted.text()) : null;
    Issue issue =
        Issue.of(
            near == null && wanted.isLiteral() ? Severity.INFO : Severity.WARNING,
            LintCode.UNKNOWN_EVENT,
            "no event name "
                + (wanted.isLiteral() ? "" : "like ")
                + "\""
                + wanted
                + "\" is known"
                + (near == null ? "" : ", did you mean \"" + near + "\"?"));
    warnings.pattern(
        rule, near == null ? issue : issue.hint("event names are case-sensitive"), leaf);
  }
}
