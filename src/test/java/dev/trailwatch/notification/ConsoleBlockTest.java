package dev.trailwatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleBlockTest {
  @Test
  void anAlarmIsOneLineAndFourBelow() {
    String block =
        ConsoleBlock.of(SnsMessage.of(Messages.usual().build(), Messages.SENDER).defaultMessage());

    assertThat(block.lines())
        .containsExactly(
            "12:00:05  ALARM  unauthorized-api-calls    6 events in 5 min, threshold 6",
            "          who    arn:aws:iam::444455556666:role/ec2-get-password-data \u00d73,"
                + " arn:aws:iam::444455556666:user/mallory \u00d73",
            "          from   192.0.2.7   eu-west-1",
            "          what   AssumeRole \u00d73, GetPasswordData \u00d73   4 failed",
            "          rule   unauthorized-api-calls (high)");
  }

  @Test
  void aNameThatLooksLikeAnothersIsSpelledOut() {
    assertThat(
            ConsoleBlock.of(
                "{\"AlarmName\":\"a\",\"NewStateValue\":\"ALARM\",\"Trigger\":{},\"Evidence\":{\"principals\":"
                    + "[{\"arn\":\"\u0430dmin\"},{\"arn\":\"admin\"}]}}"))
        .contains("who    \u0430dmin (\\u{0430}dmin), admin\n");
  }

  @Test
  void theEngineAboutItselfSaysWhyAndWhatToDo() {
    assertThat(
            ConsoleBlock.of(
                "{\"AlarmName\":\"trailwatch-undecodable-record\",\"NewStateValue\":\"ALARM\","
                    + "\"StateChangeTime\":\"2026-01-01T11:54:39.000+0000\",\"NewStateReason\":"
                    + "\"A record cannot be decoded.\\nWhat to do first: \\u001b[31m read it.\"}"))
        .isEqualTo(
            """
            11:54:39  ALARM  trailwatch-undecodable-record
                      why    A record cannot be decoded.
                      why    What to do first: \\x1b[31m read it.
            """);
  }

  @Test
  void whatIsNoMessageOfOursIsShownAsItIs() {
    assertThat(ConsoleBlock.of("no \u001b[31m JSON")).isEqualTo("no \\x1b[31m JSON\n");
    assertThat(ConsoleBlock.of("[1]")).isEqualTo("[1]\n");
  }

  @Test
  void aMessageWithHolesIsShownAsFarAsItGoes() {
    assertThat(ConsoleBlock.of("{\"AlarmName\":\"a\",\"NewStateValue\":\"ALARM\"}"))
        .isEqualTo("--:--:--  ALARM  a\n");
    assertThat(
            ConsoleBlock.of(
                "{\"AlarmName\":\"a\\u001b\",\"NewStateValue\":{\"x\":1},\"Evidence\":[1],"
                    + "\"StateChangeTime\":\"T\"}"))
        .contains("a\\x1b");
  }
}
