package dev.trailwatch.matcher;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the event being read: an atom is true exactly if its stamp is the event's
 * number, and a pattern is a candidate exactly if one of its trigger atoms has become true.
 *
 * <p>Nothing is cleared between events. Belongs to one thread.
 */
final class EventFacts {
  private static final int[] NONE = {};

  private final int[][] triggers;
  private final int[] atomStamps;
  private final int[] patternStamps;
  private final int[] candidates;
  private int candidateCount;
  private int epoch;
  private long eventTime = PayloadMatches.NO_TIME;

  /** By number: from where to where a noted text lies; stale unless its stamp is the event's. */
  private final int[] notes;

  private final int[] noteStamps;
  private boolean notesLost = true;

  private final int[] childStamps;
  private int objects;
  private final KeyHashes keys = new KeyHashes();

  private final @Nullable ValueMemo[] memos;
  private final IntBag found = new IntBag();
  private final IntBag hits = new IntBag();

  /**
   * Facts of no event yet.
   *
   * @param triggers the patterns that become candidates with each atom
   * @param patterns how many patterns there are
   * @param states how many path states there are
   * @param memos how many memos the value indexes ask for
   * @param notes how many texts are noted
   */
  EventFacts(int[][] triggers, int patterns, int states, int memos, int notes) {
    this.triggers = triggers;
    this.atomStamps = new int[triggers.length];
    this.patternStamps = new int[patterns];
    this.candidates = new int[patterns];
    this.childStamps = new int[states];
    this.memos = new ValueMemo[memos];
    this.notes = new int[2 * notes];
    this.noteStamps = new int[notes];
  }

  /** Forgets everything: a new event begins. */
  void begin() {
    if (++epoch == 0) {
      Arrays.fill(atomStamps, 0);
      Arrays.fill(patternStamps, 0);
      Arrays.fill(noteStamps, 0);
      epoch = 1;
    }
    candidateCount = 0;
    notesLost = noteStamps.length == 0;
    eventTime = PayloadMatches.NO_TIME;
    keys.clear();
  }

  /** Makes atoms true. */
  void fire(int[] atoms) {
    for (int atom : atoms) {
      fire(atom);
    }
  }

  /** Makes atoms true that stand behind their count. */
  void fireCounted(int[] countAndAtoms) {
    int count = countAndAtoms[0];
    for (int i = 1; i <= count; i++) {
      fire(countAndAtoms[i]);
    }
  }

  /** Makes an atom true; the first time in an event its patterns become candidates. */
  void fire(int atom) {
    if (atomStamps[atom] != epoch) {
      atomStamps[atom] = epoch;
      int[] patterns = triggers[atom];
      for (int i = 0; i < patterns.length; i++) {
        int pattern = patterns[i];
        if (patternStamps[pattern] != epoch) {
          patternStamps[pattern] = epoch;
          candidates[candidateCount++] = pattern;
        }
      }
    }
  }

  /** Whether an atom is true. */
  boolean isTrue(int atom) {
    return atomStamps[atom] == epoch;
  }

  /** The time that the event itself states. */
  long eventTime() {
    return eventTime;
  }

  void setEventTime(long time) {
    eventTime = time;
  }

  /** Notes where a text lies. */
  void note(int number, int from, int to) {
    notes[2 * number] = from;
    notes[2 * number + 1] = to;
    noteStamps[number] = epoch;
  }

  /** Gives up the notes of the event: some text does not lie in it as it is. */
  void loseNotes() {
    notesLost = true;
  }

  /**
   * Adds the notes of the event: of each text from where to where, twice 0 if it is not there.
   *
   * @return false if they are lost
   */
  boolean addNotes(IntBag out) {
    if (notesLost) {
      return false;
    }
    for (int number = 0; number < noteStamps.length; number++) {
      if (noteStamps[number] != epoch) {
        notes[2 * number] = 0;
        notes[2 * number + 1] = 0;
      }
    }
    out.addAll(notes);
    return true;
  }

  int candidateCount() {
    return candidateCount;
  }

  int candidate(int index) {
    return candidates[index];
  }

  /** How many path states there are. */
  int states() {
    return childStamps.length;
  }

  /** A number for an object that is being entered; no other object open now has it. */
  int enterObject() {
    return ++objects;
  }

  /** Notes a named key of an object; false if the object may have had it already. */
  boolean isFirst(PathState child, int object) {
    if (childStamps[child.number()] == object) {
      return false;
    }
    childStamps[child.number()] = object;
    return true;
  }

  /** Notes any other key of an object; false if the object may have had it already. */
  boolean isFirstKey(long hash, int object) {
    return keys.add(hash ^ object * 0x9E3779B97F4A7C15L);
  }

  /** The memo of an index, made at its first use. */
  ValueMemo memo(int number) {
    ValueMemo memo = memos[number];
    if (memo == null) {
      memo = new ValueMemo();
      memos[number] = memo;
    }
    return memo;
  }

  /** An empty bag for the atoms of a value. */
  IntBag found() {
    found.clear();
    return found;
  }

  /** A bag for the index that works on a value. */
  IntBag hits() {
    return hits;
  }

  /** An empty list of atoms. */
  static int[] none() {
    return NONE;
  }
}
