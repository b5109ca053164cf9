package dev.trailwatch.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.Payloads;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.wire.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChunksTest {
  private static final String A = "{\"eventName\":\"A\",\"n\":1.10}";
  private static final String B = "{\"eventName\":\"B\",\"x\":\"[{\\\"\"}";

  @TempDir private Path directory;

  @Test
  void tellsEveryKindOfFileByItsContentPlainOrCompressed() throws Exception {
    String wrapped =
        "{\"version\":\"0\",\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":";
    List<String> kinds =
        List.of(
            "{\"Records\":[" + A + "," + B + "]}",
            "{\n  \"Records\" : [\n    " + A + ",\n    " + B + "\n  ]\n}\n",
            "{\"Records\":[" + A + "]}\n{\"Records\":[" + B + "]}",
            "{\"Records\":[" + A + "]}{\"Records\":[" + B + "]}",
            A + "\n" + B + "\n",
            A + "\r\n\r\n" + B,
            A + B,
            A.replace(",", ",\n  ").replace("{", "{\n") + "\n" + B + "\n",
            "[" + A + ",\n " + B + "]",
            wrapped + A + "}\n" + wrapped + B + "}\n",
            wrapped + A + "}",
            Payloads.data(A, B),
            Payloads.data(A) + "\n" + Payloads.data(B) + "\n" + Payloads.CONTROL + "\n",
            Payloads.data(A) + Payloads.data(B),
            Payloads.data(A, B).replace(",\"", ",\n \""),
            "2026-01-01T00:00:00.000Z " + A + "\n2026-01-01T00:00:01.000Z " + B + "\n",
            "\ufeff" + A + "\n" + B);
    for (String kind : kinds) {
      List<String> wanted =
          kind.contains("\"B\"") || kind.contains("B\\\"") ? List.of(A, B) : List.of(A);
      for (byte[] content :
          List.of(
              Payloads.utf8(kind),
              Payloads.gzip(kind),
              Payloads.gzip(Payloads.gzip(kind)),
              concat(Payloads.gzip(kind.substring(0, 5)), Payloads.gzip(kind.substring(5))))) {
        assertThat(messages(content)).as(kind).isEqualTo(wanted);
      }
    }
    assertThat(messages(Payloads.utf8("first line\nsecond {line}\n")))
        .containsExactly("first line", "second {line}");
    assertThat(messages(Payloads.utf8("\n\r\n"))).isEmpty();
    assertThat(messages(new byte[0])).isEmpty();
    assertThat(messages(Payloads.gzip(""))).isEmpty();
  }

  @Test
  void keepsTheTimesOfAnExport() throws Exception {
    List<RawRecord> records = read(Payloads.utf8("2026-01-01T00:00:00.123Z hello\n"));
    assertThat(records.get(0).format).isEqualTo(RawRecord.EXPORT_LINES);
    assertThat(decode(records.get(0)).get(0).timestamp()).isEqualTo(1_767_225_600_123L);
  }

  @Test
  void cutsLargeFilesBetweenLinesAndNumbersThem() throws Exception {
    String lines =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "line " + i + " " + "x".repeat(i % 90) + "\n")
            .collect(Collectors.joining());
    List<RawRecord> records = read(Payloads.gzip(lines));
    assertThat(records).hasSizeGreaterThan(5);
    StringBuilder joined = new StringBuilder();
    long line = 1;
    for (RawRecord record : records) {
      assertThat(record.sequence).isEqualTo(Long.toString(line));
      assertThat(record.bytes.length).isLessThan(400_000);
      assertThat(record.bytes[record.bytes.length - 1]).isEqualTo((byte) '\n');
      String text = new String(record.bytes, StandardCharsets.UTF_8);
      line += text.lines().count();
      joined.append(text);
    }
    assertThat(joined.toString()).isEqualTo(lines);
  }

  @Test
  void cutsALargeTrailFile() throws Exception {
    String records =
        IntStream.range(0, 9_000)
            .mapToObj(i -> "{\"n\": " + i + ", \"pad\": \"" + "y".repeat(60) + "\"}")
            .collect(Collectors.joining(",\n"));
    List<RawRecord> chunks = read(Payloads.gzip("{\"Records\":[" + records + "]}"));
    assertThat(chunks).hasSizeGreaterThan(3);
    List<String> messages = messages(chunks);
    assertThat(messages).hasSize(9_000);
    assertThat(messages.get(8_999)).startsWith("{\"n\":8999,\"pad\":\"y");
  }

  @Test
  void usesWhatCouldBeReadOfAFileThatEndsEarlyAndNamesIt() throws Exception {
    String lines =
        IntStream.range(0, 50_000)
            .mapToObj(i -> i + " " + Integer.toHexString(i * 77777) + "\n")
            .collect(Collectors.joining());
    byte[] gzip = Payloads.gzip(lines);
    List<RawRecord> records = read(Arrays.copyOf(gzip, gzip.length * 2 / 3));
    RawRecord last = records.get(records.size() - 1);
    assertThat(last.format).isEqualTo(RawRecord.UNREADABLE);
    assertThat(last.origin).endsWith("file");
    assertThat(new String(last.bytes, StandardCharsets.UTF_8))
        .isEqualTo("the gzip file ends early");
    List<String> messages = messages(records.subList(0, records.size() - 1));
    assertThat(messages).hasSizeBetween(25_000, 40_000);
    assertThat(lines).startsWith(String.join("\n", messages) + "\n");
    // even a small one
    byte[] small = Payloads.gzip(A + "\n" + B + "\n");
    assertThat(messages(good(read(Arrays.copyOf(small, small.length - 8))))).containsExactly(A, B);
    // and a trail file, whose records need no line end
    byte[] trail = Payloads.gzip("{\"Records\":[" + A + "," + B + "]}");
    assertThat(messages(good(read(Arrays.copyOf(trail, trail.length - 8))))).containsExactly(A, B);
    assertThat(reason(Payloads.utf8("{\"Records\":[" + A + "," + B))).contains("ends within");
    assertThat(messages(good(read(Payloads.utf8("{\"Records\":[" + A + "," + B.substring(0, 9))))))
        .containsExactly(A);
  }

  @Test
  void namesWhatItCannotRead() throws Exception {
    assertThat(reason(new byte[] {'P', 'K', 3, 4, 0, 0})).isEqualTo("not a log file: binary data");
    assertThat(reason(Payloads.gzip(new byte[100]))).isEqualTo("not a log file: binary data");
    byte[] damaged = Payloads.gzip(A + "\n" + "z".repeat(1000));
    damaged[damaged.length - 6] ^= 1;
    assertThat(reason(damaged)).isEqualTo("the gzip file's checksum is wrong");
    assertThat(reason(concat(Payloads.gzip(A + "\n"), Payloads.utf8("tail"))))
        .isEqualTo("something else than gzip follows in the gzip file");
    assertThat(reason(Arrays.copyOf(Payloads.gzip(A), 5))).isEqualTo("the gzip file ends early");
    try (FileChunks none = FileChunks.of(directory.resolve("nowhere"))) {
      assertThat(new String(none.next().bytes, StandardCharsets.UTF_8)).isEqualTo("no such file");
      assertThat(none.next()).isNull();
    }
    try (FileChunks folder = FileChunks.of(directory)) {
      assertThat(folder.next().format).isEqualTo(RawRecord.UNREADABLE);
      assertThat(folder.next()).isNull();
    }
  }

  @Test
  void skipsALineThatCanBeNoEventAndNamesIt() throws Exception {
    String text = A + "\n" + "z".repeat(3 << 20) + "\n" + B + "\n" + "y".repeat(2 << 20);
    List<RawRecord> records = read(Payloads.gzip(text));
    assertThat(messages(good(records))).containsExactly(A, B);
    assertThat(records)
        .filteredOn(record -> record.format == RawRecord.UNREADABLE)
        .extracting(record -> new String(record.bytes, StandardCharsets.UTF_8))
        .containsExactly(
            "line 2 has more than 1048576 bytes", "line 4 has more than 1048576 bytes");
  }

  @Test
  void takesNoHarmFromManyEmptyMembers() throws Exception {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      members.writeBytes(Payloads.gzip(""));
    }
    members.writeBytes(Payloads.gzip(A));
    members.writeBytes(new byte[512]);
    assertThat(messages(members.toByteArray())).containsExactly(A);
  }

  @Test
  void inflatesABombInBoundedMemory() throws Exception {
    assertThat(reason(Payloads.gzip("a\n" + "b".repeat(64 << 20)))).contains("more than 1048576");
  }

  @Test
  void aRecordsArrivalIsItsFilesTimeOfChange() throws Exception {
    Path file = Files.write(directory.resolve("file"), Payloads.utf8(A));
    long changed = Files.getLastModifiedTime(file).toMillis();
    try (FileChunks chunks = FileChunks.of(file)) {
      assertThat(chunks.next().arrival).isEqualTo(changed);
    }
  }

  private String reason(byte[] content) throws IOException {
    List<RawRecord> records = read(content);
    RawRecord last = records.get(records.size() - 1);
    assertThat(last.format).isEqualTo(RawRecord.UNREADABLE);
    return new String(last.bytes, StandardCharsets.UTF_8);
  }

  private static List<RawRecord> good(List<RawRecord> records) {
    return records.stream().filter(r -> r.format != RawRecord.UNREADABLE).toList();
  }

  private List<String> messages(byte[] content) throws Exception {
    return messages(read(content));
  }

  private static List<String> messages(List<RawRecord> records) throws UndecodableRecord {
    List<String> messages = new ArrayList<>();
    for (RawRecord record : records) {
      decode(record).forEach(event -> messages.add(event.message()));
    }
    return messages;
  }

  private static List<LogEvent> decode(RawRecord record) throws UndecodableRecord {
    try (RecordDecoder decoder = new RecordDecoder()) {
      return decoder.decode(record.bytes, record.format).logEvents();
    }
  }

  private List<RawRecord> read(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("file"), content);
    List<RawRecord> records = new ArrayList<>();
    try (FileChunks chunks = FileChunks.of(file)) {
      for (RawRecord record = chunks.next(); record != null; record = chunks.next()) {
        records.add(record);
      }
      assertThat(chunks.next()).isNull();
    }
    return records;
  }

  private static byte[] concat(byte[] one, byte[] two) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(one);
    out.writeBytes(two);
    return out.toByteArray();
  }
}
