package dev.trailwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the text of what is known to be a JSON object: no check, no parser, no copy.
 *
 * <p>It knows what records nearly always look like. What it does not know, such as an escape in a
 * name or in a wanted text, it says {@linkplain #fails is not for it}.
 */
final class ObjectText {
  private final String text;
  private int at;
  private int keyFrom;
  private int keyTo;
  private boolean failed;

  ObjectText(String text) {
    this.text = text;
  }

  /** Whether anything came that is to be read in another way. */
  boolean fails() {
    return failed;
  }

  /** Goes into the object that comes next; false if something else comes. */
  boolean enter() {
    blanks();
    if (failed || text.charAt(at) != '{') {
      return false;
    }
    at++;
    return true;
  }

  /** Goes on to the next key of the object that was entered; false at its end, left behind. */
  boolean nextKey() {
    blanks();
    if (!failed && text.charAt(at) == ',') {
      at++;
      blanks();
    }
    if (failed || text.charAt(at) == '}') {
      at++;
      return false;
    }
    keyFrom = at + 1;
    keyTo = simpleEnd();
    blanks();
    at++; // the colon
    blanks();
    return !failed;
  }

  /** Whether the key is this name. */
  boolean isKey(String name) {
    return keyTo - keyFrom == name.length() && text.startsWith(name, keyFrom);
  }

  /** The value that comes next, if it is a text; else it is left behind, and null. */
  @Nullable String text() {
    if (failed) {
      return null;
    }
    if (text.charAt(at) != '"') {
      skip();
      return null;
    }
    int from = at + 1;
    int end = simpleEnd();
    return failed ? null : text.substring(from, end);
  }

  /** Leaves the value that comes next behind. */
  void skip() {
    int depth = 0;
    do {
      if (at >= text.length()) {
        failed = true;
      }
      if (failed) {
        return;
      }
      char next = text.charAt(at++);
      if (next == '"') {
        skipString();
      } else if (next == '{' || next == '[') {
        depth++;
      } else if (next == '}' || next == ']') {
        depth--;
      } else if (depth == 0) {
        scalar();
      }
    } while (depth > 0);
  }

  private void scalar() {
    while (at < text.length() && ",}]".indexOf(text.charAt(at)) < 0) {
      at++;
    }
  }

  /** Leaves a string without escapes behind, and returns the place of the quote that ends it. */
  private int simpleEnd() {
    int from = at + 1;
    int end = text.indexOf('"', from);
    if (text.charAt(at) != '"' || end < 0 || hasEscape(from, end)) {
      failed = true;
      return from;
    }
    at = end + 1;
    return end;
  }

  private boolean hasEscape(int from, int end) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == '\\') {
        return true;
      }
    }
    return false;
  }

  private void skipString() {
    while (true) {
      int end = text.indexOf('"', at);
      if (end < 0) {
        failed = true;
        return;
      }
      int escapes = 0;
      while (end - 1 - escapes >= at && text.charAt(end - 1 - escapes) == '\\') {
        escapes++;
      }
      at = end + 1;
      if (escapes % 2 == 0) {
        return;
      }
    }
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    failed |= at >= text.length();
  }
}
