package dev.trailwatch.event;

/** The inflater in plain Java keeps the same promises. */
final class PlainJavaRecordInflaterTest extends RecordInflaterTest {
  @Override
  RecordInflater inflater(int maxBytes, int maxRatio) {
    return RecordInflater.inPlainJava(maxBytes, maxRatio);
  }
}
