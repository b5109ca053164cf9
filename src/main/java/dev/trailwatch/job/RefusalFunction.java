package dev.trailwatch.job;

import dev.trailwatch.wire.RefusalRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells of the first record that cannot be decoded at once, and of their end after a quiet hour.
 */
final class RefusalFunction extends KeyedProcessFunction<Integer, RefusalRecord, RefusalRecord> {
  private static final long serialVersionUID = 1L;
  private static final long QUIET = 3_600_000;

  private transient ValueState<RefusalRecord> state;

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("refusals", Types.POJO(RefusalRecord.class)));
  }

  @Override
  public void processElement(RefusalRecord refusal, Context context, Collector<RefusalRecord> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    RefusalRecord known = state.value();
    if (known == null) {
      known = refusal;
      known.at = now;
      known.count = 1;
      out.collect(known);
      context.timerService().registerProcessingTimeTimer(now + QUIET);
    } else {
      known.count++;
    }
    known.newest = now;
    state.update(known);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RefusalRecord> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    RefusalRecord known = state.value();
    if (known == null) {
      return;
    }
    if (now < known.newest + QUIET) {
      context.timerService().registerProcessingTimeTimer(known.newest + QUIET);
      return;
    }
    known.over = true;
    known.at = now;
    out.collect(known);
    state.clear();
  }
}
