package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.wire.PartialSum;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateIdStoreTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCheckpointHasTheIdsOfItsMomentWhenMoreComeWhileItIsWritten(boolean rocksDb)
      throws Exception {
    OperatorSubtaskState checkpoint;
    try (var harness = harness(rocksDb)) {
      harness.open();
      assertThat(copies(harness, 0, 1_000)).isZero();
      OperatorSnapshotFutures beingWritten =
          harness
              .getOperator()
              .snapshotState(
                  1,
                  1,
                  new CheckpointOptions(
                      CheckpointType.CHECKPOINT, CheckpointStorageLocationReference.getDefault()),
                  new MemCheckpointStreamFactory(1 << 20));
      assertThat(copies(harness, 500, 1_500)).isEqualTo(500);
      checkpoint = new OperatorSnapshotFinalizer(beingWritten).getJobManagerOwnedState();
      assertThat(copies(harness, 0, 1_500)).isEqualTo(1_500);
    }
    try (var harness = harness(rocksDb)) {
      harness.initializeState(checkpoint);
      harness.open();
      assertThat(copies(harness, 0, 2_000)).isEqualTo(1_000);
    }
  }

  private static int copies(
      KeyedOneInputStreamOperatorTestHarness<String, PartialSum, Integer> harness,
      long from,
      long to)
      throws Exception {
    harness.processElement(MinuteTableTest.events(0, 1, LongStream.range(from, to).toArray()), 0);
    int copies = harness.extractOutputValues().get(0);
    harness.getOutput().clear();
    return copies;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, PartialSum, Integer> harness(
      boolean rocksDb) throws Exception {
    StateBackend backend = rocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Counting()), partial -> "one", Types.STRING);
    harness.setStateBackend(backend);
    return harness;
  }

  /** Counts copies as an alarm does. */
  private static final class Counting extends KeyedProcessFunction<String, PartialSum, Integer> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<byte[]> minutes;
    private transient IdStore ids;

    @Override
    public void open(OpenContext context) {
      minutes =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "minutes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
      ids =
          new StateIdStore(
              getRuntimeContext()
                  .getMapState(
                      new MapStateDescriptor<>(
                          "ids",
                          Types.LONG,
                          PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO)));
    }

    @Override
    public void processElement(PartialSum partial, Context context, Collector<Integer> out)
        throws Exception {
      byte[] packed = minutes.value();
      MinuteTable table = MinuteTable.unpack(packed == null ? new byte[0] : packed, ids);
      out.collect(table.add(partial));
      minutes.update(table.pack());
    }
  }
}
