package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.connector.s3.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay of what lies in a bucket: the same as of its copy on disk. */
class ReplayFromS3ITCase {
  private static final String ENDPOINT = "aws.endpointUrlS3";
  private static final int FILES = 8;

  @TempDir private Path folder;

  private S3Server s3;
  private String rules;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3Server();
    System.setProperty(ENDPOINT, s3.endpoint().toString());
    rules =
        Files.writeString(
                folder.resolve("a.yaml"),
                "version: 1\nrules:\n  - {name: a, pattern: '{ $.eventName = Delete* }'}\n")
            .toString();
    Files.createDirectories(folder.resolve("copy"));
    for (int i = 0; i < FILES; i++) {
      byte[] file = file(i);
      s3.objects().put("trail/AWSLogs/o=1/" + i + " a+b.json.gz", file);
      Files.write(folder.resolve("copy/" + i + ".json.gz"), file);
    }
    s3.put("trail/AWSLogs/o=1/", "");
    s3.put("trail/AWSLogs/.hidden", "no event");
    s3.put("trail/Other/x.json", "no event");
  }

  @AfterEach
  void stop() {
    System.clearProperty(ENDPOINT);
    s3.close();
  }

  private static byte[] file(int minute) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      String event =
          String.format(
              "{\"eventVersion\":\"1.08\",\"eventID\":\"%d\",\"eventName\":\"DeleteTrail\","
                  + "\"eventTime\":\"2026-01-01T08:%02d:00Z\"}",
              minute, minute * 7);
      out.write(("{\"Records\":[" + event + "]}").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private CommandRun replay(String input, Path output) {
    return CommandRun.of(
        "replay", "--rules", rules, "--input", input, "--output", output.toString());
  }

  @Test
  void givesTheSameBytesAsTheCopyOnDisk() throws IOException {
    CommandRun bucket = replay("s3://trail/AWSLogs/", folder.resolve("s3.jsonl"));
    assertThat(bucket.exitCode()).as(bucket.err()).isZero();
    assertThat(bucket.out()).contains("Replay of 8 events");
    CommandRun disk = replay(folder.resolve("copy").toString(), folder.resolve("disk.jsonl"));
    assertThat(disk.exitCode()).as(disk.err()).isZero();
    assertThat(folder.resolve("s3.jsonl")).hasSameBinaryContentAs(folder.resolve("disk.jsonl"));
    assertThat(Files.size(folder.resolve("s3.jsonl"))).isPositive();
    // the listing comes in pages
    assertThat(s3.requests().stream().filter(request -> request.startsWith("LIST"))).hasSize(4);
  }

  @Test
  void theDateOfAFileIsNotTheTimeOfItsEvents() throws IOException {
    CommandRun now = replay(folder.resolve("copy").toString(), folder.resolve("now.jsonl"));
    assertThat(now.exitCode()).as(now.err()).isZero();
    for (int i = 0; i < FILES; i++) {
      // as some archives are unpacked
      Files.setLastModifiedTime(
          folder.resolve("copy/" + i + ".json.gz"), FileTime.fromMillis(i * 1000L));
    }
    CommandRun then = replay(folder.resolve("copy").toString(), folder.resolve("then.jsonl"));
    assertThat(then.exitCode()).as(then.err()).isZero();
    assertThat(folder.resolve("then.jsonl")).hasSameBinaryContentAs(folder.resolve("now.jsonl"));
  }

  @Test
  void namesAnObjectThatIsGoneAndUsesTheOthers() {
    s3.afterListing(() -> s3.objects().remove("trail/AWSLogs/o=1/3 a+b.json.gz"));
    CommandRun run = replay("s3://trail/AWSLogs/o=1/", folder.resolve("gone.jsonl"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("Replay of 7 events");
    assertThat(run.err())
        .contains("s3://trail/AWSLogs/o=1/3 a+b.json.gz")
        .contains("NoSuchKey (404)");
  }

  @Test
  void saysWhatIsWrongWithAPlaceBeforeAnyWork() {
    CommandRun nothing = replay("s3://trail/AWSlogs/", folder.resolve("x"));
    assertThat(nothing.exitCode()).isEqualTo(3);
    assertThat(nothing.err()).contains("\"s3://trail/AWSlogs/\" does not exist");
    CommandRun malformed = replay("s3://Trail_1/", folder.resolve("x"));
    assertThat(malformed.exitCode()).isEqualTo(3);
    assertThat(malformed.err()).contains("is no s3://bucket/prefix");
    s3.status(403);
    CommandRun denied = replay("s3://trail/AWSLogs/", folder.resolve("x"));
    assertThat(denied.exitCode()).isEqualTo(3);
    assertThat(denied.err()).contains("cannot list s3://trail/AWSLogs/: AccessDenied (403)");
    assertThat(denied.err()).doesNotContain("\tat ");
  }
}
