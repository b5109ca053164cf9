package dev.trailwatch.app;

import dev.trailwatch.job.OperatorIds;
import dev.trailwatch.wire.RuleSetRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/** The stream of later rule sets where there are none: bounded input has one set to its end. */
final class NoRuleSets {
  private NoRuleSets() {}

  /** Ends when the source of the records ends, for it is a part of it: no task is over before. */
  static DataStream<RuleSetRecord> beside(SingleOutputStreamOperator<?> source) {
    return source.getSideOutput(new OutputTag<>("no-rule-sets", Types.POJO(RuleSetRecord.class)));
  }

  static DataStream<RuleSetRecord> in(StreamExecutionEnvironment env) {
    return env.fromSequence(0, 0)
        .uid(OperatorIds.RULES)
        .filter(nothing -> false)
        .uid(OperatorIds.RULES + "-none")
        .map(nothing -> new RuleSetRecord())
        .returns(Types.POJO(RuleSetRecord.class))
        .uid(OperatorIds.RULES + "-empty");
  }
}
