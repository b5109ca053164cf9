package dev.trailwatch.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SuggestPropertiesTest {
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars('a', 'b', 'c').ofMaxLength(9);
  }

  @Property(tries = 5000)
  void theDistanceIsTheOneOfTheWholeTable(
      @ForAll("words") String a, @ForAll("words") String b, @ForAll @IntRange(max = 10) int limit) {
    assertThat(Suggest.distance(a, b, limit)).isEqualTo(Math.min(limit, plain(a, b)));
  }

  @Property
  void whatTwoWordsShareTakesNoEdit(@ForAll("words") String a, @ForAll("words") String b) {
    int distance = Suggest.distance(a, b, 100);

    assertThat(Suggest.distance(a + ".amazonaws.com", b + ".amazonaws.com", 100))
        .isEqualTo(distance);
    assertThat(Suggest.distance("Create" + a, "Create" + b, 100)).isEqualTo(distance);
  }

  /** The definition, without any shortcut. */
  private static int plain(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        int least = i == 0 ? j : j == 0 ? i : Integer.MAX_VALUE;
        if (i > 0 && j > 0) {
          int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
          least =
              Math.min(edits[i - 1][j - 1] + cost, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        }
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = least;
      }
    }
    return edits[a.length()][b.length()];
  }
}
