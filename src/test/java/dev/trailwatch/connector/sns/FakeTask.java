package dev.trailwatch.connector.sns;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;

/** A task's mailbox and clock, moved by hand. */
final class FakeTask implements MailboxExecutor, ProcessingTimeService {
  private final Deque<ThrowingRunnable<? extends Exception>> mails = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(timer -> timer.at));
  private long now = 1_000_000;
  Runnable whenNothingIsLeft =
      () -> {
        throw new AssertionError("would wait for ever");
      };

  @Override
  public void execute(
      MailOptions options,
      ThrowingRunnable<? extends Exception> mail,
      String description,
      Object... arguments) {
    mails.add(mail);
  }

  @Override
  public void yield() {
    while (mails.isEmpty()) {
      if (!timers.isEmpty()) {
        advance(Math.max(0, timers.element().at - now));
      } else {
        whenNothingIsLeft.run();
      }
    }
    tryYield();
  }

  @Override
  public boolean tryYield() {
    ThrowingRunnable<? extends Exception> mail = mails.poll();
    if (mail == null) {
      return false;
    }
    ThrowingRunnable.unchecked(mail).run();
    return true;
  }

  @Override
  public boolean shouldInterrupt() {
    return false;
  }

  @Override
  public long getCurrentProcessingTime() {
    return now;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long at, ProcessingTimeCallback target) {
    Timer timer = new Timer(at, target);
    timers.add(timer);
    return timer;
  }

  /** Runs all mails. */
  void run() {
    while (tryYield()) {
      // until none is left
    }
  }

  /** Lets time pass, with all timers and mails that fall into it. */
  void advance(long millis) {
    long until = now + millis;
    run();
    while (!timers.isEmpty() && timers.element().at <= until) {
      Timer timer = timers.remove();
      now = Math.max(now, timer.at);
      if (!timer.isCancelled()) {
        mails.add(() -> timer.target.onProcessingTime(now));
      }
      run();
    }
    now = until;
  }

  private static final class Timer implements ScheduledFuture<Void> {
    private final CompletableFuture<Void> state = new CompletableFuture<>();
    private final long at;
    private final ProcessingTimeCallback target;

    Timer(long at, ProcessingTimeCallback target) {
      this.at = at;
      this.target = target;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }

    @Override
    public boolean cancel(boolean interrupt) {
      return state.cancel(interrupt);
    }

    @Override
    public boolean isCancelled() {
      return state.isCancelled();
    }

    @Override
    public boolean isDone() {
      return state.isDone();
    }

    @Override
    public Void get() throws InterruptedException, ExecutionException {
      return state.get();
    }

    @Override
    public Void get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return state.get(timeout, unit);
    }
  }
}
