package dev.trailwatch.connector.rules;

import dev.trailwatch.wire.RuleSetRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A rule set in the source's state. */
final class RuleSetState {
  private static final int VERSION = 1;

  private RuleSetState() {}

  static byte[] write(RuleSetRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(VERSION);
      out.writeLong(record.number);
      out.writeLong(record.effectiveFrom);
      out.writeLong(record.adoptedOn);
      writeText(record.version, out);
      out.writeInt(record.names.length);
      for (int i = 0; i < record.names.length; i++) {
        writeText(record.names[i], out);
        writeText(record.texts[i], out);
      }
    }
    return bytes.toByteArray();
  }

  static RuleSetRecord read(byte[] bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("a rule set's state of version " + version);
      }
      RuleSetRecord record = new RuleSetRecord();
      record.number = in.readLong();
      record.effectiveFrom = in.readLong();
      record.adoptedOn = in.readLong();
      record.version = readText(in);
      int files = in.readInt();
      record.names = new String[files];
      record.texts = new String[files];
      for (int i = 0; i < files; i++) {
        record.names[i] = readText(in);
        record.texts[i] = readText(in);
      }
      return record;
    }
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
