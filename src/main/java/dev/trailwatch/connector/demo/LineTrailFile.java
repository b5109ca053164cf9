package dev.trailwatch.connector.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file, {@code events.jsonl}, with one event a line. */
final class LineTrailFile implements TrailFiles {
  private final OutputStream out;
  private long bytes;

  LineTrailFile(Path directory) throws IOException {
    Files.createDirectories(directory);
    out =
        new BufferedOutputStream(Files.newOutputStream(directory.resolve("events.jsonl")), 1 << 20);
  }

  @Override
  public void add(TrailGenerator from, long time, EventBuffer event) throws IOException {
    event.put('\n');
    out.write(event.bytes(), 0, event.length());
    bytes += event.length();
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  @Override
  public long files() {
    return 1;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
