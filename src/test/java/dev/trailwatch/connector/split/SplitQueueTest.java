package dev.trailwatch.connector.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.Test;

final class SplitQueueTest {
  @Test
  void handsOutAllSplitsInOrderAndFewerTheFewerThereAre() throws Exception {
    try (MockSplitEnumeratorContext<Split> context = new MockSplitEnumeratorContext<>(2)) {
      SplitQueue queue = queue(context, 1_000);
      int turns = 0;
      while (!context.hasNoMoreSplits(turns % 2)) {
        queue.handleSplitRequest(turns++ % 2, null);
      }
      List<String> handedOut = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      for (SplitsAssignment<Split> turn : context.getSplitsAssignmentSequence()) {
        turn.assignment()
            .values()
            .forEach(
                splits -> {
                  sizes.add(splits.size());
                  splits.forEach(split -> handedOut.add(split.splitId()));
                });
      }
      assertThat(handedOut)
          .containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(i -> "s" + i).toList());
      assertThat(sizes).startsWith(16, 16).endsWith(1, 1, 1, 1).doesNotContain(0);
      assertThat(sizes).isSortedAccordingTo((left, right) -> right - left);
    }
  }

  /** Work that never ends must not wait behind other such work. */
  @Test
  void aPieceForEachReaderStaysOneForEach() throws Exception {
    try (MockSplitEnumeratorContext<Split> context = new MockSplitEnumeratorContext<>(2)) {
      SplitQueue queue = queue(context, 2);
      queue.handleSplitRequest(1, null);
      queue.handleSplitRequest(0, null);
      assertThat(context.getSplitsAssignmentSequence())
          .extracting(turn -> turn.assignment().keySet().iterator().next())
          .containsExactly(1, 0);
    }
  }

  @Test
  void whatComesBackGoesOutFirstAndWhoIsGoneGetsNothing() throws Exception {
    try (MockSplitEnumeratorContext<Split> context = new MockSplitEnumeratorContext<>(2)) {
      SplitQueue queue = queue(context, 3);
      queue.handleSplitRequest(0, null);
      List<Split> first = context.getSplitsAssignmentSequence().get(0).assignment().get(0);
      queue.addSplitsBack(first, 0);
      context.unregisterReader(0);
      queue.handleSplitRequest(0, null);
      assertThat(context.getSplitsAssignmentSequence()).hasSize(1);
      assertThat(queue.snapshotState(1))
          .extracting(Split::splitId)
          .containsExactly("s0", "s1", "s2");
    }
  }

  /** A checkpoint needs every reader: who has nothing left waits for who still reads. */
  @Test
  void readersThatEndTogetherHearTheEndTogether() throws Exception {
    try (MockSplitEnumeratorContext<Split> context = new MockSplitEnumeratorContext<>(2)) {
      SplitQueue queue = queue(context, 1, true);
      queue.handleSplitRequest(0, null);
      queue.handleSplitRequest(1, null);
      assertThat(context.hasNoMoreSplits(1)).isFalse();
      queue.handleSplitRequest(0, null);
      assertThat(context.hasNoMoreSplits(0)).isTrue();
      assertThat(context.hasNoMoreSplits(1)).isTrue();
    }
  }

  @Test
  void aReaderThatIsStartedAgainIsWaitedFor() throws Exception {
    try (MockSplitEnumeratorContext<Split> context = new MockSplitEnumeratorContext<>(2)) {
      SplitQueue queue = queue(context, 1, true);
      queue.handleSplitRequest(1, null);
      List<Split> taken = context.getSplitsAssignmentSequence().get(0).assignment().get(1);
      queue.handleSplitRequest(0, null);
      queue.addSplitsBack(taken, 1);
      queue.addReader(0);
      queue.addReader(1);
      queue.handleSplitRequest(1, null);
      queue.handleSplitRequest(1, null);
      assertThat(context.hasNoMoreSplits(1)).isFalse();
      queue.handleSplitRequest(0, null);
      assertThat(context.hasNoMoreSplits(1)).isTrue();
    }
  }

  private static SplitQueue queue(MockSplitEnumeratorContext<Split> context, int splits) {
    return queue(context, splits, false);
  }

  private static SplitQueue queue(
      MockSplitEnumeratorContext<Split> context, int splits, boolean endsTogether) {
    for (int reader = 0; reader < 2; reader++) {
      context.registerReader(new ReaderInfo(reader, "here"));
    }
    List<Split> all = new ArrayList<>();
    for (int i = 0; i < splits; i++) {
      all.add(Split.of("s" + i, new byte[0]));
    }
    return new SplitQueue(context, all, endsTogether);
  }
}
