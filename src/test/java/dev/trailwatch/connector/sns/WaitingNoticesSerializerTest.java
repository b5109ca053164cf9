package dev.trailwatch.connector.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.wire.NoticeRecord;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingNoticesSerializerTest {
  private final WaitingNoticesSerializer serializer = new WaitingNoticesSerializer();

  @Test
  void everyFieldComesBack() throws Exception {
    NoticeRecord notice = Notices.of("a \ud83d\udd11 long one", 7, "security", "ordered");
    notice.message = "\u4e2d".repeat(70_000);
    NoticeRecord empty = new NoticeRecord();
    WaitingNotices back =
        serializer.deserialize(
            1, serializer.serialize(new WaitingNotices("security", List.of(notice, empty))));
    assertThat(back.topic()).isEqualTo("security");
    assertThat(back.notices())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(notice, empty);
  }

  @Test
  void aLayoutFromTheFutureIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage("waiting notices have layout 2, expected 1");
  }
}
