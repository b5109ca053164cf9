package dev.trailwatch.job;

import dev.trailwatch.wire.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;

/**
 * Records as CloudWatch Logs sends them, gzip members of subscription messages, made before a
 * measurement and kept in a file: making them costs more than what is to be measured.
 */
final class PreparedRecords implements GatedSource.Records, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** As many are made at a time. */
  private static final int BATCH = 1024;

  private final String file;

  /** By record: where it ends in the file. */
  private final long[] ends;

  private final long[] arrivals;
  private transient FileChannel channel;

  private PreparedRecords(Path file, int count) {
    this.file = file.toString();
    this.ends = new long[count];
    this.arrivals = new long[count];
  }

  /**
   * Records by their number.
   *
   * @param lines the events of a record, a line each; asked for in order
   */
  static PreparedRecords of(int count, LongFunction<RawRecord> lines) throws IOException {
    Path file = Files.createTempFile("records", ".gz");
    PreparedRecords prepared = new PreparedRecords(file, count);
    long end = 0;
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int from = 0; from < count; from += BATCH) {
        List<RawRecord> batch =
            LongStream.range(from, Math.min(count, from + BATCH))
                .mapToObj(lines)
                .collect(Collectors.toList());
        batch.parallelStream().forEach(PreparedRecords::pack);
        for (int i = 0; i < batch.size(); i++) {
          RawRecord record = batch.get(i);
          end += out.write(ByteBuffer.wrap(record.bytes));
          prepared.ends[from + i] = end;
          prepared.arrivals[from + i] = record.arrival;
        }
      }
    }
    return prepared;
  }

  @Override
  public RawRecord record(long number) {
    int at = (int) number;
    long start = at == 0 ? 0 : ends[at - 1];
    ByteBuffer bytes = ByteBuffer.allocate((int) (ends[at] - start));
    try {
      if (channel == null) {
        channel = FileChannel.open(Path.of(file));
      }
      channel.read(bytes, start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RawRecord.of(
        bytes.array(), RawRecord.SUBSCRIPTION, arrivals[at], "load", Long.toString(number));
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
    Files.delete(Path.of(file));
  }

  private static void pack(RawRecord lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(lines.bytes.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8192)) {
      gzip.write(payload(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.bytes = out.toByteArray();
  }

  private static byte[] payload(RawRecord lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(lines.bytes.length * 5 / 4);
    write(
        out,
        "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"trail\","
            + "\"logStream\":\"111122223333_CloudTrail\",\"subscriptionFilters\":[\"all\"],"
            + "\"logEvents\":[");
    int events = 0;
    boolean inside = false;
    for (byte character : lines.bytes) {
      if (character == '\n') {
        write(out, "\"}");
        inside = false;
        continue;
      }
      if (!inside) {
        inside = true;
        write(out, events == 0 ? "" : ",");
        write(out, String.format("{\"id\":\"36%018d%036d\",", lines.arrival, events++));
        write(out, "\"timestamp\":" + lines.arrival + ",\"message\":\"");
      }
      if (character == '"' || character == '\\') {
        out.write('\\');
      }
      out.write(character);
    }
    write(out, "]}");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
