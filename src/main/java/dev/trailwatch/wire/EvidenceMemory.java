package dev.trailwatch.wire;

/**
 * The evidence of one alarm instance, minute by minute.
 *
 * <p>Apart from {@link AlarmMemory}, because it is larger and a state backend on disk would write
 * it again at every sum.
 */
public final class EvidenceMemory {
  private static final long[] NO_MOMENTS = {};
  private static final int[] NO_ENDS = {};
  private static final byte[] NO_BYTES = {};

  /**
   * Starts of the minutes, ascending, epoch milliseconds; empty where {@link #evidence} tells,
   * which takes less room.
   */
  public long[] minutes = NO_MOMENTS;

  /** Where each of these minutes' evidence ends in {@link #evidence}. */
  public int[] ends = NO_ENDS;

  /** The minutes' evidence, packed by {@code job.EvidenceTable}. */
  public byte[] evidence = NO_BYTES;

  /** For Flink. */
  public EvidenceMemory() {}
}
