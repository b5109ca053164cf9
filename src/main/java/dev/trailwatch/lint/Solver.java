package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.pattern.And;
import dev.trailwatch.pattern.MatchAll;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.Or;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.SelectorStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether claims about JSON events can hold together, and shows events for which they do.
 *
 * <p>Conjunctions are gathered field by field, alternatives are tried one after another. What it
 * calls impossible is proven; what it cannot decide it takes for possible. With knowledge of
 * CloudTrail only CloudTrail's records count as events.
 */
final class Solver {
  private static final int MOST_STEPS = 20_000;

  private final @Nullable Knowledge knowledge;
  private final List<ObjectNode> found = new ArrayList<>();
  private final int limit;
  private int steps;
  private boolean complete = true;

  private Solver(@Nullable Knowledge knowledge, int limit) {
    this.knowledge = knowledge;
    this.limit = limit;
  }

  /**
   * Whether the claims cannot hold together, for certain.
   *
   * @param knowledge what events there are; null for any JSON object
   */
  static boolean impossible(@Nullable Knowledge knowledge, Collection<Claim> claims) {
    Solver solver = new Solver(knowledge, 1);
    solver.solve(claims);
    return solver.found.isEmpty() && solver.complete;
  }

  /** Events for which the claims probably hold, of different alternatives, at most so many. */
  static List<ObjectNode> events(
      @Nullable Knowledge knowledge, Collection<Claim> claims, int limit) {
    Solver solver = new Solver(knowledge, limit);
    solver.solve(claims);
    return solver.found;
  }

  /** What is known and still to be looked at on one way through the alternatives. */
  private static final class State {
    final Map<Selector, FieldState> fields;
    final Map<Node, Boolean> opaque;
    final List<Claim> alternatives;

    State() {
      this.fields = new LinkedHashMap<>();
      this.opaque = new LinkedHashMap<>();
      this.alternatives = new ArrayList<>();
    }

    State(State other) {
      this.fields = new LinkedHashMap<>(other.fields);
      this.opaque = new LinkedHashMap<>(other.opaque);
      this.alternatives = new ArrayList<>(other.alternatives);
    }
  }

  private void solve(Collection<Claim> claims) {
    State state = new State();
    for (Claim claim : claims) {
      if (!add(state, claim)) {
        return;
      }
    }
    branch(state);
  }

  /** Takes a claim over; false if it cannot hold beside the others. */
  private boolean add(State state, Claim claim) {
    Node node = claim.node();
    if (node instanceof MatchAll) {
      return claim.holds();
    }
    if (node instanceof And == claim.holds() && (node instanceof And || node instanceof Or)) {
      for (Node operand : operands(node)) {
        if (!add(state, claim.of(operand))) {
          return false;
        }
      }
      return true;
    }
    if (node instanceof And || node instanceof Or) {
      state.alternatives.add(claim);
      return true;
    }
    Condition condition = Condition.of(claim);
    if (condition == null || condition.selector().hasWildcard()) {
      Boolean other = state.opaque.putIfAbsent(node, claim.holds());
      return other == null || other == claim.holds();
    }
    FieldState now = state.fields.get(condition.selector());
    FieldState then = now == null ? first(condition) : now.and(condition);
    state.fields.put(condition.selector(), then);
    return !then.impossible();
  }

  private FieldState first(Condition condition) {
    if (knowledge == null) {
      return FieldState.of(condition, null, null);
    }
    String path = Knowledge.path(condition.selector());
    EventNames names = path.equals("eventName") ? knowledge.events() : null;
    return FieldState.of(condition, knowledge.field(path), names);
  }

  static List<Node> operands(Node node) {
    return node instanceof And ? ((And) node).operands() : ((Or) node).operands();
  }

  private void branch(State state) {
    if (++steps > MOST_STEPS) {
      complete = false;
      return;
    }
    if (state.alternatives.isEmpty()) {
      settle(state);
      return;
    }
    Claim claim = state.alternatives.remove(state.alternatives.size() - 1);
    for (Node operand : operands(claim.node())) {
      if (found.size() >= limit) {
        return;
      }
      Claim next = claim.of(operand);
      if (!refutes(state, next)) {
        State taken = new State(state);
        if (add(taken, next)) {
          branch(taken);
        }
      }
    }
  }

  /** Whether a claim is one condition that cannot hold: where most alternatives end. */
  private static boolean refutes(State state, Claim claim) {
    Condition condition = Condition.of(claim);
    FieldState now = condition == null ? null : state.fields.get(condition.selector());
    return now != null && condition != null && now.excludes(condition);
  }

  /** All conditions are known: what remains is how the fields depend on each other. */
  private void settle(State state) {
    if (!habitsAllow(state) || !parentsAllow(state)) {
      return;
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    List<Map.Entry<Selector, FieldState>> fields = new ArrayList<>(state.fields.entrySet());
    fields.sort((one, other) -> depth(one.getKey()) - depth(other.getKey()));
    for (Map.Entry<Selector, FieldState> field : fields) {
      JsonNode value = field.getValue().value();
      if (value == null) {
        complete = false;
        return;
      }
      if (!value.isMissingNode() && !holdsAnother(field.getKey(), fields)) {
        EventDraft.put(event, field.getKey(), value);
      }
    }
    state.opaque.forEach((node, holds) -> illustrate(event, node, holds));
    found.add(event);
  }

  /** Whether a field below it has to be there, which brings it along. */
  private static boolean holdsAnother(
      Selector above, List<Map.Entry<Selector, FieldState>> fields) {
    for (Map.Entry<Selector, FieldState> each : fields) {
      if (isAbove(above, each.getKey()) && !each.getValue().admits(MissingNode.getInstance())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAbove(Selector above, Selector below) {
    int depth = depth(above);
    List<SelectorStep> steps = below.steps();
    return depth < steps.size() && steps.subList(0, depth).equals(above.steps());
  }

  private static int depth(Selector selector) {
    return selector.steps().size();
  }

  /** What an event of a certain name never has. */
  private boolean habitsAllow(State state) {
    String event = null;
    for (FieldState field : state.fields.values()) {
      if (field.isEventName()) {
        event = field.onlyText();
      }
    }
    if (knowledge == null || event == null) {
      return true;
    }
    for (Absence absence : knowledge.absences()) {
      if (absence.event().equals(event) && demands(state, absence.field())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a field has to be there. */
  private static boolean demands(State state, String path) {
    for (Map.Entry<Selector, FieldState> field : state.fields.entrySet()) {
      if (Knowledge.path(field.getKey()).equals(path)
          && !field.getValue().admits(MissingNode.getInstance())) {
        return true;
      }
    }
    return false;
  }

  /** A field can be there only where what it lies in is an object or an array. */
  private static boolean parentsAllow(State state) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    for (Map.Entry<Selector, FieldState> below : state.fields.entrySet()) {
      if (below.getValue().admits(MissingNode.getInstance())) {
        continue;
      }
      List<SelectorStep> steps = below.getKey().steps();
      for (Map.Entry<Selector, FieldState> above : state.fields.entrySet()) {
        if (isAbove(above.getKey(), below.getKey())) {
          boolean object = steps.get(depth(above.getKey())).name() != null;
          FieldState parent = above.getValue();
          if (!parent.admits(object ? nodes.objectNode() : nodes.arrayNode().add(1))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** A condition with a wildcard, shown by the first element. */
  private void illustrate(ObjectNode event, Node node, boolean holds) {
    Condition condition = Condition.of(Claim.that(node));
    if (condition != null && holds) {
      JsonNode value = FieldState.of(condition, null, null).value();
      if (value != null && !value.isMissingNode()) {
        EventDraft.put(event, condition.selector(), value);
      }
    }
  }
}
