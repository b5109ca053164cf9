package dev.trailwatch.notification;

import dev.trailwatch.event.EventSample;
import dev.trailwatch.event.Evidence;
import java.util.ArrayList;
import java.util.List;

/** How much of a notification's evidence is told: all, or less so that the message fits. */
final class Detail {
  /** From everything to nothing: samples go first, then the ends of the lists. */
  static final List<Detail> LEVELS =
      List.of(
          new Detail(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, true),
          new Detail(4, Integer.MAX_VALUE, Integer.MAX_VALUE, true),
          new Detail(0, Integer.MAX_VALUE, Integer.MAX_VALUE, true),
          new Detail(0, 10, Integer.MAX_VALUE, true),
          new Detail(0, 3, 5, false),
          new Detail(0, 0, 5, false),
          new Detail(0, 0, 0, false));

  private static final int SHORT_TEXT = 128;

  private final int samples;
  private final int values;
  private final int actions;
  private final boolean tags;

  private Detail(int samples, int values, int actions, boolean tags) {
    this.samples = samples;
    this.values = values;
    this.actions = actions;
    this.tags = tags;
  }

  /** How many values a list shows at most. */
  int values() {
    return values;
  }

  /** How many actions a state shows at most; CloudWatch allows five. */
  int actions() {
    return actions;
  }

  /** How long a text may be of those that CloudWatch bounds at so many characters. */
  int text(int bound) {
    return tags ? bound : Math.min(bound, SHORT_TEXT);
  }

  /** Whether tags are told. */
  boolean tags() {
    return tags;
  }

  /** The samples that are told, as many of the first as of the last. */
  List<EventSample> samples(List<EventSample> all) {
    if (all.size() <= samples) {
      return all;
    }
    List<EventSample> ends = new ArrayList<>(all.subList(0, samples / 2));
    ends.addAll(all.subList(all.size() - samples / 2, all.size()));
    return ends;
  }

  /** Whether anything of the evidence is not told. */
  boolean leavesOut(Evidence evidence) {
    return evidence.samples().size() > samples
        || evidence.principals().size() > values
        || evidence.sourceIPs().size() > values
        || evidence.eventNames().size() > values
        || evidence.accounts().size() > values
        || evidence.regions().size() > values;
  }
}
