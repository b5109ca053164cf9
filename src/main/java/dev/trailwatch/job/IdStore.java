package dev.trailwatch.job;

/** Where the event ids of an alarm instance's busy minutes lie, each minute's by itself. */
interface IdStore {
  /** The ids of a minute that were written last; none if none were. */
  long[] read(long minute);

  /** Keeps a minute's ids; the array is the store's from now on. */
  void write(long minute, long[] ids);

  /** A minute's ids are not needed any more. */
  void forget(long minute);
}
