package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final long TIME = 1_767_225_600_000L;

  private static Evidence event(int number, String principal, String name, boolean failed) {
    String json =
        String.format(
            "{\"eventID\":\"3038ebd2-c98a-4c65-9b6e-%012x\",\"eventName\":\"%s\","
                + "\"userIdentity\":{\"arn\":\"arn:aws:iam::111122223333:user/%s\"},"
                + "\"sourceIPAddress\":\"192.0.2.7\",\"awsRegion\":\"eu-west-1\","
                + "\"recipientAccountId\":\"111122223333\"%s}",
            number, name, principal, failed ? ",\"errorCode\":\"AccessDenied\"" : "");
    return Evidence.of(LogEvent.of(json), TIME + number * 1000L);
  }

  private static Evidence all(Stream<Evidence> parts) {
    return parts.reduce(Evidence.none(), Evidence::merge);
  }

  @Test
  void itSaysHowManyWhenWhoFromWhereAndWhat() {
    Evidence evidence =
        all(
            Stream.of(
                event(3, "mallory", "GetPasswordData", true),
                event(1, "mallory", "AssumeRole", true),
                event(2, "alice", "AssumeRole", false)));

    assertThat(evidence.count()).isEqualTo(3);
    assertThat(evidence.firstEventTime()).isEqualTo(TIME + 1000);
    assertThat(evidence.lastEventTime()).isEqualTo(TIME + 3000);
    assertThat(evidence.principals())
        .containsExactly(
            Tally.of("arn:aws:iam::111122223333:user/mallory", 2, 2),
            Tally.of("arn:aws:iam::111122223333:user/alice", 1, 0));
    assertThat(evidence.eventNames())
        .containsExactly(Tally.of("AssumeRole", 2, 1), Tally.of("GetPasswordData", 1, 1));
    assertThat(evidence.sourceIPs()).containsExactly(Tally.of("192.0.2.7", 3, 2));
    assertThat(evidence.accounts()).extracting(Tally::value).containsExactly("111122223333");
    assertThat(evidence.regions()).extracting(Tally::value).containsExactly("eu-west-1");
    assertThat(evidence.samples())
        .extracting(EventSample::eventName)
        .containsExactly("AssumeRole", "AssumeRole", "GetPasswordData");
    assertThat(evidence.samples().get(2).errorCode()).isEqualTo("AccessDenied");
    assertThat(evidence.late()).isZero();
    assertThat(evidence.isTruncated()).isFalse();
  }

  @Test
  void theFirstAndTheLastEventsAreKept() {
    Evidence evidence = all(Stream.iterate(0, i -> i + 1).limit(1000).map(i -> numbered(i)));

    assertThat(evidence.count()).isEqualTo(1000);
    assertThat(evidence.samples())
        .extracting(sample -> (sample.eventTime() - TIME) / 1000)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 995L, 996L, 997L, 998L, 999L);
  }

  private static Evidence numbered(int number) {
    return event(number, "mallory", "AssumeRole", false);
  }

  @Test
  void copiesOfOneEventAreOneSample() {
    Evidence evidence = numbered(1).merge(numbered(1)).merge(numbered(1));

    assertThat(evidence.count()).isEqualTo(3);
    assertThat(evidence.samples()).hasSize(1);
  }

  @Test
  void anEventThatIsNoJsonIsCountedAndSampled() {
    Evidence evidence = Evidence.of(LogEvent.of("id-1", TIME, "ERROR disk full"), TIME);

    assertThat(evidence.count()).isEqualTo(1);
    assertThat(evidence.principals()).isEmpty();
    assertThat(evidence.samples()).extracting(EventSample::eventID).containsExactly("id-1");
    assertThat(Evidence.of(LogEvent.of("x"), TIME).samples().get(0).eventID()).isNull();
  }

  @Test
  void lateEventsAreCounted() {
    Evidence evidence = numbered(1).merge(numbered(2).merge(numbered(3)).asLate());

    assertThat(evidence.late()).isEqualTo(2);
  }

  @Test
  void nothingBeyondTheNamedFieldsGoesIn() {
    String secret = "canary-4711";
    String json =
        "{\"eventID\":\"e\",\"requestParameters\":{\"password\":\"canary-4711\"},"
            + "\"responseElements\":\"canary-4711\",\"userAgent\":\"canary-4711\","
            + "\"userIdentity\":{\"arn\":\"a\",\"accessKeyId\":\"canary-4711\","
            + "\"userName\":\"canary-4711\"},\"errorMessage\":\"canary-4711\","
            + "\"additionalEventData\":{\"canary-4711\":1}}";

    byte[] bytes = Evidence.of(LogEvent.of(json), TIME).toBytes();

    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(secret);
  }

  @Test
  void credentialsInTheNamedFieldsAreMasked() {
    String key = "AKIAIOSFODNN7EXAMPLE";
    String json =
        "{'eventID':'K','eventName':'K','userIdentity':{'arn':'K'},'sourceIPAddress':'K',"
            + "'awsRegion':'K','recipientAccountId':'K','errorCode':'K'}";

    Evidence evidence = Evidence.of(LogEvent.of(json.replace('\'', '"').replace("K", key)), TIME);

    assertThat(evidence.principals().get(0).value()).isEqualTo("AKIA****MPLE");
    assertThat(new String(evidence.toBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(key);
  }

  @Test
  void longTextsAreCutButStayApart() {
    Evidence one = event(1, "x".repeat(3000) + "1", "n", false);
    Evidence other = event(2, "x".repeat(3000) + "2", "n", false);

    assertThat(one.merge(other).principals()).hasSize(2);
    assertThat(one.principals().get(0).value()).hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void aFewThousandPrincipalsAreBoundedAndTheBusyOneIsStillNamed() {
    Evidence evidence = Evidence.none();
    for (int i = 0; i < 3000; i++) {
      evidence = evidence.merge(event(i, "p" + i, "AssumeRole", i % 2 == 0));
      if (i % 4 == 0) {
        evidence = evidence.merge(event(100_000 + i, "mallory", "AssumeRole", true));
      }
    }

    assertThat(evidence.isTruncated()).isTrue();
    assertThat(evidence.principals()).hasSize(32);
    Tally busiest = evidence.principals().get(0);
    assertThat(busiest.value()).endsWith("/mallory");
    assertThat(busiest.count()).isBetween(700L, 800L);
    assertThat(busiest.failed()).isLessThanOrEqualTo(busiest.count()).isGreaterThan(690L);
    assertThat(evidence.eventNames()).containsExactly(Tally.of("AssumeRole", 3750, 2250));
    assertThat(evidence.toBytes().length).isLessThan(4000);
  }

  @Test
  void oneEventTakesFewBytes() {
    assertThat(numbered(1).toBytes().length).isLessThan(180);
    assertThat(Evidence.none().toBytes().length).isLessThan(5);
  }

  @Test
  void bytesThatAreNoEvidenceAreRefused() {
    byte[] bytes = numbered(1).toBytes();

    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Evidence.fromBytes(part))
          .isInstanceOf(IllegalArgumentException.class);
    }
    bytes[0] = 99;
    assertThatThrownBy(() -> Evidence.fromBytes(bytes)).hasMessageContaining("unknown format");
  }

  @Test
  void evidenceOfNothingIsEmpty() {
    Evidence none = Evidence.fromBytes(Evidence.none().toBytes());

    assertThat(none).isEqualTo(Evidence.none());
    assertThat(none.principals()).isEmpty();
    assertThat(none.samples()).isEmpty();
    assertThat(none.merge(numbered(1))).isEqualTo(numbered(1));
    assertThat(numbered(1).merge(none)).isEqualTo(numbered(1));
  }
}
