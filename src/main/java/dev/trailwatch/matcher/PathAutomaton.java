package dev.trailwatch.matcher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tree of all selectors made deterministic: a state stands for the set of selectors that select
 * a place, so that a key is looked up once however many wildcards overlap with it.
 */
final class PathAutomaton {
  /** Only sets of selectors with many overlapping wildcards come near it. */
  private static final int MOST_EDGES = 2_000_000;

  private final Map<List<Integer>, PathState> states = new LinkedHashMap<>();
  private final ArrayDeque<Draft> open = new ArrayDeque<>();
  private final PathState root;
  private int memos;
  private int edges;

  /**
   * An automaton.
   *
   * @throws TooManyStates if the wildcards of the selectors overlap too much
   */
  PathAutomaton(PathNode tree) throws TooManyStates {
    this.root = state(List.of(tree));
    while (!open.isEmpty()) {
      connect(open.remove());
    }
  }

  PathState root() {
    return root;
  }

  int states() {
    return states.size();
  }

  int memos() {
    return memos;
  }

  private PathState state(List<PathNode> members) {
    List<Integer> key = new ArrayList<>();
    for (PathNode member : members) {
      key.add(member.number());
    }
    Collections.sort(key);
    PathState known = states.get(key);
    if (known != null) {
      return known;
    }
    PathState state = new PathState(states.size(), facts(members));
    states.put(key, state);
    open.add(new Draft(state, members));
    return state;
  }

  private PathState.Facts facts(List<PathNode> members) {
    ValueIndex.Builder values = new ValueIndex.Builder();
    int note = -1;
    for (PathNode member : members) {
      member.conditions.forEach(condition -> condition.accept(values));
      note = Math.max(note, member.note);
    }
    return new PathState.Facts(
        union(members, node -> node.exists),
        union(members, node -> node.isNull),
        union(members, node -> node.holdsNull),
        union(members, node -> node.isTrue),
        union(members, node -> node.isFalse),
        values.build(values.wantsMemo() ? memos++ : -1),
        note);
  }

  private static int[] union(List<PathNode> members, Function<PathNode, IntBag> atoms) {
    IntBag all = new IntBag();
    for (PathNode member : members) {
      all.addAll(atoms.apply(member).toArray());
    }
    return all.toSet();
  }

  private void connect(Draft draft) throws TooManyStates {
    List<PathNode> wild = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    int elements = 0;
    for (PathNode member : draft.members) {
      PathNode any = member.any;
      if (any != null) {
        wild.add(any);
      }
      names.addAll(member.byName.keySet());
      if (!member.byIndex.isEmpty()) {
        elements = Math.max(elements, member.byIndex.lastKey() + 1);
      }
    }
    edges += names.size() + elements;
    if (edges > MOST_EDGES) {
      throw new TooManyStates();
    }
    Map<String, PathState> byName = new LinkedHashMap<>();
    for (String name : names) {
      byName.put(name, state(with(wild, draft.members, node -> node.byName.get(name))));
    }
    @Nullable PathState[] byIndex = new PathState[elements];
    for (int i = 0; i < elements; i++) {
      int index = i;
      List<PathNode> there = with(wild, draft.members, node -> node.byIndex.get(index));
      byIndex[i] = there.isEmpty() ? null : state(there);
    }
    draft.state.connect(byName, byIndex, wild.isEmpty() ? null : state(wild));
  }

  private static List<PathNode> with(
      List<PathNode> wild, List<PathNode> members, Function<PathNode, @Nullable PathNode> childOf) {
    List<PathNode> all = new ArrayList<>(wild);
    for (PathNode member : members) {
      PathNode child = childOf.apply(member);
      if (child != null) {
        all.add(child);
      }
    }
    return all;
  }

  /** The wildcards of the selectors overlap so much that one automaton over them is too large. */
  static final class TooManyStates extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static final class Draft {
    private final PathState state;
    private final List<PathNode> members;

    Draft(PathState state, List<PathNode> members) {
      this.state = state;
      this.members = members;
    }
  }
}
