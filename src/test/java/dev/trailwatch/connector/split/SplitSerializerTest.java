package dev.trailwatch.connector.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitSerializerTest {
  private static final Split ONE = Split.of("deep/\u00e9/one.json", new byte[] {0, -1, 7});
  private static final Split EMPTY = Split.of("", new byte[0]);

  @Test
  void givesBackSplitsAndQueues() throws Exception {
    SplitSerializer splits = new SplitSerializer();
    assertThat(splits.deserialize(splits.getVersion(), splits.serialize(ONE))).isEqualTo(ONE);
    assertThat(splits.deserialize(splits.getVersion(), splits.serialize(EMPTY))).isEqualTo(EMPTY);
    SplitQueueSerializer queues = new SplitQueueSerializer();
    for (List<Split> queue : List.of(List.of(ONE, EMPTY), List.<Split>of())) {
      assertThat(queues.deserialize(queues.getVersion(), queues.serialize(queue))).isEqualTo(queue);
    }
  }

  @Test
  void refusesAVersionThatItDoesNotKnow() {
    assertThatThrownBy(() -> new SplitSerializer().deserialize(2, new byte[10]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void aSplitsStateCannotBeChangedFromOutside() {
    byte[] state = {1};
    Split split = Split.of("a", state);
    state[0] = 2;
    split.state()[0] = 3;
    assertThat(split.state()).containsExactly(1);
  }
}
