package dev.trailwatch.event;

import org.jspecify.annotations.Nullable;

/** The texts of one CloudTrail record that are ever asked for. */
public interface RecordTexts {
  /** The place of {@code $.eventID} among {@link CloudTrailEvent#selectors}. */
  int EVENT_ID = 0;

  /**
   * The text of a field; null if it is absent, empty or not a text.
   *
   * @param field its place among {@link CloudTrailEvent#selectors}
   */
  @Nullable String text(int field);

  /** The id that CloudTrail gave the event; null without one. */
  @Nullable EventId eventId();
}
