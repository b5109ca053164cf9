package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Code;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.diagnostic.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file and where it stands. */
final class YamlNode {
  /** What a value is. A time or date is a string: the text that stands there. */
  enum Kind {
    MAP("a mapping"),
    LIST("a list"),
    STRING("text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NULL("nothing");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The kind in words, with its article. */
    String word() {
      return word;
    }
  }

  /** A key, where it stands, and its value. */
  static final class Entry {
    final YamlNode key;
    final YamlNode value;

    /** What laid it over the mapping, such as {@code override}; null if it was written there. */
    final @Nullable String layer;

    Entry(YamlNode key, YamlNode value) {
      this(key, value, null);
    }

    private Entry(YamlNode key, YamlNode value, @Nullable String layer) {
      this.key = key;
      this.value = value;
      this.layer = layer;
    }

    /** The entry as laid over a mapping. */
    Entry from(String layer) {
      return new Entry(key, value, layer);
    }
  }

  private final Kind kind;
  private final String text;
  private final SourceText file;
  private final int line;
  private final int column;
  private final Map<String, Entry> entries;
  private final List<YamlNode> items;

  YamlNode(Kind kind, String text, SourceText file, int line, int column) {
    this.kind = kind;
    this.text = text;
    this.file = file;
    this.line = line;
    this.column = column;
    this.entries = kind == Kind.MAP ? new LinkedHashMap<>() : Map.of();
    this.items = kind == Kind.LIST ? new ArrayList<>() : List.of();
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** A scalar's text as it stands, quotes and folding undone; empty for a mapping or list. */
  String text() {
    return text;
  }

  /** A mapping's entries, in order; empty for anything else. */
  Map<String, Entry> entries() {
    return entries;
  }

  /** The value of a mapping's key; null if there is none. */
  @Nullable YamlNode get(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value;
  }

  /** A list's items, in order; empty for anything else. */
  List<YamlNode> items() {
    return items;
  }

  SourceText file() {
    return file;
  }

  int line() {
    return line;
  }

  /** The value's place, as a part of something. */
  Place place(@Nullable String part) {
    return Place.of(file.name(), line, column, part);
  }

  /** The value's place. */
  Place place() {
    return place(null);
  }

  /** An error at this value, with the line and a caret under it. */
  Issue error(Code code, String message) {
    return at(Issue.error(code, message));
  }

  /** The issue at this value, with the line and a caret under it. */
  Issue at(Issue issue) {
    int start = offset();
    int last = file.lineStart(line) + file.lineText(line).length();
    int length = Math.max(1, kind == Kind.MAP || kind == Kind.LIST ? 1 : text.length());
    int end = Math.max(start, Math.min(start + length, last));
    return issue.at(file, Span.of(start, end)).at(place());
  }

  /** The character of the file at which the value starts; a blank at the end of a line. */
  char firstCharacter() {
    int offset = offset();
    return offset < file.text().length() ? file.text().charAt(offset) : ' ';
  }

  /** YAML counts columns in code points, a text's positions are UTF-16 units. */
  private int offset() {
    int start = file.lineStart(line);
    int end = file.lineEnd(line);
    int characters = file.text().codePointCount(start, end);
    int before = Math.min(Math.max(0, column - 1), characters);
    return characters == end - start
        ? start + before
        : file.text().offsetByCodePoints(start, before);
  }

  /** A mapping of the same place with other entries: the result of laying one over the other. */
  YamlNode with(Map<String, Entry> merged) {
    YamlNode node = new YamlNode(Kind.MAP, "", file, line, column);
    node.entries.putAll(merged);
    return node;
  }

  @Override
  public String toString() {
    return kind == Kind.MAP ? entries.keySet().toString() : kind == Kind.LIST ? "[...]" : text;
  }
}
