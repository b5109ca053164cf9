package dev.trailwatch.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Records that are no subscription message, each for a reason of its own. */
public final class PoisonCorpus {
  private static final String GOOD = Payloads.data("{\"eventName\":\"StopLogging\"}");

  private PoisonCorpus() {}

  /**
   * A record of 29 bytes that looks like an aggregate of the Kinesis Producer Library and is none.
   *
   * <p>Its magic number and its checksum are right, but its one record names a partition key that
   * the table does not have. The connector's error path for it needs a class that Java 11 dropped.
   */
  public static byte[] malformedAggregate() {
    // protobuf: field 3 (records) of 7 bytes: partition_key_index = 5, data = "abc"
    return aggregate(new byte[] {0x1a, 0x07, 0x08, 0x05, 0x1a, 0x03, 'a', 'b', 'c'});
  }

  /** A body between the magic number of an aggregate and its checksum. */
  public static byte[] aggregate(byte[] body) {
    try {
      byte[] magic = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
      return concat(concat(magic, body), MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has MD5", e);
    }
  }

  /** What each is, and its bytes. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> corpus = new LinkedHashMap<>();
    byte[] gzip = Payloads.gzip(GOOD);
    // gzip
    corpus.put("no bytes", new byte[0]);
    corpus.put("one byte", new byte[] {0x1f});
    corpus.put("magic only", new byte[] {0x1f, (byte) 0x8b});
    corpus.put("header only", Arrays.copyOf(gzip, 10));
    corpus.put("half a member", Arrays.copyOf(gzip, gzip.length / 2));
    corpus.put("no checksum", Arrays.copyOf(gzip, gzip.length - 8));
    corpus.put("half a checksum", Arrays.copyOf(gzip, gzip.length - 5));
    corpus.put("wrong checksum", flip(gzip, gzip.length - 8));
    corpus.put("wrong length", flip(gzip, gzip.length - 4));
    corpus.put("damaged data", flip(gzip, gzip.length / 2));
    corpus.put("another method", with(gzip, 2, 7));
    corpus.put("reserved flags", with(gzip, 3, 0xe0));
    corpus.put("a name that never ends", with(gzip, 3, 8));
    corpus.put("an extra field beyond the end", with(gzip, 3, 4));
    corpus.put("a wrong header checksum", with(gzip, 3, 2));
    corpus.put("a zero after the member", concat(gzip, new byte[1]));
    corpus.put("zeros after the member", concat(gzip, new byte[512]));
    corpus.put("text after the member", concat(gzip, Payloads.utf8("x")));
    corpus.put("a second member", concat(gzip, gzip));
    corpus.put("an empty member first", concat(Payloads.gzip(""), gzip));
    corpus.put("ten thousand empty members", times(Payloads.gzip(""), 10_000));
    corpus.put("an empty member", Payloads.gzip(""));
    corpus.put("a bomb of zeros", Payloads.gzip(new byte[64 << 20]));
    corpus.put("a bomb of blanks before good JSON", Payloads.gzip(" ".repeat(20 << 20) + GOOD));
    corpus.put("compressed twice", Payloads.gzip(gzip));
    corpus.put("zlib, not gzip", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
    corpus.put("zstd", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0});
    corpus.put("KPL aggregate", new byte[] {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2, 1});
    corpus.put("KPL aggregate that names a key it does not have", malformedAggregate());
    corpus.put("random bytes compressed", Payloads.gzip(random(100_000)));
    corpus.put("one big random record", random(1 << 20));
    // text
    corpus.put("blanks", Payloads.gzip(" \n\t"));
    corpus.put("plain text", Payloads.gzip("StopLogging happened"));
    corpus.put("zeros", Payloads.gzip(new byte[1000]));
    corpus.put("UTF-16", Payloads.gzip(GOOD.getBytes(StandardCharsets.UTF_16LE)));
    corpus.put("UTF-16 the other way", Payloads.gzip(GOOD.getBytes(StandardCharsets.UTF_16BE)));
    corpus.put("a byte order mark", Payloads.gzip("\ufeff" + GOOD));
    corpus.put(
        "Latin-1",
        Payloads.gzip(GOOD.replace("trail", "tr\u00e4il").getBytes(StandardCharsets.ISO_8859_1)));
    corpus.put(
        "half a surrogate in UTF-8",
        Payloads.gzip(replace(GOOD, "trail", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})));
    corpus.put(
        "a control character in a string", Payloads.gzip(GOOD.replace("trail", "tr\u0001il")));
    // JSON
    corpus.put("cut JSON", Payloads.gzip(GOOD.substring(0, GOOD.length() / 2)));
    corpus.put("no last brace", Payloads.gzip(GOOD.substring(0, GOOD.length() - 1)));
    corpus.put("a brace too many", Payloads.gzip(GOOD + "}"));
    corpus.put("two messages", Payloads.gzip(GOOD + GOOD));
    corpus.put("text after the message", Payloads.gzip(GOOD + " x"));
    corpus.put("a NUL after the message", Payloads.gzip(GOOD + "\u0000"));
    corpus.put("an escape character after the message", Payloads.utf8(GOOD + "\n\u001b "));
    corpus.put("an array", Payloads.gzip("[" + GOOD + "]"));
    corpus.put("a string", Payloads.gzip("\"DATA_MESSAGE\""));
    corpus.put("a number", Payloads.gzip("1"));
    corpus.put("null", Payloads.gzip("null"));
    corpus.put("an empty object", Payloads.gzip("{}"));
    corpus.put("comments", Payloads.gzip("/* */" + GOOD));
    corpus.put("single quotes", Payloads.gzip(GOOD.replace('"', '\'')));
    corpus.put("a trailing comma", Payloads.gzip(GOOD.replace("]}", "],}")));
    corpus.put("not a number", Payloads.gzip(GOOD.replace("1772000000000", "NaN")));
    corpus.put(
        "a fraction for a time", Payloads.gzip(GOOD.replace("1772000000000", "1772000000000.5")));
    corpus.put(
        "a time beyond 64 bits", Payloads.gzip(GOOD.replace("1772000000000", "9".repeat(30))));
    corpus.put("a number of a million digits", Payloads.gzip(random(GOOD, "1772000000000")));
    corpus.put(
        "deep arrays", Payloads.gzip("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
    corpus.put("deep objects", Payloads.gzip("{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)));
    corpus.put("deep, never closed", Payloads.utf8("{\"a\":" + "[".repeat(900_000)));
    corpus.put("a key of a megabyte", Payloads.utf8("{\"" + "k".repeat(1 << 20) + "\":1}"));
    corpus.put("a string that never ends", Payloads.utf8("{\"owner\":\"" + "x".repeat(1 << 20)));
    corpus.put("an unknown message type", Payloads.gzip(GOOD.replace("DATA_MESSAGE", "OTHER")));
    corpus.put(
        "a message type of another type", Payloads.gzip(GOOD.replace("\"DATA_MESSAGE\"", "7")));
    corpus.put(
        "events that are no array",
        Payloads.gzip(GOOD.replace("\"logEvents\":[", "\"logEvents\":{},\"x\":[")));
    corpus.put(
        "an event that is null",
        Payloads.gzip(GOOD.replace("\"logEvents\":[", "\"logEvents\":[null,")));
    corpus.put(
        "an event without a message", Payloads.gzip(GOOD.replace("\"message\"", "\"massage\"")));
    corpus.put(
        "a message that is an object",
        Payloads.gzip(GOOD.replace("\"message\":", "\"message\":{},\"x\":")));
    corpus.put("a trail file", Payloads.gzip("{\"Records\":[{\"eventName\":\"A\"}]}"));
    return corpus;
  }

  private static byte[] flip(byte[] bytes, int at) {
    return with(bytes, at, bytes[at] ^ 0x55);
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] concat(byte[] one, byte[] two) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(one);
    out.writeBytes(two);
    return out.toByteArray();
  }

  private static byte[] times(byte[] bytes, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** The text with a number of a million digits that does not compress away. */
  private static String random(String text, String number) {
    StringBuilder digits = new StringBuilder("1");
    Random random = new Random(1);
    for (int i = 0; i < 1_000_000; i++) {
      digits.append(random.nextInt(10));
    }
    return text.replace(number, digits);
  }

  private static byte[] replace(String text, String what, byte[] with) {
    int at = text.indexOf(what);
    byte[] start = Payloads.utf8(text.substring(0, at));
    return concat(concat(start, with), Payloads.utf8(text.substring(at + what.length())));
  }
}
