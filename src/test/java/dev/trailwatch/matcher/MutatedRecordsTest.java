package dev.trailwatch.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.event.DecodedRecord;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.PoisonCorpus;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.RecordFormat;
import dev.trailwatch.event.SubscriptionMessage;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.Form;
import dev.trailwatch.pattern.PatternException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Records and messages mutated as somebody would who wants to be overlooked: doubled and escaped
 * keys, overlong UTF-8, byte order marks, halves of surrogates, depth, damage.
 *
 * <p>{@code -Dtrailwatch.fuzz.records=10000000} for more of them, {@code -Dtrailwatch.fuzz.seed}
 * for others.
 */
final class MutatedRecordsTest {
  private static final long RECORDS = Long.getLong("trailwatch.fuzz.records", 40_000);
  private static final long SEED = Long.getLong("trailwatch.fuzz.seed", 20261121);
  private static final int PATTERNS = 24;

  /** What is put between, over or instead of bytes that were there. */
  private static final byte[][] PIECES = {
    utf8("\"a\":1,"),
    utf8("\"\\u0061\":2,"),
    utf8("\"eventName\":\"StopLogging\","),
    utf8("\\\"eventName\\\":\\\"StopLogging\\\","),
    utf8("\","),
    utf8("\\"),
    utf8("\\\\"),
    utf8("\\u0022"),
    utf8("\\ud800"),
    utf8("\\udc00\\ud83d"),
    utf8("\ufeff"),
    utf8("{"),
    utf8("}"),
    utf8("{}"),
    utf8("[["),
    utf8("]"),
    utf8("[".repeat(40)),
    utf8("{\"a\":".repeat(70)),
    utf8("[".repeat(1_000)),
    utf8("1e999999999"),
    utf8("-0"),
    utf8("01"),
    utf8("9".repeat(1_001)),
    utf8("NaN"),
    utf8("null"),
    utf8("/**/"),
    utf8("\n"),
    utf8("\t "),
    utf8("\u0000"),
    utf8("\u2028"),
    utf8("\u00e9\ud83d\ude00"),
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xc1, (byte) 0xa1},
    {(byte) 0xe0, (byte) 0x81, (byte) 0xa1},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xff},
    {(byte) 0xe2, (byte) 0x82},
  };

  private static final String TRAIL =
      "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::"
          + "111122223333:assumed-role/a/b\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"x\"}}},"
          + "\"eventTime\":\"2026-01-01T00:00:00Z\",\"eventName\":\"StopLogging\",\"a\":1,\"b\":{\"c\":"
          + "[1,\"x\",null]},\"requestParameters\":{\"eventName\":\"Fake\",\"a\":\"\\\"a\\\":2\"}}";

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void aMutantIsReadAsThePlainReadersReadItOrRefusedAndItsNeighboursAreRead() throws Exception {
    List<FilterPattern> patterns = new ArrayList<>();
    for (String text :
        List.of("{ $.a = 1 }", "{ $.eventName = StopLogging }", "{ $.b.c[*] = x }", "ERROR", "")) {
      patterns.add(FilterPattern.compile(text));
    }
    MatchSession session = Matcher.compile(patterns).newSession();
    byte[] good = gzip(Payloads.write(List.of(LogEvent.of("i", 1, TRAIL)), random));
    long[] counts = new long[3];
    try (RecordReader reader = new RecordReader();
        RecordDecoder decoder = new RecordDecoder()) {
      List<byte[]> seeds = List.of(good);
      for (long i = 0; i < RECORDS; i++) {
        seeds = i % 500 == 0 ? seeds() : seeds;
        byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())));
        int format = random.nextInt(20) == 0 ? random.nextInt(6) : 0;
        counts[outcome(reader, decoder, session, patterns, mutant, format)]++;
        PayloadMatches neighbour = reader.read(good, 0, session);
        if (neighbour.eventCount() != 1 || neighbour.patternCount(0) != 4) {
          throw new AssertionError("a neighbour was lost after " + hex(mutant));
        }
      }
    }
    System.out.printf(
        "%,d mutated records: %,d read, %,d control, %,d refused, 0 neighbours lost (seed %d)%n",
        RECORDS, counts[0], counts[1], counts[2], SEED);
    assertThat(counts[0] + counts[1] + counts[2]).isEqualTo(RECORDS);
    assertThat(counts[0]).isGreaterThan(RECORDS / 20);
    assertThat(counts[2]).isGreaterThan(RECORDS / 5);
  }

  @Test
  void everyKindOfPoisonIsRefusedAndItsNeighboursAreRead() throws Exception {
    List<FilterPattern> patterns = List.of(FilterPattern.compile("{ $.a = 1 }"));
    MatchSession session = Matcher.compile(patterns).newSession();
    byte[] good = gzip(Payloads.write(List.of(LogEvent.of("i", 1, TRAIL)), random));
    assertThat(PoisonCorpus.all()).hasSizeGreaterThanOrEqualTo(60);
    try (RecordReader reader = new RecordReader()) {
      for (Map.Entry<String, byte[]> poison : PoisonCorpus.all().entrySet()) {
        assertThatThrownBy(() -> reader.read(poison.getValue(), 0, session))
            .as(poison.getKey())
            .isInstanceOf(UndecodableRecord.class)
            .hasMessageNotContaining("decoder-fault");
        assertThat(reader.read(good, 0, session).matchingCount()).as(poison.getKey()).isOne();
      }
    }
  }

  /** U+0261 ends on the eight bits of an "a". */
  @Test
  void anEscapeOfOtherDigitsThanHexadecimalOnesIsNoJson() throws PatternException {
    MatchSession session =
        Matcher.compile(List.of(FilterPattern.compile("{ $.jj = 1 }"))).newSession();
    for (String plain : List.of("{\"\\u006aj\":1}", "{\"\\u006\u0261j\":1}")) {
      boolean wanted = plain.indexOf('\u0261') < 0;
      assertThat(session.matchMessage(plain).count() == 1).as(plain).isEqualTo(wanted);
      assertThat(LogEvent.of(plain).json() != null).as(plain).isEqualTo(wanted);
    }
    assertThat(LogEvent.of("{\"\\\\u006\u0261\":1}").json()).isNotNull();
  }

  /** A scan of the broken line runs on into the next one, whose bytes are no text. */
  @Test
  void aBrokenLineBeforeOneThatIsNoTextCostsNoOther() throws Exception {
    MatchSession session =
        Matcher.compile(List.of(FilterPattern.compile("{ $.a = %^x.*y$% }"))).newSession();
    String end = "{\"a\":\"xy\"}\n";
    byte[] bytes = {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"', '}', '\n'};
    for (byte[] broken : new byte[][] {utf8("{\"a\":\"x"), utf8("{\"a\":\"x\n")}) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      lines.writeBytes(utf8(end));
      lines.writeBytes(broken);
      lines.writeBytes(bytes);
      lines.writeBytes(utf8(end));
      try (RecordReader reader = new RecordReader()) {
        PayloadMatches read =
            reader.read(lines.toByteArray(), RecordFormat.LINES.number(), session);
        assertThat(read.matchingCount()).isEqualTo(2);
      }
    }
  }

  /** 0 read, 1 control, 2 refused: by the reader as by the plain decoder, with the same events. */
  private static int outcome(
      RecordReader reader,
      RecordDecoder decoder,
      MatchSession session,
      List<FilterPattern> patterns,
      byte[] record,
      int format) {
    DecodedRecord expected = null;
    try {
      expected = decoder.decode(record, format);
    } catch (UndecodableRecord e) {
      refusal(e, record);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("decoder on " + hex(record), e);
    }
    try {
      PayloadMatches read = reader.read(record.clone(), format, session);
      if (expected == null) {
        throw new AssertionError("read, but not by the decoder: " + hex(record));
      }
      same(patterns, expected, read, record);
      return read.kind() == SubscriptionMessage.Kind.CONTROL ? 1 : 0;
    } catch (UndecodableRecord e) {
      refusal(e, record);
      if (expected != null) {
        throw new AssertionError(e + ", but the decoder reads " + hex(record), e);
      }
      return 2;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("reader on " + hex(record), e);
    }
  }

  private static void refusal(UndecodableRecord e, byte[] record) {
    if (e.reason() == UndecodableRecord.Reason.DECODER_FAULT) {
      throw new AssertionError(e + " on " + hex(record), e);
    }
  }

  private static void same(
      List<FilterPattern> patterns, DecodedRecord expected, PayloadMatches read, byte[] record) {
    List<LogEvent> events = expected.logEvents();
    boolean same = read.kind() == expected.kind() && read.eventCount() == events.size();
    int next = 0;
    for (int i = 0; same && i < events.size(); i++) {
      boolean matching = next < read.matchingCount() && read.matchingEvent(next) == i;
      List<Integer> found = new ArrayList<>();
      for (int j = 0; matching && j < read.patternCount(next); j++) {
        found.add(read.pattern(next, j));
      }
      next += matching ? 1 : 0;
      List<Integer> wanted = new ArrayList<>();
      for (int j = 0; j < patterns.size(); j++) {
        if (patterns.get(j).matches(events.get(i))) {
          wanted.add(j);
        }
      }
      same = found.equals(wanted) && read.timestamp(i) == events.get(i).timestamp();
    }
    if (!same) {
      throw new AssertionError("reader and decoder differ on " + hex(record));
    }
  }

  @Test
  void aMutatedMessageMatchesAsJacksonsTreeOfItsStrictlyDecodedTextDoes() throws PatternException {
    long valid = 0;
    long matches = 0;
    MatchSession session = null;
    List<FilterPattern> patterns = List.of();
    for (long i = 0; i < RECORDS; i++) {
      if (session == null || i % 1_000 == 0) {
        patterns = jsonPatterns();
        session = Matcher.compile(patterns).newSession();
      }
      byte[] message = mutate(message());
      ObjectNode tree = tree(message);
      LogEvent event = tree == null ? null : LogEvent.of(strict(message));
      if (event != null && !tree.equals(event.json())) {
        throw new AssertionError("the plain reader differs on " + hex(message));
      }
      MatchedPatterns matched = session.matchMessage(message, 0, message.length);
      int next = 0;
      for (int j = 0; j < patterns.size(); j++) {
        boolean wanted = event != null && patterns.get(j).matches(event);
        boolean found = next < matched.count() && matched.pattern(next) == j;
        next += found ? 1 : 0;
        if (wanted != found) {
          throw new AssertionError(
              (wanted ? "missed " : "wrongly ") + patterns.get(j) + " on " + hex(message));
        }
        matches += found ? 1 : 0;
      }
      valid += event == null ? 0 : 1;
    }
    System.out.printf(
        "%,d mutated messages: %,d are JSON, %,d matches, 0 differences to Jackson (seed %d)%n",
        RECORDS, valid, matches, SEED);
    assertThat(valid).isBetween(RECORDS / 10, RECORDS * 9 / 10);
    assertThat(matches).isGreaterThan(RECORDS / 10);
  }

  private static final ObjectReader JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /** Where Jackson itself is wrong: of a digit beyond ASCII it looks at eight bits alone. */
  private static final Pattern FORGED_ESCAPE =
      Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*+\\\\u.{0,3}[^\\x00-\\x7f]", Pattern.DOTALL);

  private static @Nullable ObjectNode tree(byte[] message) {
    String text = strict(message);
    try {
      // a byte order mark is no blank, whoever reads it as one
      boolean read = text != null && !FORGED_ESCAPE.matcher(text).find();
      JsonNode node = read ? JACKSON.readTree(text) : null;
      return node instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static @Nullable String strict(byte[] message) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private List<FilterPattern> jsonPatterns() throws PatternException {
    List<FilterPattern> patterns = new ArrayList<>();
    patterns.add(FilterPattern.compile("{ $.eventName = StopLogging }"));
    patterns.add(FilterPattern.compile("{ $.userIdentity.sessionContext.sessionIssuer.arn = x }"));
    patterns.add(FilterPattern.compile("{ $.nothing NOT EXISTS }"));
    for (FilterPattern pattern : new RandomPatterns(random.split()).list(4 * PATTERNS)) {
      if (pattern.form() == Form.JSON && patterns.size() < PATTERNS) {
        patterns.add(pattern);
      }
    }
    return patterns;
  }

  private byte[] message() {
    return utf8(random.nextInt(3) == 0 ? TRAIL : new RandomMessages(random.split()).next());
  }

  private List<byte[]> seeds() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    RandomMessages source = new RandomMessages(random.split());
    for (int i = 0; i < 8; i++) {
      List<LogEvent> events = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        events.add(LogEvent.of("i" + j, j, random.nextBoolean() ? TRAIL : source.next()));
      }
      byte[] payload = Payloads.write(events, random);
      seeds.add(payload);
      seeds.add(i < 2 ? gzip(payload) : payload);
    }
    seeds.add(utf8(dev.trailwatch.event.Payloads.CONTROL));
    seeds.add(utf8("{\"Records\":[" + TRAIL + "," + TRAIL + "]}"));
    return seeds;
  }

  private byte[] mutate(byte[] seed) {
    byte[] bytes = seed;
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, at + random.nextInt(1, 6));
      byte[] piece = PIECES[random.nextInt(PIECES.length)];
      switch (random.nextInt(7)) {
        case 0 -> bytes = splice(bytes, at, to, new byte[0]);
        case 1 -> bytes = splice(bytes, at, to, piece);
        case 2, 3 -> bytes = splice(bytes, at, at, piece);
        case 4 -> bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
        case 5 -> {
          if (at < bytes.length) {
            bytes = bytes.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
          }
        }
        default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
    byte[] result = new byte[bytes.length - (to - from) + piece.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(piece, 0, result, from, piece.length);
    System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
    return result;
  }

  private static byte[] gzip(byte[] bytes) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes as a Java expression would have them, so that a failure can be tried again. */
  private static String hex(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      out.append(b >= ' ' && b != '%' ? "" + (char) b : String.format("%%%02x", b & 0xff));
    }
    return out.toString();
  }
}
