package dev.trailwatch.matcher;

import dev.trailwatch.pattern.FilterPattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the patterns of a matcher were compiled to; immutable and shared by its sessions.
 */
final class CompiledPatterns {
  /** The atom that is true of every event. */
  static final int ANY_EVENT = 0;

  /** The atom that is true of every event whose message is a JSON object. */
  static final int JSON_EVENT = 1;

  /** The patterns by number. */
  final FilterPattern[] patterns;

  /** Whether a pattern is judged on the event's text by itself once it is a candidate. */
  final boolean[] isJudgedAlone;

  /** The patterns that become candidates with each atom. */
  final int[][] triggers;

  /** How each pattern is judged that is not judged alone. */
  final DecisionProgram program;

  /** Where messages start in the automaton over all selectors. */
  final PathState root;

  final int states;
  final int memos;

  /** How many texts are noted. */
  final int notes;

  /** Whether any pattern asks for JSON. */
  final boolean readsJson;

  /** The words that patterns look for in the text; null if none does. */
  final @Nullable TermIndex terms;

  /** Whether any pattern asks for the text. */
  final boolean readsText;

  CompiledPatterns(
      FilterPattern[] patterns,
      boolean[] isJudgedAlone,
      int[][] triggers,
      DecisionProgram program,
      PathAutomaton paths,
      int notes,
      boolean readsJson,
      @Nullable TermIndex terms) {
    this.patterns = patterns;
    this.isJudgedAlone = isJudgedAlone;
    this.triggers = triggers;
    this.program = program;
    this.root = paths.root();
    this.states = paths.states();
    this.memos = paths.memos();
    this.notes = notes;
    this.readsJson = readsJson;
    this.terms = terms;
    boolean text = terms != null;
    for (boolean alone : isJudgedAlone) {
      text |= alone;
    }
    this.readsText = text;
  }

  /** Facts for one thread. */
  EventFacts newFacts() {
    return new EventFacts(triggers, patterns.length, states, memos, notes);
  }
}
