package dev.trailwatch.job;

import org.apache.flink.api.common.state.MapState;

/** An {@link IdStore} in the keyed state of the instance that is at work. */
final class StateIdStore implements IdStore {
  private static final long[] NONE = new long[0];

  private final MapState<Long, long[]> state;

  StateIdStore(MapState<Long, long[]> state) {
    this.state = state;
  }

  @Override
  public long[] read(long minute) {
    try {
      long[] ids = state.get(minute);
      return ids == null ? NONE : ids;
    } catch (Exception e) {
      throw new IllegalStateException("the ids of a minute cannot be read from state", e);
    }
  }

  @Override
  public void write(long minute, long[] ids) {
    try {
      state.put(minute, ids);
    } catch (Exception e) {
      throw new IllegalStateException("the ids of a minute cannot be written to state", e);
    }
  }

  @Override
  public void forget(long minute) {
    try {
      state.remove(minute);
    } catch (Exception e) {
      throw new IllegalStateException("the ids of a minute cannot be removed from state", e);
    }
  }
}
