package dev.trailwatch.event;

/**
 * A 64-bit hash of a text that stays the same in every run and release, because state keeps it.
 *
 * <p>Not for secrets and no defence against somebody who makes collisions on purpose.
 */
public final class StableHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private StableHash() {}

  /** FNV-1a over the characters, finished by SplitMix64's mixer. */
  public static long of(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** What tells an id's further uses from the first, which is the id itself: number 0. */
  public static long nth(long id, int number) {
    return number == 0 ? id : mix(id + number);
  }

  /** For a UUID, by its two halves. */
  static long ofUuid(long high, long low) {
    return mix(mix(high) + low);
  }

  /** SplitMix64's finalizer: every bit of the input reaches every bit of the result. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
