package dev.trailwatch.matcher;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages: the scanner of the bytes finds the patterns that each pattern by itself finds in
 * Jackson's tree of the strictly decoded text.
 */
public final class MessageFuzzTarget {
  private static final List<FilterPattern> PATTERNS = patterns();
  private static final MatchSession SESSION = Matcher.compile(PATTERNS).newSession();

  private MessageFuzzTarget() {}

  /** Tries one input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input)).toString();
    } catch (CharacterCodingException e) {
      text = "";
    }
    List<Integer> wanted = new ArrayList<>();
    boolean isText = !text.isEmpty();
    LogEvent event = LogEvent.of(text);
    for (int i = 0; isText && i < PATTERNS.size(); i++) {
      if (PATTERNS.get(i).matches(event)) {
        wanted.add(i);
      }
    }
    MatchedPatterns matched = SESSION.matchMessage(input, 0, input.length);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < matched.count(); i++) {
      found.add(matched.pattern(i));
    }
    if (!wanted.equals(found)) {
      throw new AssertionError("plainly " + wanted + ", scanned " + found);
    }
  }

  private static List<FilterPattern> patterns() {
    List<FilterPattern> patterns = new ArrayList<>();
    for (String text :
        List.of(
            "{ $.eventName = StopLogging }",
            "{ $.a = 1 }",
            "{ $.a > -0.5e1 && $.b NOT EXISTS }",
            "{ $.b.c[*] = x || $.b.c[1] = \"*y*\" }",
            "{ $.a IS NULL }",
            "{ $.a IS TRUE }",
            "{ $.userIdentity.sessionContext.sessionIssuer.arn = \"arn:*\" }",
            "{ $.a = %^[a-f]+$% }")) {
      try {
        patterns.add(FilterPattern.compile(text));
      } catch (PatternException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return List.copyOf(patterns);
  }
}
