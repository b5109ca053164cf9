package dev.trailwatch.matcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A glob over bytes: literal pieces in order, with any run of bytes between them, anchored where
 * the pattern does not start or end with a star.
 *
 * <p>Because UTF-8 synchronises itself, a run of bytes between whole characters is a run of
 * characters.
 */
final class BytePattern {
  private final byte[][] pieces;
  private final boolean startsFree;
  private final boolean endsFree;

  private BytePattern(byte[][] pieces, boolean startsFree, boolean endsFree) {
    this.pieces = pieces;
    this.startsFree = startsFree;
    this.endsFree = endsFree;
  }

  /** The glob of a text in which {@code *} stands for any run of characters. */
  static BytePattern of(String glob) {
    List<byte[]> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= glob.length(); i++) {
      if (i == glob.length() || glob.charAt(i) == '*') {
        if (i > start) {
          pieces.add(Utf8.encode(glob.substring(start, i)));
        }
        start = i + 1;
      }
    }
    return new BytePattern(pieces.toArray(new byte[0][]), glob.startsWith("*"), glob.endsWith("*"));
  }

  /** Whether a range of bytes matches; linear in its length for each piece. */
  boolean matches(byte[] bytes, int from, int to) {
    int first = 0;
    int last = pieces.length;
    int at = from;
    int end = to;
    if (!startsFree) {
      byte[] piece = pieces[0];
      if (!startsWith(bytes, at, end, piece)) {
        return false;
      }
      at += piece.length;
      first = 1;
      if (last == 1 && !endsFree) {
        return at == end;
      }
    }
    if (!endsFree) {
      byte[] piece = pieces[--last];
      if (!startsWith(bytes, end - piece.length, end, piece) || end - piece.length < at) {
        return false;
      }
      end -= piece.length;
    }
    for (int i = first; i < last; i++) {
      at = find(bytes, at, end, pieces[i]);
      if (at < 0) {
        return false;
      }
      at += pieces[i].length;
    }
    return true;
  }

  /** The index of the longest piece; -1 if the glob has none and so matches everything. */
  int longestPiece() {
    int longest = -1;
    for (int i = 0; i < pieces.length; i++) {
      if (longest < 0 || pieces[i].length > pieces[longest].length) {
        longest = i;
      }
    }
    return longest;
  }

  /** A piece's bytes. */
  byte[] piece(int index) {
    return pieces[index];
  }

  /** Whether a piece can only stand at the very start of a matching text. */
  boolean isAnchoredAtStart(int index) {
    return index == 0 && !startsFree;
  }

  /** Whether a piece can only stand at the very end of a matching text. */
  boolean isAnchoredAtEnd(int index) {
    return index == pieces.length - 1 && !endsFree;
  }

  /** Whether finding the one piece in its place already proves a match. */
  boolean isProvenByPiece() {
    return pieces.length == 1 && (startsFree || endsFree);
  }

  private static boolean startsWith(byte[] bytes, int at, int end, byte[] piece) {
    return at >= 0
        && at + piece.length <= end
        && Arrays.equals(bytes, at, at + piece.length, piece, 0, piece.length);
  }

  private static int find(byte[] bytes, int from, int to, byte[] piece) {
    byte first = piece[0];
    for (int at = from; at <= to - piece.length; at++) {
      if (bytes[at] == first && startsWith(bytes, at, to, piece)) {
        return at;
      }
    }
    return -1;
  }
}
