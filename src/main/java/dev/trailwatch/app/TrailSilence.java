package dev.trailwatch.app;

import dev.trailwatch.wire.NoticeRecord;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The dead man's switch: says when no event of the trail has come for a while, and when one comes
 * again.
 *
 * <p>By the machine's clock, since silence moves no other. What counts are log events; a control
 * message of CloudWatch Logs is no sign of life of the trail. A start counts as one where nothing
 * is known; after a restart the silence goes on where it was.
 */
final class TrailSilence extends KeyedProcessFunction<Integer, Long, NoticeRecord> {
  private static final long serialVersionUID = 1L;
  private static final String ALARM = "trailwatch-trail-silent";

  private final long after;

  private transient ValueState<Long> last;
  private transient ValueState<Boolean> told;

  TrailSilence(Duration after) {
    this.after = after.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    last = getRuntimeContext().getState(new ValueStateDescriptor<>("last-sign", Types.LONG));
    told = getRuntimeContext().getState(new ValueStateDescriptor<>("told", Types.BOOLEAN));
  }

  @Override
  public void processElement(Long sign, Context context, Collector<NoticeRecord> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    boolean start = sign == Long.MIN_VALUE;
    Long before = last.value();
    if (start && before != null) {
      return;
    }
    last.update(now);
    if (before == null) {
      context.timerService().registerProcessingTimeTimer(now + after);
    } else if (Boolean.TRUE.equals(told.value())) {
      told.clear();
      context.timerService().registerProcessingTimeTimer(now + after);
      String text = "Events of the trail come again; the last before was at " + at(before) + ".";
      out.collect(HealthNotice.of(ALARM, false, id(before, "OK"), text, now));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<NoticeRecord> out)
      throws Exception {
    Long sign = last.value();
    if (sign == null || Boolean.TRUE.equals(told.value())) {
      return;
    }
    if (sign + after > time) {
      context.timerService().registerProcessingTimeTimer(sign + after);
      return;
    }
    told.update(true);
    String text =
        "No event of the trail has come since "
            + at(sign)
            + ". Nothing that happens in the account is seen. Is the trail logging (CloudTrail:"
            + " StopLogging, DeleteTrail, PutEventSelectors)? Is its log group's subscription there,"
            + " and the stream?";
    out.collect(HealthNotice.of(ALARM, true, id(sign, "ALARM"), text, time));
  }

  private static String id(long sign, String state) {
    return ALARM + "-" + sign + "-" + state;
  }

  private static String at(long time) {
    return Instant.ofEpochMilli(time).toString();
  }
}
