package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.event.StrictJson;
import java.util.List;

/** An everyday event that no person made, and that a rule on certain fields should not count. */
final class Noise {
  private final List<String> mentions;
  private final boolean equal;
  private final String event;
  private final String because;
  private final String instead;

  private Noise(
      List<String> mentions, boolean equal, String event, String because, String instead) {
    this.mentions = mentions;
    this.equal = equal;
    this.event = event;
    this.because = because;
    this.instead = instead;
  }

  /** Reads one line of the data file. */
  static Noise of(JsonNode line) {
    return new Noise(
        Facts.texts(line.required("mentions")),
        line.path("equal").asBoolean(false),
        StrictJson.text((ObjectNode) line.required("event")),
        line.required("because").textValue(),
        line.required("instead").textValue());
  }

  /** The fields by which a pattern shows that the event is its business. */
  List<String> mentions() {
    return mentions;
  }

  /** Whether a pattern with these conditions asks for such events. */
  boolean askedBy(Leaves leaves) {
    for (String path : mentions) {
      if (equal ? !leaves.equalTo(path).isEmpty() : leaves.mention(path)) {
        return true;
      }
    }
    return false;
  }

  /** The event's message. */
  String event() {
    return event;
  }

  String because() {
    return because;
  }

  /** What to write so that it does not count. */
  String instead() {
    return instead;
  }
}
