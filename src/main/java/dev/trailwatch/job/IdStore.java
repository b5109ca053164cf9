package dev.trailwatch.job;

/** Where the event ids of an alarm instance's busy minutes lie, each minute's by itself. */
interface IdStore {
  /** The array of a minute that was written last, to be changed at will; empty if none was. */
  long[] read(long minute);

  /** Keeps a minute's array of ids, which is the store's from now on. */
  void write(long minute, long[] ids);

  /** A minute's ids are not needed any more. */
  void forget(long minute);
}
