package dev.trailwatch.matcher;

import dev.trailwatch.event.EventId;
import dev.trailwatch.event.RecordInPlace;
import org.jspecify.annotations.Nullable;

/** A JSON event of a record whose texts were noted while it was scanned; good as long as these. */
final class EventInPlace implements RecordInPlace {
  private final PayloadMatches record;
  private final int event;

  EventInPlace(PayloadMatches record, int event) {
    this.record = record;
    this.event = event;
  }

  @Override
  public String id() {
    return record.id(event);
  }

  @Override
  public String message() {
    return record.message(event);
  }

  @Override
  public @Nullable String text(int field) {
    return record.noted(event, field);
  }

  @Override
  public @Nullable EventId eventId() {
    return record.notedId(event);
  }
}
