package dev.trailwatch.matcher;

import dev.trailwatch.event.DecodedRecord;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.Payloads;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records: the one-pass reader reads what the plain decoder reads, or both refuse, and the next
 * record is read.
 *
 * <p>The first byte of an input says which format it has and whether it is compressed first.
 */
public final class RecordFuzzTarget {
  private static final int FORMATS = 6;
  private static final int COMPRESSED = 8;
  private static final List<FilterPattern> PATTERNS =
      patterns("{ $.a = 1 }", "{ $.eventName = StopLogging }", "{ $.b.c[*] = x }", "ERROR", "");
  private static final MatchSession SESSION = Matcher.compile(PATTERNS).newSession();
  private static final RecordReader READER = new RecordReader();
  private static final RecordDecoder DECODER = new RecordDecoder();
  private static final byte[] GOOD = Payloads.gzip(Payloads.data("{\"a\":1}"));

  private RecordFuzzTarget() {}

  /** Tries one input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    byte[] record = (input[0] & COMPRESSED) == 0 ? rest : Payloads.gzip(rest);
    int format = Math.floorMod(input[0] & 7, FORMATS);
    DecodedRecord decoded = decoded(record, format);
    List<List<Integer>> wanted = new ArrayList<>();
    if (decoded != null) {
      for (LogEvent event : decoded.logEvents()) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < PATTERNS.size(); i++) {
          if (PATTERNS.get(i).matches(event)) {
            numbers.add(i);
          }
        }
        wanted.add(numbers);
      }
    }
    List<List<Integer>> found = found(record, format);
    if (decoded == null ? found != null : !wanted.equals(found)) {
      throw new AssertionError("plainly " + (decoded == null ? null : wanted) + ", read " + found);
    }
    if (!List.of(List.of(0, 4)).equals(found(GOOD, 0))) {
      throw new AssertionError("the next record is lost");
    }
  }

  private static @Nullable DecodedRecord decoded(byte[] record, int format) {
    try {
      return DECODER.decode(record.clone(), format);
    } catch (UndecodableRecord e) {
      refused(e);
      return null;
    }
  }

  /** The patterns of each event; null if the record is refused. */
  private static @Nullable List<List<Integer>> found(byte[] record, int format) {
    try {
      PayloadMatches read = READER.read(record.clone(), format, SESSION);
      List<List<Integer>> found = new ArrayList<>();
      for (int i = 0; i < read.eventCount(); i++) {
        found.add(new ArrayList<>());
      }
      for (int i = 0; i < read.matchingCount(); i++) {
        for (int j = 0; j < read.patternCount(i); j++) {
          found.get(read.matchingEvent(i)).add(read.pattern(i, j));
        }
      }
      return found;
    } catch (UndecodableRecord e) {
      refused(e);
      return null;
    }
  }

  private static void refused(UndecodableRecord e) {
    if (e.reason() == UndecodableRecord.Reason.DECODER_FAULT) {
      throw new AssertionError(e);
    }
  }

  private static List<FilterPattern> patterns(String... texts) {
    List<FilterPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      try {
        patterns.add(FilterPattern.compile(text));
      } catch (PatternException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return List.copyOf(patterns);
  }
}
