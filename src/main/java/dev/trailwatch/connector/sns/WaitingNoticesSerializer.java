package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** {@link WaitingNotices} as bytes. A later layout gets a new version and reads this one too. */
final class WaitingNoticesSerializer implements SimpleVersionedSerializer<WaitingNotices> {
  /** The only layout so far: the fields of a notice in the order of {@link #writeNotice}. */
  static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(WaitingNotices waiting) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, waiting.topic());
      out.writeInt(waiting.notices().size());
      for (NoticeRecord notice : waiting.notices()) {
        writeNotice(out, notice);
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public WaitingNotices deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("waiting notices have layout " + version + ", expected " + VERSION);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String topic = read(in);
      int count = in.readInt();
      List<NoticeRecord> notices = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        notices.add(readNotice(in));
      }
      return new WaitingNotices(topic, notices);
    }
  }

  private static void writeNotice(DataOutputStream out, NoticeRecord notice) throws IOException {
    write(out, notice.notificationId);
    write(out, notice.alarm);
    write(out, notice.rule);
    write(out, notice.oldState);
    write(out, notice.newState);
    write(out, notice.severity);
    write(out, notice.topics);
    write(out, notice.subject);
    write(out, notice.message);
    write(out, notice.email);
    write(out, notice.sms);
    write(out, notice.attributeNames);
    write(out, notice.attributeValues);
    out.writeLong(notice.stateChangeTime);
  }

  private static NoticeRecord readNotice(DataInputStream in) throws IOException {
    NoticeRecord notice = new NoticeRecord();
    notice.notificationId = read(in);
    notice.alarm = read(in);
    notice.rule = read(in);
    notice.oldState = read(in);
    notice.newState = read(in);
    notice.severity = read(in);
    notice.topics = readArray(in);
    notice.subject = read(in);
    notice.message = read(in);
    notice.email = read(in);
    notice.sms = read(in);
    notice.attributeNames = readArray(in);
    notice.attributeValues = readArray(in);
    notice.stateChangeTime = in.readLong();
    return notice;
  }

  // DataOutputStream.writeUTF ends at 64 KiB, a message does not
  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static void write(DataOutputStream out, String[] texts) throws IOException {
    out.writeInt(texts.length);
    for (String text : texts) {
      write(out, text);
    }
  }

  private static String read(DataInputStream in) throws IOException {
    byte[] utf8 = new byte[in.readInt()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static String[] readArray(DataInputStream in) throws IOException {
    String[] texts = new String[in.readInt()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = read(in);
    }
    return texts;
  }
}
