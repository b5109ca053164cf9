package dev.trailwatch.event;

/** The inflater that decodes by zlib keeps the same promises. */
final class ZlibRecordInflaterTest extends RecordInflaterTest {
  @Override
  RecordInflater inflater(int maxBytes, int maxRatio) {
    return RecordInflater.byZlib(maxBytes, maxRatio);
  }
}
