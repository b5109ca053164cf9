package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.pattern.And;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.Operator;
import dev.trailwatch.pattern.Or;
import dev.trailwatch.pattern.TextLiteral;
import dev.trailwatch.rule.Alarm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a pattern can match at all, in each of its alternatives, and can fail to match. */
final class MatchCheck {
  private final Subject subject;
  private final Warnings warnings;

  private MatchCheck(Subject subject, Warnings warnings) {
    this.subject = subject;
    this.warnings = warnings;
  }

  static void run(Subject subject, Warnings warnings) {
    MatchCheck check = new MatchCheck(subject, warnings);
    Node root = subject.root();
    if (check.impossible(List.of(), root)) {
      check.neverMatches(root);
      return;
    }
    check.branches(root, List.of());
    check.always(root);
  }

  private boolean impossible(List<Node> beside, Node node) {
    List<Claim> claims = new ArrayList<>();
    for (Node each : beside) {
      claims.add(Claim.that(each));
    }
    claims.add(Claim.that(node));
    return Solver.impossible(subject.world(), claims);
  }

  private void neverMatches(Node root) {
    warnings.pattern(
        subject.rule(),
        explained(
            Issue.error(
                LintCode.NEVER_MATCHES, "the pattern never matches: " + reason(List.of(root))),
            root),
        root);
  }

  /** Tells each alternative that is dead beside what has to hold around it, outermost first. */
  private void branches(Node node, List<Node> beside) {
    if (node instanceof And) {
      List<Node> operands = Solver.operands(node);
      for (Node operand : operands) {
        List<Node> others = new ArrayList<>(beside);
        for (Node other : operands) {
          if (other != operand) {
            others.add(other);
          }
        }
        branches(operand, others);
      }
    } else if (node instanceof Or) {
      for (Node operand : Solver.operands(node)) {
        if (impossible(beside, operand)) {
          List<Node> all = new ArrayList<>(beside);
          all.add(operand);
          warnings.pattern(
              subject.rule(),
              explained(
                  Issue.error(
                      LintCode.DEAD_BRANCH, "this alternative never matches: " + reason(all)),
                  operand),
              operand);
        } else {
          branches(operand, beside);
        }
      }
    }
  }

  /** The smallest group of conditions that cannot hold together, in words. */
  private String reason(List<Node> nodes) {
    List<Node> parts = new ArrayList<>();
    nodes.forEach(each -> conjuncts(each, parts));
    for (Node part : parts) {
      if (impossible(List.of(), part)) {
        boolean anywhere = Solver.impossible(null, List.of(Claim.that(part)));
        return anywhere
            ? part + " contradicts itself"
            : "no CloudTrail record has " + shortened(part);
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      for (int j = i + 1; j < parts.size(); j++) {
        if (impossible(List.of(parts.get(i)), parts.get(j))) {
          Absence absence = absence(parts.get(i), parts.get(j));
          return absence != null
              ? absence.because()
              : shortened(parts.get(i)) + " excludes " + shortened(parts.get(j));
        }
      }
    }
    return "its conditions exclude each other";
  }

  private static void conjuncts(Node node, List<Node> into) {
    if (node instanceof And) {
      Solver.operands(node).forEach(each -> conjuncts(each, into));
    } else {
      into.add(node);
    }
  }

  private static String shortened(Node node) {
    String text = node.toString();
    return text.length() <= 100 ? text : text.substring(0, 97) + "...";
  }

  private @Nullable Absence absence(Node one, Node other) {
    if (subject.world() == null) {
      return null;
    }
    Leaves leaves = Leaves.of(one);
    Leaves others = Leaves.of(other);
    for (Absence absence : subject.knowledge().absences()) {
      boolean fits =
          (leaves.mention("eventName") && others.mention(absence.field()))
              || (others.mention("eventName") && leaves.mention(absence.field()));
      boolean named =
          subject.leaves().equalTo("eventName").stream()
              .anyMatch(each -> each.text().equals(absence.event()));
      if (fits && named) {
        return absence;
      }
    }
    return null;
  }

  /** With the field to ask for instead, where one is known. */
  private Issue explained(Issue issue, Node node) {
    for (Absence absence : subject.knowledge().absences()) {
      boolean named = issue.message().endsWith(absence.because());
      if (named && !absence.instead().isEmpty() && Leaves.of(node).mention(absence.field())) {
        return issue.hint("ask for  " + absence.instead());
      }
    }
    return issue.hint("take the impossible part out, or join the conditions by ||");
  }

  private void always(Node root) {
    List<Alarm> alarms = subject.rule().alarms();
    boolean heartbeat = !alarms.isEmpty();
    for (Alarm alarm : alarms) {
      heartbeat &= !alarm.spec().operator().isUpward();
    }
    if (heartbeat) {
      return;
    }
    if (subject.cloudTrail()
        && (nearlyAlways(root) || Solver.impossible(subject.world(), List.of(Claim.not(root))))) {
      boolean exclusions = root instanceof Or && inequalities((Or) root) > 1;
      warnings.pattern(
          subject.rule(),
          exclusions
              ? Issue.error(
                      LintCode.ALWAYS_MATCHES,
                      "the exclusions are joined by ||: each lets through what another excludes,"
                          + " so nearly every event matches")
                  .hint("join exclusions by &&")
              : Issue.error(LintCode.ALWAYS_MATCHES, "nearly every event matches this pattern")
                  .hint("say which events count; what must not count belongs to  except"),
          root);
    } else {
      emptyExclusions(root);
    }
  }

  /** Alternatives of one field of which every value fits one, anywhere in the pattern. */
  private void emptyExclusions(Node node) {
    if (node instanceof Or && inequalities((Or) node) > 1 && everyText((Or) node)) {
      warnings.pattern(
          subject.rule(),
          Issue.error(
                  LintCode.ALWAYS_MATCHES,
                  "the exclusions are joined by ||: whatever the field holds, one of them lets it"
                      + " through")
              .hint("join exclusions by &&"),
          node);
    } else if (node instanceof And || node instanceof Or) {
      Solver.operands(node).forEach(this::emptyExclusions);
    }
  }

  private static int inequalities(Or node) {
    int count = 0;
    for (Node each : node.operands()) {
      boolean unequal =
          each instanceof Comparison && ((Comparison) each).operator() == Operator.NOT_EQUAL;
      count += unequal ? 1 : 0;
    }
    return count;
  }

  /** Whether no value that can be compared fails all alternatives. */
  private static boolean everyText(Or node) {
    for (Node operand : node.operands()) {
      if (operand instanceof Comparison && !((Comparison) operand).selector().hasWildcard()) {
        Comparison comparison = (Comparison) operand;
        Node present = Exceptions.compile(comparison.selector() + " = \"*\"").root();
        if (Solver.impossible(null, List.of(Claim.not(node), Claim.that(present)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the construct excludes next to nothing: an exact != of a field of many values. */
  private boolean nearlyAlways(Node node) {
    if (node instanceof Or || node instanceof And) {
      boolean one = node instanceof Or;
      for (Node operand : Solver.operands(node)) {
        if (nearlyAlways(operand) == one) {
          return one;
        }
      }
      return !one;
    }
    if (!(node instanceof Comparison)) {
      return false;
    }
    Comparison comparison = (Comparison) node;
    Field field = subject.knowledge().field(comparison.selector());
    return comparison.operator() == Operator.NOT_EQUAL
        && comparison.literal() instanceof TextLiteral
        && ((TextLiteral) comparison.literal()).glob().isLiteral()
        && field != null
        && field.broad();
  }
}
