package dev.trailwatch.job;

import dev.trailwatch.wire.DatapointRecord;
import dev.trailwatch.wire.DeadLetterRecord;
import dev.trailwatch.wire.MinuteRecord;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RefusalRecord;
import dev.trailwatch.wire.RuleSetRecord;
import dev.trailwatch.wire.SilenceRecord;
import dev.trailwatch.wire.TransitionRecord;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The graph: records and rules in; notices, datapoints, transitions and dead letters out.
 *
 * <pre>
 * records --> match -----------------------> (alarm instance) alarms --> notices
 *    rules ----^ \--> (grouped alarm) series ---^   ^   \--> datapoints, transitions
 *              |  |--> dead letters --> refusals     |
 *              |  \--> (log group) silences         |
 *              \-------------------------------------/
 * </pre>
 */
public final class DetectionJob {
  /** An ALARM must not wait for a network buffer to fill. */
  private static final long BUFFER_TIMEOUT = 5;

  private final SingleOutputStreamOperator<PartialSum> matches;
  private final SingleOutputStreamOperator<NoticeRecord> notices;

  private DetectionJob(
      SingleOutputStreamOperator<PartialSum> matches,
      SingleOutputStreamOperator<NoticeRecord> notices) {
    this.matches = matches;
    this.notices = notices;
  }

  /**
   * Adds the job to the graph that its inputs belong to.
   *
   * @param records with watermarks: of bounded input none before its end
   * @param rules later rule sets; idle as far as watermarks go
   * @param initialRules the set to start with, used only where no state is restored
   */
  public static DetectionJob on(
      DataStream<RawRecord> records,
      DataStream<RuleSetRecord> rules,
      RuleSetRecord initialRules,
      JobOptions options) {
    SingleOutputStreamOperator<PartialSum> matches =
        records
            .connect(rules.broadcast())
            .transform(
                "match", Types.POJO(PartialSum.class), new MatchOperator(initialRules, options))
            .uid(OperatorIds.MATCH)
            .setBufferTimeout(BUFFER_TIMEOUT);
    SingleOutputStreamOperator<PartialSum> grouped =
        matches
            .getSideOutput(MatchOperator.GROUPED)
            .keyBy(SeriesFunction::part, Types.STRING)
            .process(
                options.bounded()
                    ? new SettledSeriesFunction()
                    : new SeriesFunction(options.trackOptions().allowedLateness()),
                Types.POJO(PartialSum.class))
            .name("series")
            .uid(OperatorIds.SERIES)
            .setBufferTimeout(BUFFER_TIMEOUT);
    SingleOutputStreamOperator<NoticeRecord> notices =
        matches
            .union(grouped)
            .keyBy(partial -> partial.key, Types.STRING)
            .connect(rules.broadcast(MatchOperator.ruleSetState()))
            .process(new AlarmFunction(initialRules, options), Types.POJO(NoticeRecord.class))
            .name("alarms")
            .uid(OperatorIds.ALARMS)
            .setBufferTimeout(BUFFER_TIMEOUT);
    return new DetectionJob(matches, notices);
  }

  /** What subscribers are to be told. */
  public DataStream<NoticeRecord> notices() {
    return notices;
  }

  /** The non-empty, settled periods of all alarm instances; a late event repeats one, corrected. */
  public DataStream<DatapointRecord> datapoints() {
    return notices.getSideOutput(AlarmFunction.DATAPOINTS);
  }

  /** Without the bytes, and of the reason only the word that is never a piece of them. */
  private static RefusalRecord news(DeadLetterRecord letter) {
    RefusalRecord news = new RefusalRecord();
    int colon = letter.reason.indexOf(':');
    news.reason = colon < 0 ? letter.reason : letter.reason.substring(0, colon);
    news.origin = letter.origin;
    news.sequence = letter.sequence;
    return news;
  }

  /** The settled transitions of all alarm instances, told or not. */
  public DataStream<TransitionRecord> transitions() {
    return notices.getSideOutput(AlarmFunction.TRANSITIONS);
  }

  /**
   * Which log groups fall silent, and which are heard again; a log group is known once it was
   * heard, and the source as a whole from the start on.
   *
   * @param after how long a silence is none
   */
  public DataStream<SilenceRecord> silences(Duration after) {
    return matches
        .getSideOutput(MatchOperator.LIFE_SIGNS)
        .keyBy(sign -> LifeSigns.key(sign.account, sign.logGroup), Types.STRING)
        .process(new SilenceFunction(after.toMillis()), Types.POJO(SilenceRecord.class))
        .name("silences")
        .uid(OperatorIds.SILENCES);
  }

  /** The first record that could not be used, and the end of such records. */
  public DataStream<RefusalRecord> refusals() {
    return deadLetters()
        .map(DetectionJob::news, Types.POJO(RefusalRecord.class))
        .name("refusal news")
        .uid(OperatorIds.REFUSAL_NEWS)
        .keyBy(refusal -> 0, Types.INT)
        .process(new RefusalFunction(), Types.POJO(RefusalRecord.class))
        .name("refusals")
        .uid(OperatorIds.REFUSALS);
  }

  /** The minutes of an archive's alarm instances; none unless the options ask for the history. */
  public DataStream<MinuteRecord> minutes() {
    return notices.getSideOutput(AlarmFunction.MINUTES);
  }

  /** The records that could not be used, whole. */
  public DataStream<DeadLetterRecord> deadLetters() {
    return matches.getSideOutput(MatchOperator.DEAD_LETTERS);
  }
}
