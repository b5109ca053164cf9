package dev.trailwatch.matcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.StrictJson;
import java.nio.charset.StandardCharsets;

/**
 * Reads one message at a time, plain or as the content of a JSON string, and knows afterwards which
 * patterns it matches.
 *
 * <p>The fast ways either know for certain or step aside: what an escaped scan can't read is
 * unescaped and scanned as plain text; what that leaves open is read by Jackson.
 */
final class MessageReader {
  /** Jackson reads no longer strings; a message that could hold one is left to it. */
  private static final int LONGEST = 20_000_000;

  private static final Escapes OUTER = new Escapes(1);

  private final CompiledPatterns compiled;
  private final EventFacts facts;
  private final JsonScanner plain;
  private final JsonScanner escaped;
  private final TreeWalk tree;
  private final IntBag matched = new IntBag();
  private byte[] buffer = new byte[4096];
  private boolean malformed;
  private boolean object;
  private boolean inPlace;

  MessageReader(CompiledPatterns compiled) {
    this.compiled = compiled;
    this.facts = compiled.newFacts();
    this.plain = JsonScanner.plain(facts);
    this.escaped = JsonScanner.escaped(facts);
    this.tree = new TreeWalk(facts);
  }

  EventFacts facts() {
    return facts;
  }

  /** The numbers of the patterns that the last message matches, rising. */
  IntBag matched() {
    return matched;
  }

  /** Whether the last message starts like a JSON object and is none. */
  boolean isMalformed() {
    return malformed;
  }

  /** Whether the last message is known to be a JSON object; false too if nobody asked. */
  boolean isObject() {
    return object;
  }

  /**
   * Adds where the noted texts of the last message lie.
   *
   * @return false if it is no JSON object, or was not read where it lies
   */
  boolean addNotes(IntBag out) {
    return object && inPlace && facts.addNotes(out);
  }

  /** The time in the last message. */
  long eventTime() {
    return facts.eventTime();
  }

  /** Reads a message that is plain text, UTF-8 or not. */
  void readPlain(byte[] bytes, int from, int to) {
    if (bytes.length - to >= ByteWords.SLACK) {
      readText(bytes, from, to, false);
      inPlace = true;
      return;
    }
    reserve(to - from);
    System.arraycopy(bytes, from, buffer, 0, to - from);
    readText(buffer, 0, to - from, false);
  }

  /** Reads a message that is a text already, lone surrogates included. */
  void readText(String text) {
    reserve(3 * text.length());
    readText(buffer, 0, Utf8.encode(text, buffer, 0), true);
  }

  /** Reads a decoded event's message; one that was sent in bytes that are no UTF-8 is no JSON. */
  void readEvent(LogEvent event) {
    String text = event.message();
    reserve(3 * text.length());
    readText(buffer, 0, Utf8.encode(text, buffer, 0), true, event.isUtf8());
  }

  /**
   * Reads a message that is the content of a JSON string in a text of UTF-8 without control
   * characters.
   *
   * @return the position of the quote that ends the string
   * @throws ScanFailure if the string is not well formed
   */
  int readEscaped(byte[] bytes, int from) {
    byte first = bytes[from];
    if (first == '{' || first == ' ') {
      int end = compiled.readsJson ? scanEscaped(bytes, from) : -1;
      if (end >= 0) {
        malformed = false;
        object = true;
        inPlace = true;
        facts.fire(CompiledPatterns.JSON_EVENT);
        if (compiled.readsText) {
          int length = unescape(bytes, from, end);
          judgeText(buffer, 0, length);
        } else {
          judge(buffer, 0, 0);
        }
        return end;
      }
    }
    int end = plain.stringEnd(bytes, from);
    end = end < 0 ? ~end : end;
    if (!compiled.readsText && first != '{' && first != ' ' && first != '\\') {
      begin();
      judge(buffer, 0, 0);
    } else {
      readText(buffer, 0, unescape(bytes, from, end), true);
    }
    return end;
  }

  /** The end of the outer string; -1 if the message must be read in another way. */
  private int scanEscaped(byte[] bytes, int from) {
    begin();
    try {
      int end = escaped.blanks(bytes, escaped.scan(bytes, from, compiled.root));
      return bytes[end] == '"' ? end : -1;
    } catch (ScanFailure failure) {
      return -1;
    }
  }

  private int unescape(byte[] bytes, int from, int to) {
    reserve(to - from);
    return OUTER.decode(bytes, from, to, buffer);
  }

  private void readText(byte[] bytes, int from, int to, boolean ownEncoding) {
    readText(bytes, from, to, ownEncoding, true);
  }

  private void readText(byte[] bytes, int from, int to, boolean ownEncoding, boolean mayBeJson) {
    begin();
    if (compiled.readsJson && startsLikeObject(bytes, from, to)) {
      malformed = !mayBeJson || !readJson(bytes, from, to, ownEncoding);
      if (malformed) {
        facts.begin();
      } else {
        object = true;
        facts.fire(CompiledPatterns.JSON_EVENT);
      }
    }
    if (compiled.readsText) {
      judgeText(bytes, from, to);
    } else {
      judge(bytes, from, to);
    }
  }

  private void begin() {
    malformed = false;
    object = false;
    inPlace = false;
    facts.begin();
  }

  private static boolean startsLikeObject(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte value = bytes[at];
      if (value == '{') {
        return true;
      }
      if (value != ' ' && value != '\n' && value != '\t' && value != '\r') {
        return false;
      }
    }
    return false;
  }

  private boolean readJson(byte[] bytes, int from, int to, boolean ownEncoding) {
    boolean simple = ByteWords.isPlain(bytes, from, to);
    if (!simple && !Utf8.isValid(bytes, from, to)) {
      // lone surrogates, if the bytes are our own; else no text at all
      return ownEncoding && readTree(Utf8.decode(bytes, from, to));
    }
    if (to - from > LONGEST) {
      return readTree(Utf8.decode(bytes, from, to));
    }
    plain.expectControls(!simple);
    try {
      int end = plain.scan(bytes, from, compiled.root);
      return end <= to && plain.blanks(bytes, end) >= to;
    } catch (ScanFailure failure) {
      return failure.isUnusual() && readTree(Utf8.decode(bytes, from, to));
    } catch (IndexOutOfBoundsException e) {
      return false;
    } finally {
      plain.expectControls(false);
    }
  }

  private boolean readTree(String text) {
    facts.begin();
    facts.loseNotes();
    ObjectNode object = StrictJson.object(text);
    if (object == null) {
      return false;
    }
    tree.walk(object, compiled.root);
    return true;
  }

  private void judgeText(byte[] bytes, int from, int to) {
    if (compiled.terms != null) {
      compiled.terms.fire(bytes, from, to, facts);
    }
    judge(bytes, from, to);
  }

  /** Runs the programs of the candidates. */
  private void judge(byte[] bytes, int from, int to) {
    facts.fire(CompiledPatterns.ANY_EVENT);
    matched.clear();
    LogEvent event = null;
    int count = facts.candidateCount();
    for (int i = 0; i < count; i++) {
      int pattern = facts.candidate(i);
      boolean holds;
      if (compiled.isJudgedAlone[pattern]) {
        event = event == null ? LogEvent.of(lenientText(bytes, from, to)) : event;
        holds = compiled.patterns[pattern].matches(event);
      } else {
        holds = compiled.program.holds(pattern, facts);
      }
      if (holds) {
        matched.insert(pattern);
      }
    }
  }

  private static String lenientText(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private void reserve(int length) {
    if (buffer.length < length + ByteWords.SLACK) {
      buffer = new byte[2 * length + ByteWords.SLACK];
    }
  }
}
