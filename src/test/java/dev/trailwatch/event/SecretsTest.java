package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource({
    "AKIAIOSFODNN7EXAMPLE, AKIA****MPLE",
    "ASIAIOSFODNN7EXAMPLE, ASIA****MPLE",
    "user-AKIAIOSFODNN7EXAMPLE-x, user-AKIA****MPLE-x",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY, ****",
    "k wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY k, k **** k",
    "password=hunter2, password=****",
    "Password: hunter2 x, Password: **** x",
    "{\"secret\":\"abc\"}, {\"secret\":\"****\"}",
    "Authorization: Bearer abc.def, Authorization: ****",
    "https://x/?X-Amz-Signature=abcdef0123&y=1, https://x/?X-Amz-Signature=****&y=1",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_d, ****",
    "IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQDabcdefghij, ****"
  })
  void whatLooksLikeACredentialIsMasked(String text, String masked) {
    assertThat(Secrets.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:aws:iam::123837392027:user/bert-jan",
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/"
            + "AWSReservedSSO_AdministratorAccess_0123456789abcdef",
        "arn:aws:sts::111122223333:assumed-role/rotate-secret/GetSessionToken",
        "AIDAJQABLZS4A3QDU576Q",
        "AROACKCEVSQ6C2EXAMPLE:session",
        "GetSecretValue",
        "CreateAccessKey",
        "2001:db8:85a3::8a2e:370:7334",
        "3038ebd2-c98a-4c65-9b6e-e22506292313",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "Client.UnauthorizedOperation"
      })
  void namesAreLeftAlone(String text) {
    assertThat(Secrets.mask(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AKIA", "ASIA", "ABIA", "ACCA"})
  void everyKindOfKeyIdKeepsItsPrefixAndItsEnd(String prefix) {
    assertThat(Secrets.mask(prefix + "IOSFODNN7EXAMPLE")).isEqualTo(prefix + "****MPLE");
    assertThat(Secrets.mask("x" + prefix + "12345678")).isEqualTo("x" + prefix + "****5678");
    assertThat(Secrets.mask(prefix + "1234567")).isEqualTo(prefix + "1234567");
  }

  @Test
  void onlyALongRunOfAllThreeKindsIsOpaque() {
    String run = "aB3" + "x".repeat(37);

    assertThat(Secrets.mask(run)).isEqualTo("****");
    assertThat(Secrets.mask(run.substring(1))).isEqualTo(run.substring(1));
    assertThat(Secrets.mask(run.substring(0, 39) + "-")).isEqualTo(run.substring(0, 39) + "-");
    assertThat(Secrets.mask("-" + run)).isEqualTo("-****");
    assertThat(Secrets.mask(run + "-" + run + "-y")).isEqualTo("****-****-y");
    assertThat(Secrets.mask("azAZ09+/" + "=".repeat(32))).isEqualTo("****");
    for (String two :
        new String[] {"aB" + "x".repeat(38), "a3" + "x".repeat(38), "B3" + "X".repeat(38)}) {
      assertThat(Secrets.mask(two)).isSameAs(two);
    }
    // the first and the last of each kind are of it
    for (String ends : new String[] {"aA0", "zZ9", "aZ0", "zA9"}) {
      String secret = ends.repeat(13) + ends.charAt(0);
      assertThat(Secrets.mask("key " + secret + " end")).isEqualTo("key **** end");
    }
    for (char other : "`{@[/:,*-_.".toCharArray()) {
      String broken = "aB3" + "x".repeat(20) + other + "x".repeat(19);
      assertThat(Secrets.mask(broken)).isEqualTo(other == '/' ? "****" : broken);
    }
    assertThat(Secrets.mask("arn:aws:x:" + run)).isEqualTo("arn:aws:x:****");
    assertThat(Secrets.mask("arn:aB3" + "x".repeat(20) + "/" + "x".repeat(30)))
        .isEqualTo("arn:aB3" + "x".repeat(20) + "/" + "x".repeat(30));
  }

  @Test
  void differentSecretsStayApartWhereTheyMust() {
    String one = Secrets.maskApart("AKIAIOSFODNN7EXAMPLE");

    assertThat(one).matches("AKIA\\*\\*\\*\\*MPLE#[0-9a-f]{8}");
    assertThat(Secrets.maskApart("AKIAIOSFODNN7EXAMPLE")).isEqualTo(one);
    assertThat(Secrets.maskApart("AKIAIOSFODNN8EXAMPLE")).isNotEqualTo(one);
    assertThat(Secrets.maskApart("plain")).isEqualTo("plain");
  }

  @Test
  void aLongTextIsMaskedInReasonableTime() {
    String hostile = "eyJ" + "a.".repeat(50_000) + "secret=".repeat(10_000) + "AKIA".repeat(9_000);

    assertThat(Secrets.mask(hostile)).doesNotContain("AKIAAKIA");
  }
}
