package dev.trailwatch.matcher;

/** The patterns that a message matches; a view that is good until its session's next call. */
public final class MatchedPatterns {
  private final MessageReader reader;

  MatchedPatterns(MessageReader reader) {
    this.reader = reader;
  }

  /** How many patterns it matches. */
  public int count() {
    return reader.matched().size();
  }

  /** The number of the i-th pattern that it matches, rising with i from 0. */
  public int pattern(int i) {
    return reader.matched().get(i);
  }

  /**
   * Whether the message starts like a JSON object and is none, though some pattern asks for one.
   */
  public boolean isMalformed() {
    return reader.isMalformed();
  }

  /**
   * The time in {@code $.eventTime}, in milliseconds since the epoch; {@link
   * PayloadMatches#NO_TIME} if there is none, or if the matcher was not {@link
   * Matcher.Builder#readEventTime told to read it}.
   */
  public long eventTime() {
    return reader.eventTime();
  }
}
