package dev.trailwatch.connector.replay;

import dev.trailwatch.connector.s3.S3Content;
import dev.trailwatch.connector.s3.S3Location;
import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.event.RecordSplitter;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.wire.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The records of one file: chunks of whole lines, or subscription payloads, one after the other.
 *
 * <p>It never throws on account of the file: what cannot be read is itself a record. The same file
 * always gives the same chunks, so a reader can go on after the first so many.
 */
final class FileChunks implements Closeable {
  /** About how many bytes of lines go into one record. */
  private static final int CHUNK_BYTES = 128 << 10;

  /** How much of a file is looked at to tell its kind. */
  private static final int LOOK_BYTES = 64 << 10;

  /** The longest line that can be an event: CloudWatch Logs takes 1 MB. */
  private static final int LINE_BYTES = 1 << 20;

  /** The longest dead letter: Kinesis takes records of 10 MiB, and base64 makes more of them. */
  private static final int LETTER_BYTES = 16 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String name;
  private final long changed;
  private final FileBytes in;
  private final FileKind kind;
  private final Deque<RawRecord> out = new ArrayDeque<>();
  private final @Nullable RecordSplitter splitter;
  private final byte[] piece;
  private byte[] pending = new byte[2 * CHUNK_BYTES];
  private int length;

  /** How many lines of what is pending the splitter gave. */
  private long addedLines;

  private long items = 1;
  private boolean skippingLine;
  private boolean ended;

  private FileChunks(String name, long changed, FileBytes in, FileKind kind) {
    this.name = name;
    this.changed = changed;
    this.in = in;
    this.kind = kind;
    this.splitter = splitter(kind);
    this.piece = new byte[splitter == null ? 0 : CHUNK_BYTES / 2];
    if (kind == FileKind.BINARY) {
      end("not a log file: binary data");
    }
  }

  /** The records of a file. */
  static FileChunks of(Path file) {
    return of(file, bytes -> {});
  }

  /** The records of a file, read while somebody listens. */
  static FileChunks of(Path file, ReadListener listener) {
    long changed;
    InputStream opened;
    try {
      changed = Files.getLastModifiedTime(file).toMillis();
      opened = Files.newInputStream(file);
    } catch (IOException e) {
      return unreadable(file.toString(), e);
    }
    return of(file.toString(), changed, new HeardStream(opened, listener));
  }

  /** The records of an object in a bucket, read while somebody listens. */
  static FileChunks of(S3Location object, S3Objects bucket, ReadListener listener) {
    S3Content opened;
    try {
      opened = bucket.open(object.prefix());
    } catch (IOException e) {
      return unreadable(object.toString(), e);
    }
    return of(object.toString(), opened.changed(), new HeardStream(opened, listener));
  }

  private static FileChunks of(String name, long changed, InputStream opened) {
    try {
      FileBytes in = new FileBytes(inflated(opened));
      byte[] start = in.look(LOOK_BYTES);
      if (startsWithMark(start)) {
        in.skip(BYTE_ORDER_MARK.length);
        start = Arrays.copyOfRange(start, BYTE_ORDER_MARK.length, start.length);
      }
      return new FileChunks(name, changed, in, FileKind.of(start));
    } catch (IOException e) {
      closeQuietly(opened);
      return unreadable(name, e);
    }
  }

  private static FileChunks unreadable(String name, IOException failure) {
    FileBytes nothing = new FileBytes(InputStream.nullInputStream());
    FileChunks none = new FileChunks(name, 0, nothing, FileKind.EMPTY);
    none.end(why(failure));
    return none;
  }

  /** The next record; null at the end. */
  @Nullable RawRecord next() {
    while (out.isEmpty() && !ended) {
      try {
        if (splitter != null) {
          split(splitter);
        } else {
          readLines();
        }
      } catch (IOException e) {
        end(why(e));
      } catch (UndecodableRecord e) {
        end(e.getMessage());
      }
    }
    return out.poll();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private @Nullable RecordSplitter splitter(FileKind kind) {
    switch (kind) {
      case TRAIL_FILE:
        return RecordSplitter.trailFiles(this::addLine);
      case ARRAY:
        return RecordSplitter.array(this::addLine);
      case OBJECTS:
        return RecordSplitter.sequence(this::addLine);
      case PAYLOADS:
        return RecordSplitter.sequence(
            (bytes, size) -> emit(RawRecord.SUBSCRIPTION, Arrays.copyOf(bytes, size), 1));
      default:
        return null;
    }
  }

  private void split(RecordSplitter records) throws IOException, UndecodableRecord {
    int count = in.read(piece, 0, piece.length);
    if (count > 0) {
      records.feed(piece, 0, count);
      return;
    }
    records.end();
    end(null);
  }

  private void addLine(byte[] bytes, int size) {
    if (length + size + 1 > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(length + size + 1, 2 * pending.length));
    }
    System.arraycopy(bytes, 0, pending, length, size);
    length += size;
    pending[length++] = '\n';
    addedLines++;
    if (length >= CHUNK_BYTES) {
      emitPending(length);
    }
  }

  private void readLines() throws IOException {
    if (pending.length - length < CHUNK_BYTES) {
      pending = Arrays.copyOf(pending, 2 * pending.length);
    }
    int count = in.read(pending, length, CHUNK_BYTES);
    if (count == 0) {
      end(null);
      return;
    }
    int lastBreak = lastBreak(length, length + count);
    length += count;
    if (skippingLine) {
      skipLine(lastBreak);
    } else if (lastBreak >= 0) {
      emitPending(lastBreak + 1);
    } else if (length > longest()) {
      refuse("line " + items + " has more than " + longest() + " bytes");
      items++;
      skippingLine = true;
      length = 0;
    }
  }

  private int longest() {
    return kind == FileKind.DEAD_LETTERS ? LETTER_BYTES : LINE_BYTES;
  }

  /** Drops what is left of a line that is too long; the whole lines after it are kept. */
  private void skipLine(int lastBreak) {
    if (lastBreak < 0) {
      length = 0;
      return;
    }
    int first = 0;
    while (pending[first] != '\n') {
      first++;
    }
    length -= first + 1;
    System.arraycopy(pending, first + 1, pending, 0, length);
    skippingLine = false;
    emitPending(lastBreak - first);
  }

  private int lastBreak(int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (pending[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** Emits the first bytes of what is pending, as lines. */
  private void emitPending(int bytes) {
    if (bytes == 0) {
      return;
    }
    if (kind == FileKind.PAYLOAD_LINES || kind == FileKind.DEAD_LETTERS) {
      emitPayloads(bytes);
    } else {
      long lines = splitter == null ? lines(bytes) : addedLines;
      addedLines = 0;
      int format = kind == FileKind.EXPORT_LINES ? RawRecord.EXPORT_LINES : RawRecord.LINES;
      emit(format, Arrays.copyOf(pending, bytes), lines);
    }
    length -= bytes;
    System.arraycopy(pending, bytes, pending, 0, length);
  }

  private long lines(int bytes) {
    long lines = 0;
    for (int i = 0; i < bytes; i++) {
      lines += pending[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  private void emitPayloads(int bytes) {
    int start = 0;
    for (int at = 0; at <= bytes; at++) {
      if (at == bytes || pending[at] == '\n') {
        if (at > start && kind == FileKind.DEAD_LETTERS) {
          emitDeadLetter(start, at);
        } else if (at > start) {
          emit(RawRecord.SUBSCRIPTION, Arrays.copyOfRange(pending, start, at), 1);
        }
        start = at + 1;
      }
    }
  }

  private void emitDeadLetter(int from, int to) {
    RawRecord letter = DeadLetterLine.read(pending, from, to);
    if (letter == null) {
      refuse("line " + items + " is no dead letter");
    } else {
      // a dead letter that is undecodable still is named by where it came from, and by its line
      letter.sequence = letter.origin + " " + letter.sequence;
      letter.origin = name + ":" + items;
      out.add(letter);
    }
    items++;
  }

  private void emit(int format, byte[] bytes, long count) {
    out.add(RawRecord.of(bytes, format, changed, name, Long.toString(items)));
    items += count;
  }

  private void refuse(String why) {
    byte[] bytes = why.getBytes(StandardCharsets.UTF_8);
    out.add(RawRecord.of(bytes, RawRecord.UNREADABLE, changed, name, Long.toString(items)));
  }

  /** Ends the file; what was read is used, but a line that was cut off is no event. */
  private void end(@Nullable String why) {
    if (why == null || splitter != null) {
      emitPending(skippingLine ? 0 : length);
    }
    if (why != null) {
      refuse(why);
    }
    ended = true;
  }

  private static InputStream inflated(InputStream file) throws IOException {
    PushbackInputStream in = new PushbackInputStream(file, 2);
    // a file may be compressed twice: payloads are, and their delivery compresses again
    for (int layer = 0; layer < 2; layer++) {
      byte[] magic = in.readNBytes(2);
      in.unread(magic);
      if (magic.length < 2 || magic[0] != 0x1f || magic[1] != (byte) 0x8b) {
        return in;
      }
      in = new PushbackInputStream(new GunzipStream(in), 2);
    }
    return in;
  }

  private static boolean startsWithMark(byte[] bytes) {
    int length = BYTE_ORDER_MARK.length;
    return bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
  }

  private static String why(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission to read it";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // the failure that led here is the one that matters
    }
  }
}
