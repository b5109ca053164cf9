package dev.trailwatch.connector.split;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes the splits that nobody has taken yet into checkpoints. */
final class SplitQueueSerializer implements SimpleVersionedSerializer<List<Split>> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(List<Split> splits) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(splits.size());
    for (Split split : splits) {
      SplitSerializer.write(split, out);
    }
    return bytes.toByteArray();
  }

  @Override
  public List<Split> deserialize(int version, byte[] serialized) throws IOException {
    SplitSerializer.requireVersion(version);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    int count = in.readInt();
    List<Split> splits = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      splits.add(SplitSerializer.read(in));
    }
    return splits;
  }
}
