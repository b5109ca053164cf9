package dev.trailwatch.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The processor time, the bytes allocated and the events of the measured thread: what a busy
 * machine does not distort as it does the time on the wall.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class CpuTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final com.sun.management.ThreadMXBean MEMORY =
      (com.sun.management.ThreadMXBean) THREADS;

  /** Nanoseconds. */
  public double cpuNanos;

  /** Bytes. */
  public double allocated;

  /** Events. */
  public double events;

  private long cpuStart;
  private long allocatedStart;

  void start() {
    cpuStart = THREADS.getCurrentThreadCpuTime();
    allocatedStart = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  void stop(int count) {
    cpuNanos += THREADS.getCurrentThreadCpuTime() - cpuStart;
    allocated += MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocatedStart;
    events += count;
  }
}
