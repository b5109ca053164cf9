package dev.trailwatch.wire;

/**
 * The evidence of one alarm instance, minute by minute.
 *
 * <p>Apart from {@link AlarmMemory}, because it is larger and a state backend on disk would write
 * it again at every sum.
 */
public final class EvidenceMemory {
  /** Starts of the minutes, ascending, epoch milliseconds. */
  public long[] minutes = new long[0];

  /** Where each minute's evidence ends in {@link #evidence}. */
  public int[] ends = new int[0];

  /** The minutes' evidence, one after the other. */
  public byte[] evidence = new byte[0];

  /** For Flink. */
  public EvidenceMemory() {}
}
