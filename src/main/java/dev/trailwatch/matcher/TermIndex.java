package dev.trailwatch.matcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All words that patterns look for in the text of an event, found in one pass over its bytes. */
final class TermIndex {
  private final WordAutomaton automaton;
  private final int[] atoms;

  /**
   * An index.
   *
   * @param atomsByWord the atom that says that a word occurs
   */
  TermIndex(Map<String, Integer> atomsByWord) {
    List<byte[]> words = new ArrayList<>();
    this.atoms = new int[atomsByWord.size()];
    for (Map.Entry<String, Integer> entry : atomsByWord.entrySet()) {
      atoms[words.size()] = entry.getValue();
      words.add(Utf8.encode(entry.getKey()));
    }
    this.automaton = new WordAutomaton(WordAutomaton.Kind.ANYWHERE, words);
  }

  /** Makes true what words occur in the text. */
  void fire(byte[] bytes, int from, int to, EventFacts facts) {
    IntBag hits = facts.hits();
    hits.clear();
    automaton.find(bytes, from, to, hits);
    for (int i = 0; i < hits.size(); i++) {
      facts.fire(atoms[hits.get(i)]);
    }
  }
}
