package dev.trailwatch.matcher;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.Form;
import dev.trailwatch.pattern.PatternException;
import dev.trailwatch.pattern.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of filter patterns compiled to be asked all at once, each under its place in the list.
 *
 * <p>For every pattern and event the answer is that of {@link FilterPattern#matches}; the time it
 * takes hardly grows with the number of patterns. Immutable, shared by threads: each thread asks
 * through a {@link #newSession() session} of its own.
 */
public final class Matcher {
  private final CompiledPatterns compiled;
  private final Atoms atoms;

  private Matcher(CompiledPatterns compiled, Atoms atoms) {
    this.compiled = compiled;
    this.atoms = atoms;
  }

  /** Compiles patterns; a pattern's number is its index in the list. */
  public static Matcher compile(List<FilterPattern> patterns) {
    return builder(patterns).build();
  }

  /** Compiles patterns with more to say. */
  public static Builder builder(List<FilterPattern> patterns) {
    return new Builder(patterns);
  }

  /** How many patterns there are. */
  public int size() {
    return compiled.patterns.length;
  }

  /** A pattern by its number. */
  public FilterPattern pattern(int number) {
    return compiled.patterns[number];
  }

  /** A session for one thread. */
  public MatchSession newSession() {
    return new MatchSession(new MessageReader(compiled));
  }

  /**
   * Watches which facts are true of a sample of messages, for a {@link Builder#calibratedBy better
   * compilation} of the same patterns.
   *
   * @param messages plain messages, UTF-8; about a thousand of them tell enough
   */
  public Calibration calibrate(Iterable<byte[]> messages) {
    MessageReader reader = new MessageReader(compiled);
    int[] counts = new int[atoms.size()];
    int events = 0;
    for (byte[] message : messages) {
      reader.readPlain(message, 0, message.length);
      events++;
      for (int atom = 0; atom < counts.length; atom++) {
        if (reader.facts().isTrue(atom)) {
          counts[atom]++;
        }
      }
    }
    return Calibration.of(atoms, counts, events);
  }

  @Override
  public String toString() {
    return size()
        + " patterns, "
        + atoms.size()
        + " facts, "
        + compiled.states
        + " places in the event";
  }

  /** Compiles patterns. */
  public static final class Builder {
    private final List<FilterPattern> patterns;
    private Calibration calibration = Calibration.none();
    private boolean eventTime;
    private List<Selector> noted = List.of();

    private Builder(List<FilterPattern> patterns) {
      this.patterns = List.copyOf(patterns);
    }

    /** Uses what a sample of events showed. */
    public Builder calibratedBy(Calibration measured) {
      calibration = measured;
      return this;
    }

    /** Reads {@code $.eventTime} of every event, for {@link PayloadMatches#eventTime}. */
    public Builder readEventTime() {
      eventTime = true;
      return this;
    }

    /**
     * Notes while an event is read where the texts lie that somebody will ask a matching event for.
     *
     * @param selectors of single places, such as {@link CloudTrailEvent#selectors}
     */
    public Builder noteTexts(List<String> selectors) {
      noted = new ArrayList<>();
      selectors.forEach(selector -> noted.add(selector(selector)));
      return this;
    }

    /** The matcher. */
    public Matcher build() {
      try {
        return build(false);
      } catch (PathAutomaton.TooManyStates e) {
        try {
          return build(true);
        } catch (PathAutomaton.TooManyStates impossible) {
          throw new AssertionError("there are no wildcards left", impossible);
        }
      }
    }

    /**
     * Compiles.
     *
     * @param wildcardsAlone whether patterns with wildcards in selectors are judged one by one
     */
    private Matcher build(boolean wildcardsAlone) throws PathAutomaton.TooManyStates {
      PatternCompiler compiler = new PatternCompiler();
      List<Formula> formulas = new ArrayList<>();
      boolean[] alone = new boolean[patterns.size()];
      boolean json = eventTime || !noted.isEmpty();
      for (int i = 0; i < alone.length; i++) {
        FilterPattern pattern = patterns.get(i);
        json |= pattern.form() == Form.JSON;
        boolean tooWild = wildcardsAlone && Wildcards.in(pattern.root());
        alone[i] = tooWild || pattern.form() == Form.COLUMNS || pattern.form() == Form.REGEX;
        formulas.add(
            tooWild
                ? Formula.fact(CompiledPatterns.JSON_EVENT, DecisionProgram.NONE)
                : pattern.root().accept(compiler));
      }
      if (eventTime) {
        compiler.root().at(selector("$.eventTime")).conditions.add(ValueIndex.Builder::eventTime);
      }
      for (int i = 0; i < noted.size(); i++) {
        compiler.root().at(noted.get(i)).note = i;
      }
      DecisionProgram.Builder program = new DecisionProgram.Builder();
      int[][] triggers = write(formulas, compiler.atoms().likelihoods(calibration), program);
      CompiledPatterns compiled =
          new CompiledPatterns(
              patterns.toArray(new FilterPattern[0]),
              alone,
              triggers,
              program.build(),
              new PathAutomaton(compiler.root()),
              noted.size(),
              json,
              compiler.words().isEmpty() ? null : new TermIndex(compiler.words()));
      return new Matcher(compiled, compiler.atoms());
    }

    private static Selector selector(String text) {
      try {
        return Selector.parse(text);
      } catch (PatternException e) {
        throw new AssertionError(e);
      }
    }

    /** Lists the patterns under their triggers and writes what is left to ask of each. */
    private static int[][] write(
        List<Formula> formulas, double[] likelihoods, DecisionProgram.Builder program) {
      IntBag[] byAtom = new IntBag[likelihoods.length];
      for (int pattern = 0; pattern < formulas.size(); pattern++) {
        Formula formula = formulas.get(pattern).ordered(likelihoods);
        Formula.Trigger trigger = formula.trigger(likelihoods);
        for (int atom : trigger.atoms.toSet()) {
          if (byAtom[atom] == null) {
            byAtom[atom] = new IntBag();
          }
          byAtom[atom].add(pattern);
        }
        program.start(
            formula.write(
                program, DecisionProgram.MATCH, DecisionProgram.NO_MATCH, trigger.proven));
      }
      int[][] triggers = new int[byAtom.length][];
      for (int atom = 0; atom < triggers.length; atom++) {
        triggers[atom] = byAtom[atom] == null ? EventFacts.none() : byAtom[atom].toArray();
      }
      return triggers;
    }
  }
}
