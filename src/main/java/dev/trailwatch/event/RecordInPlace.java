package dev.trailwatch.event;

/** A log event that is one JSON object and still lies in the record that it came with. */
public interface RecordInPlace extends RecordTexts {
  /** The id that CloudWatch Logs gave the event; may be empty. */
  String id();

  /** The raw text. */
  String message();
}
