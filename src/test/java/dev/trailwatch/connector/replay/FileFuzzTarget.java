package dev.trailwatch.connector.replay;

import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.wire.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files as S3, CloudTrail and exports leave them: whatever lies there comes out as records, the
 * same each time, and each is decoded or refused.
 */
public final class FileFuzzTarget {
  private static final RecordDecoder DECODER = new RecordDecoder();
  private static final Path FILE = file();

  private FileFuzzTarget() {}

  /** Tries one input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Files.write(FILE, input);
    List<String> first = outcomes();
    if (!first.equals(outcomes())) {
      throw new AssertionError("read twice, and differently");
    }
  }

  private static List<String> outcomes() throws IOException {
    List<String> found = new ArrayList<>();
    try (FileChunks chunks = FileChunks.of(FILE)) {
      for (RawRecord record = chunks.next(); record != null; record = chunks.next()) {
        try {
          int events = DECODER.decode(record.bytes, record.format).logEvents().size();
          found.add(record.format + ": " + events);
        } catch (UndecodableRecord e) {
          if (e.reason() == UndecodableRecord.Reason.DECODER_FAULT) {
            throw new AssertionError(e);
          }
          found.add(record.format + ": " + e.reason());
        }
      }
    }
    return found;
  }

  private static Path file() {
    try {
      Path file = Files.createTempFile("fuzz", ".log");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
