package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One event's evidence in its short form, against the evidence itself. */
class OneEventTest {
  private static final long TIME = 1_767_225_600_123L;
  private static final String EVENT =
      "{\"eventID\":\"%s\",\"eventName\":\"GetBucketAcl\",\"awsRegion\":\"eu-west-1\","
          + "\"sourceIPAddress\":\"203.0.113.7\",\"recipientAccountId\":\"111122223333\","
          + "\"userIdentity\":{\"arn\":\"arn:aws:iam::111122223333:user/u7\"},"
          + "\"errorCode\":\"AccessDenied\"}";
  private static final String UUID_ID = "0f1e2d3c-4b5a-4968-8776-655443322110";

  /** Pieces that texts are made of. */
  private static final List<String> PIECES =
      List.of("arn:aws:iam::", "arn:aws:sts::", "arn:aws", "é", "🔥", "\\n", "a", "7", ":", "/");

  @Test
  void isReadBackAsItWas() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      Evidence evidence = Evidence.of(event(random), TIME + random.nextInt(9) - 4);
      Evidence written = random.nextBoolean() ? evidence : evidence.asLate();
      byte[] bytes = written.toBytes();
      assertThat(bytes[0]).isEqualTo((byte) OneEvent.FORMAT);
      assertThat(Evidence.fromBytes(bytes)).isEqualTo(written);
    }
  }

  @Test
  void takesFewBytes() {
    byte[] bytes = Evidence.of(LogEvent.of(String.format(EVENT, UUID_ID)), TIME).toBytes();

    assertThat(bytes).hasSizeLessThan(120);
  }

  @Test
  void ofSeveralEventsThereIsNone() {
    Evidence one = Evidence.of(LogEvent.of(String.format(EVENT, "1")), TIME);
    Evidence copy = one.merge(one);

    assertThat(OneEvent.write(copy)).isNull();
    assertThat(Evidence.fromBytes(copy.toBytes())).isEqualTo(copy);
    assertThat(OneEvent.write(Evidence.none())).isNull();
  }

  @Test
  void theFormThatStateWasWrittenInBeforeIsStillRead() {
    assertThat(
            Evidence.fromBytes(
                Base64.getDecoder()
                    .decode(
                        "AQcAIWFybjphd3M6aWFtOjoxMTExMjIyMjMzMzM6dXNlci91NwALMjAzLjAuMTEzLjcADEdldEJ1"
                            + "Y2tldEFjbAAMMTExMTIyMjIzMzMzAAlldS13ZXN0LTEBDx4tPEtaSWiHdmVUQzIhEAAM"
                            + "QWNjZXNzRGVuaWVkPwH2odXt7mYAAAIAoKGX5AIBAQIBoKGX5AIBAQICoKGX5AIBAQID"
                            + "oKGX5AIBAQIEoKGX5AIBAQEABgMBAgUEBw==")))
        .isEqualTo(Evidence.of(LogEvent.of(String.format(EVENT, UUID_ID)), TIME));
    assertThat(
            Evidence.fromBytes(
                Base64.getDecoder()
                    .decode(
                        "AQcAIWFybjphd3M6aWFtOjoxMTExMjIyMjMzMzM6dXNlci91NwALMjAzLjAuMTEzLjcADEdldEJ1"
                            + "Y2tldEFjbAAMMTExMTIyMjIzMzMzAAlldS13ZXN0LTEAATcADEFjY2Vzc0RlbmllZD8B"
                            + "9qHV7e5mAAACALHHmfYIAQECAbHHmfYIAQECArHHmfYIAQECA7HHmfYIAQECBLHHmfYI"
                            + "AQEBAAYDAQIFBAc=")))
        .isEqualTo(Evidence.of(LogEvent.of(String.format(EVENT, "7")), TIME));
  }

  @Test
  void aTextThatStartsWithNothingKnownIsRefused() {
    byte[] bytes = Evidence.of(LogEvent.of("{\"eventName\":\"n\"}"), 0).toBytes();
    int start = bytes.length - 1;
    while (bytes[start] != 'n') {
      start--;
    }
    bytes[start - 2] = 99;

    assertThatThrownBy(() -> Evidence.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no text starts with number 99");
  }

  private static LogEvent event(Random random) {
    String id =
        random.nextBoolean()
            ? new UUID(random.nextLong(), random.nextLong()).toString()
            : text(random);
    StringBuilder json = new StringBuilder("{\"eventID\":\"" + id + "\"");
    for (String field :
        List.of("eventName", "awsRegion", "sourceIPAddress", "recipientAccountId", "errorCode")) {
      if (random.nextInt(3) > 0) {
        json.append(",\"" + field + "\":\"" + text(random) + "\"");
      }
    }
    if (random.nextInt(3) > 0) {
      json.append(",\"userIdentity\":{\"arn\":\"" + text(random) + "\"}");
    }
    return LogEvent.of(json + "}");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
