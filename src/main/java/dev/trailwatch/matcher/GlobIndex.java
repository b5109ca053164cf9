package dev.trailwatch.matcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All globs over one path: finds those that a value matches in time linear in the value's length,
 * however many globs there are.
 *
 * <p>Each glob is looked for by its longest literal piece: in a trie if the piece is anchored, else
 * in one automaton over all such pieces; a hit is verified where the piece alone proves nothing.
 */
final class GlobIndex {
  private final List<Group> groups = new ArrayList<>();

  /**
   * An index.
   *
   * @param globs the globs, each with a literal piece
   * @param atoms what each glob makes true
   */
  GlobIndex(List<BytePattern> globs, List<int[]> atoms) {
    for (WordAutomaton.Kind kind : WordAutomaton.Kind.values()) {
      Group group = Group.of(kind, globs, atoms);
      if (group != null) {
        groups.add(group);
      }
    }
  }

  /** Adds the atoms of every glob that matches; an atom may be added twice. */
  void find(byte[] bytes, int from, int to, IntBag scratch, IntBag atoms) {
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).find(bytes, from, to, scratch, atoms);
    }
  }

  private static final class Group {
    private final WordAutomaton automaton;
    private final BytePattern[] globs;
    private final int[][] atoms;

    private Group(WordAutomaton automaton, BytePattern[] globs, int[][] atoms) {
      this.automaton = automaton;
      this.globs = globs;
      this.atoms = atoms;
    }

    static @Nullable Group of(WordAutomaton.Kind kind, List<BytePattern> globs, List<int[]> atoms) {
      List<byte[]> pieces = new ArrayList<>();
      List<BytePattern> members = new ArrayList<>();
      List<int[]> memberAtoms = new ArrayList<>();
      for (int i = 0; i < globs.size(); i++) {
        BytePattern glob = globs.get(i);
        int piece = glob.longestPiece();
        if (kind(glob, piece) == kind) {
          pieces.add(glob.piece(piece));
          members.add(glob);
          memberAtoms.add(atoms.get(i));
        }
      }
      if (pieces.isEmpty()) {
        return null;
      }
      return new Group(
          new WordAutomaton(kind, pieces),
          members.toArray(new BytePattern[0]),
          memberAtoms.toArray(new int[0][]));
    }

    private static WordAutomaton.Kind kind(BytePattern glob, int piece) {
      if (glob.isAnchoredAtStart(piece)) {
        return WordAutomaton.Kind.START;
      }
      return glob.isAnchoredAtEnd(piece) ? WordAutomaton.Kind.END : WordAutomaton.Kind.ANYWHERE;
    }

    void find(byte[] bytes, int from, int to, IntBag scratch, IntBag found) {
      scratch.clear();
      automaton.find(bytes, from, to, scratch);
      for (int i = 0; i < scratch.size(); i++) {
        int number = scratch.get(i);
        if (globs[number].isProvenByPiece() || globs[number].matches(bytes, from, to)) {
          found.addAll(atoms[number]);
        }
      }
    }
  }

  @Override
  public String toString() {
    return groups.size() + " groups " + Arrays.toString(WordAutomaton.Kind.values());
  }
}
