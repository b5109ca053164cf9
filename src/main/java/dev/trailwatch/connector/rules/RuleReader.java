package dev.trailwatch.connector.rules;

import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitReader;
import dev.trailwatch.rule.RuleSetDiff;
import dev.trailwatch.wire.ReloadRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Emits the sets that a polling thread finds; its state is the set that was emitted last. */
final class RuleReader extends SplitReader<ReloadRecord> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.trailwatch.rules");

  /** One line of JSON a reload, for whoever keeps logs. */
  private static final Logger AUDIT = LoggerFactory.getLogger("dev.trailwatch.rules.audit");

  private static final Duration COMPILE_LIMIT = Duration.ofSeconds(30);

  /** So many times as long as here a set may take to compile where it is used. */
  private static final int SLOWER = 2;

  /** How soon a change is looked at again: long enough for a writer to get on. */
  private static final long CONFIRM_MILLIS = 200;

  private final RuleSource source;
  private final Counter reloads;
  private final Counter rejected;
  private final Queue<Reload> found = new ConcurrentLinkedQueue<>();
  private volatile CompletableFuture<Void> ready = new CompletableFuture<>();
  private volatile boolean over;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private RuleSetRecord last;
  private @Nullable Thread poller;

  RuleReader(SourceReaderContext context, RuleSource source) {
    super(context);
    this.source = source;
    this.last = source.initial();
    MetricGroup metrics = context.metricGroup().addGroup("kinesisanalytics");
    this.reloads = metrics.counter("ruleReloads");
    this.rejected = metrics.counter("ruleReloadsRejected");
    metrics.gauge("ruleSetVersion", () -> Long.parseLong(last.version, 16));
  }

  @Override
  protected void open(Split split) throws IOException {
    last = RuleSetState.read(split.state());
    RuleCompiler compiler = new RuleCompiler(COMPILE_LIMIT, source.demand());
    RulePoll poll = new RulePoll(source.files(), compiler, last);
    Thread thread = new Thread(() -> poll(poll), "trailwatch-rule-poll");
    thread.setDaemon(true);
    thread.start();
    poller = thread;
  }

  @Override
  protected InputStatus poll(ReaderOutput<ReloadRecord> output) throws IOException {
    Reload reload = found.poll();
    if (reload == null) {
      if (ready.isDone()) {
        ready = new CompletableFuture<>();
      }
      // the poller adds first and completes then: what came in between is seen here
      reload = found.poll();
    }
    if (reload == null) {
      Throwable end = failure;
      if (end != null) {
        // without it the rules would stay as they are for ever, and nobody would know
        throw new IOException("the thread that looks at the rule files has ended: " + end, end);
      }
      return over ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    tell(reload, output);
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  protected CompletableFuture<Void> ready() {
    return ready;
  }

  @Override
  protected byte[] state() throws IOException {
    return RuleSetState.write(last);
  }

  @Override
  public void close() {
    closed = true;
    if (poller != null) {
      poller.interrupt();
      poller = null;
    }
  }

  private void tell(Reload reload, ReaderOutput<ReloadRecord> output) {
    ReloadRecord news = new ReloadRecord();
    news.before = last.version;
    news.audit = reload.audit();
    news.at = System.currentTimeMillis();
    RuleSetRecord record = reload.record();
    RuleSetDiff diff = reload.diff();
    if (record == null || diff == null) {
      rejected.inc();
      LOG.warn(
          "rules refused, version {} stays in force:\n{}", last.version, reload.reason().strip());
      AUDIT.warn(news.audit);
      news.reason = reload.reason();
      output.collect(news);
      source.listener().rejected(reload.reason());
      return;
    }
    record.effectiveFrom =
        news.at + source.adoptionDelayMillis() + SLOWER * reload.compiling().toMillis();
    last = record;
    reloads.inc();
    LOG.info(
        "rules version {} in force from {}: {}",
        record.version,
        Instant.ofEpochMilli(record.effectiveFrom),
        diff);
    AUDIT.info(news.audit);
    news.set = record;
    news.summary = diff.toString();
    output.collect(news);
    source.listener().adopted(record.version, diff);
  }

  private void poll(RulePoll poll) {
    long start = System.currentTimeMillis();
    long interval = source.intervalMillis();
    try {
      while (System.currentTimeMillis() - start < source.durationMillis()) {
        Reload reload = poll.look(LocalDate.now(ZoneOffset.UTC));
        if (reload != null) {
          found.add(reload);
          ready.complete(null);
        }
        Thread.sleep(poll.unsettled() ? Math.min(CONFIRM_MILLIS, interval) : interval);
      }
      over = true;
      ready.complete(null);
    } catch (Throwable e) {
      // an interruption is how the reader's end is told
      if (!closed) {
        failure = e;
        ready.complete(null);
      }
    }
  }
}
