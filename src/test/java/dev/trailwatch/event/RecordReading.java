package dev.trailwatch.event;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that can be read of a record, for comparing one way of reading it with another. */
public final class RecordReading {
  private RecordReading() {}

  /** The fields of a record, null for what is absent; empty for no record. */
  public static List<Object> of(@Nullable CloudTrailEvent event) {
    return event == null
        ? List.of()
        : Arrays.asList(
            event.eventID(),
            event.eventTime(),
            event.eventName(),
            event.eventSource(),
            event.principal(),
            event.sourceIPAddress(),
            event.awsRegion(),
            event.recipientAccountId(),
            event.errorCode());
  }
}
