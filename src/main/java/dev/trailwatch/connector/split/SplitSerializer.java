package dev.trailwatch.connector.split;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes a split into checkpoints and over the wire. */
final class SplitSerializer implements SimpleVersionedSerializer<Split> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(Split split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(split, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Override
  public Split deserialize(int version, byte[] serialized) throws IOException {
    requireVersion(version);
    return read(new DataInputStream(new ByteArrayInputStream(serialized)));
  }

  static void requireVersion(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException("a split of version " + version + ", known is " + VERSION);
    }
  }

  static void write(Split split, DataOutputStream out) throws IOException {
    out.writeUTF(split.splitId());
    byte[] state = split.state();
    out.writeInt(state.length);
    out.write(state);
  }

  static Split read(DataInputStream in) throws IOException {
    String id = in.readUTF();
    byte[] state = new byte[in.readInt()];
    in.readFully(state);
    return Split.of(id, state);
  }
}
