package dev.trailwatch.wire;

/**
 * What a part of an archive adds to one alarm instance: the samples of many minutes, with the event
 * behind each.
 *
 * <p>Packed by {@code job.ArchiveSums}, read by {@code job.ArchiveMinutes}. One batch in place of a
 * sum a minute: an archive has as many minutes as events.
 */
public final class SampleBatch {
  /** Starts of the minutes, ascending, epoch milliseconds. */
  public long[] minutes = new long[0];

  /** Where each minute's samples end in {@link #samples}. */
  public int[] ends = new int[0];

  /** The minutes' samples, one after the other. */
  public byte[] samples = new byte[0];

  /** The texts of all events in it, each once. */
  public byte[] texts = new byte[0];

  /** Whether copies left out of this instance are to be counted: of a metric's first alarm only. */
  public boolean countsCopies;

  /** For Flink. */
  public SampleBatch() {}
}
