package dev.trailwatch.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.Suggest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventNamesTest {
  private final EventNames events = EventNames.load();
  private final List<String> names =
      Facts.text("events.txt")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .toList();

  /** By the distance to every name there is. */
  private String nearest(String event) {
    String best = null;
    int least = event.length() < 8 ? 2 : 3;
    for (String name : names) {
      int distance = name.equalsIgnoreCase(event) ? 0 : Suggest.distance(name, event, least);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best;
  }

  @Test
  void theNearestNameIsThatOfPlainSearch() {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 150; i++) {
      StringBuilder event = new StringBuilder(names.get(random.nextInt(names.size())));
      for (int edits = random.nextInt(4); edits > 0 && event.length() > 1; edits--) {
        int at = random.nextInt(event.length());
        char letter = "abcxyzACZ019_".charAt(random.nextInt(13));
        switch (random.nextInt(5)) {
          case 0 -> event.deleteCharAt(at);
          case 1 -> event.insert(at, letter);
          case 2 -> event.setCharAt(at, letter);
          case 3 -> event.append(event.charAt(at)).deleteCharAt(at);
          default ->
              event.replace(0, event.length(), event.toString().toLowerCase(java.util.Locale.ROOT));
        }
      }
      String nearest = nearest(event.toString());
      assertThat(events.near(event.toString())).as(event.toString()).isEqualTo(nearest);
      found += nearest == null ? 0 : 1;
    }
    assertThat(found).isBetween(60, 149);
  }
}
