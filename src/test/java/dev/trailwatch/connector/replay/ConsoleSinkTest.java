package dev.trailwatch.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.wire.NoticeRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void printsANoticeAtOnceAsABlockThatEndsWithABlankLine() throws Exception {
    try (SinkWriter<NoticeRecord> writer = ConsoleSink.live().writer(out)) {
      writer.write(notice(0, "root-usage", "\u00e4"), null);
      assertThat(printed())
          .startsWith("00:00:00  ALARM  root-usage")
          .contains("who    \u00e4 (\\xe4)\n")
          .endsWith("\n\n");
    }
  }

  @Test
  void letsNoEventWriteToTheTerminal() throws Exception {
    try (SinkWriter<NoticeRecord> writer = ConsoleSink.live().writer(out)) {
      writer.write(notice(0, "a", "user \\u001b[2J\\u202egnp\\rOK: all is well\\u0007"), null);
      assertThat(printed()).doesNotContain("\u001b", "\r", "\u202e", "\u0007").contains("\\x1b[2J");
    }
  }

  @Test
  void sortedPrintsTheSameWhateverTheOrderAndOnlyAtTheEnd() throws Exception {
    List<NoticeRecord> notices = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      notices.add(notice(i % 5 * 3_600_000L, "alarm-" + i % 3, "user " + i));
    }
    List<String> seen = new ArrayList<>();
    for (int order = 0; order < 3; order++) {
      Collections.shuffle(notices, new Random(order));
      out.reset();
      try (SinkWriter<NoticeRecord> writer = ConsoleSink.sorted().writer(out)) {
        for (NoticeRecord notice : notices) {
          writer.write(notice, null);
        }
        writer.flush(false);
        assertThat(printed()).isEmpty();
        writer.flush(true);
      }
      seen.add(printed());
    }
    assertThat(seen).containsOnly(seen.get(0));
    assertThat(seen.get(0).lines().filter(line -> line.contains("ALARM"))).hasSize(30).isSorted();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static NoticeRecord notice(long time, String alarm, String who) {
    NoticeRecord notice = new NoticeRecord();
    notice.stateChangeTime = time;
    notice.alarm = alarm;
    notice.notificationId = Integer.toHexString(who.hashCode());
    notice.message =
        String.format(
            "{\"AlarmName\":\"%s\",\"NewStateValue\":\"ALARM\",\"Trigger\":{},"
                + "\"StateChangeTime\":\"1970-01-01T%02d:00:00.000+0000\","
                + "\"Evidence\":{\"count\":1,\"principals\":[{\"arn\":\"%s\",\"count\":1}]}}",
            alarm, time / 3_600_000, who);
    return notice;
  }
}
