package dev.trailwatch.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.wire.NoticeRecord;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {
  @Test
  void showsANoticeAsABlockThatEndsWithABlankLine() {
    NoticeRecord notice = new NoticeRecord();
    notice.subject = "ALARM: \"root-usage\" in US East (N. Virginia)";
    notice.email = "Root was used.\n\nWho  root\n";
    assertThat(ConsoleSink.block(notice))
        .isEqualTo(
            "ALARM: \"root-usage\" in US East (N. Virginia)\nRoot was used.\n\nWho  root\n\n");
  }

  @Test
  void letsNoEventWriteToTheTerminal() {
    NoticeRecord notice = new NoticeRecord();
    notice.subject = "ALARM";
    notice.email = "user \u001b[2J\u202egnp\rOK: all is well\u0007";
    assertThat(ConsoleSink.block(notice))
        .doesNotContain("\u001b", "\r", "\u202e", "\u0007")
        .contains("\\x1b[2J");
  }
}
