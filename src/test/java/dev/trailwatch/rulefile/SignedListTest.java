package dev.trailwatch.rulefile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.diagnostic.SourceText;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SignedListTest {
  // printf 'one\n' | sha256sum, and two
  private static final String ONE =
      "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806";
  private static final String TWO =
      "27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a";

  private final KeyPair keys = keys("EC", 256);

  @Test
  void whatIsAsItWasSignedIsTaken() throws Exception {
    list(ONE + "  a.yaml\n" + TWO + "  aws/b.yml\n")
        .check("rules/", List.of(file("rules/a.yaml", "one\n"), file("rules/aws/b.yml", "two\n")));
    // as sha256sum -b and find print names, as Windows ends lines, with sums in capitals
    list(ONE.toUpperCase(Locale.ROOT) + " *./a.yaml\r\n\r\n")
        .check("", List.of(file("a.yaml", "one\n")));
    // a list of everything in the folder has more than the rules
    list(ONE
            + "  a.yaml\n"
            + TWO
            + "  README.md\n"
            + TWO
            + "  tests/t.yaml\n"
            + TWO
            + "  x/tests/t.yml")
        .check("rules/", List.of(file("rules/a.yaml", "one\n")));
  }

  @Test
  void whatWasChangedAddedOrTakenAwayIsNamed() throws Exception {
    SignedList list = list(ONE + "  a.yaml\n" + TWO + "  b.yaml\n");

    assertRefused(
        () -> list.check("r/", List.of(file("r/a.yaml", "one \n"), file("r/b.yaml", "two\n"))),
        "a.yaml is not as it was signed");
    assertRefused(
        () ->
            list.check(
                "r/",
                List.of(
                    file("r/a.yaml", "one\n"), file("r/b.yaml", "two\n"), file("r/c.yaml", ""))),
        "c.yaml is not in rules.sha256");
    assertRefused(
        () -> list.check("r/", List.of(file("r/b.yaml", "two\n"))),
        "a.yaml is signed, but not there");
    assertRefused(
        () -> list.check("r/", List.of(file("r/b.yaml", "one\n"), file("r/a.yaml", "two\n"))),
        "b.yaml is not as it was signed; a.yaml is not as it was signed");
    // the same text twice under one name of the list
    assertRefused(
        () ->
            list.check(
                "r/",
                List.of(
                    file("r/a.yaml", "one\n"),
                    file("r/a.yaml", "one\n"),
                    file("r/b.yaml", "two\n"))),
        "a.yaml is not in rules.sha256");
    assertRefused(
        () -> list.check("r/", List.of(file("elsewhere/a.yaml", "one\n"))),
        "elsewhere/a.yaml is not in rules.sha256");
    assertRefused(
        () -> list.check("r/", List.of()),
        "a.yaml is signed, but not there; b.yaml is signed, but not there");
  }

  @Test
  void aTurnedBitOfTheListOrItsSignatureIsNoSignature() throws Exception {
    byte[] list = (ONE + "  a.yaml\n").getBytes(UTF_8);
    byte[] signature = sign(keys, "SHA256withECDSA", list);
    for (int i = 0; i < list.length; i++) {
      byte[] other = list.clone();
      other[i] ^= 1;
      assertRefused(() -> SignedList.of(other, signature, keys.getPublic()), "not the signature");
    }
    for (int i = 0; i < signature.length; i++) {
      byte[] other = signature.clone();
      other[i] ^= 1;
      assertRefused(() -> SignedList.of(list, other, keys.getPublic()), "not the signature");
    }
    assertRefused(() -> SignedList.of(list, new byte[0], keys.getPublic()), "not the signature");
    assertRefused(
        () -> SignedList.of(list, signature, keys("EC", 256).getPublic()), "not the signature");
    assertRefused(
        () -> SignedList.of(list, signature, keys("RSA", 2048).getPublic()), "not the signature");
  }

  @Test
  void aLineThatIsNoSumIsRefusedWithItsPlace() {
    assertRefused(() -> list(ONE + "  a.yaml\nnonsense\n"), "rules.sha256:2: expected a SHA-256");
    assertRefused(() -> list("2c8b  a.yaml\n"), "rules.sha256:1: expected a SHA-256");
    assertRefused(() -> list(ONE + "  \n"), "rules.sha256:1: expected a SHA-256");
  }

  @Test
  void keysOfEachKindAreRead() throws Exception {
    byte[] list = (ONE + "  a.yaml\n").getBytes(UTF_8);
    for (List<String> kind :
        List.of(
            List.of("EC", "SHA256withECDSA"),
            List.of("RSA", "SHA256withRSA"),
            List.of("Ed25519", "Ed25519"))) {
      KeyPair pair = keys(kind.get(0), kind.get(0).equals("RSA") ? 2048 : 256);
      String text = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
      for (String written :
          List.of(
              text,
              text.replaceAll("\\s", ""),
              "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n")) {
        assertThat(SignedList.key(written)).as(kind.get(0)).isEqualTo(pair.getPublic());
      }
      SignedList.of(list, sign(pair, kind.get(1), list), SignedList.key(text))
          .check("", List.of(file("a.yaml", "one\n")));
    }
    assertThat(SignedList.key("")).isNull();
    assertThat(SignedList.key("no base64!")).isNull();
    assertThat(SignedList.key("QUJD")).isNull();
    // a private key is none either
    assertThat(SignedList.key(Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())))
        .isNull();
  }

  private SignedList list(String text) throws Exception {
    byte[] list = text.getBytes(UTF_8);
    return SignedList.of(list, sign(keys, "SHA256withECDSA", list), keys.getPublic());
  }

  private static SourceText file(String name, String text) {
    return SourceText.of(name, text);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(SignedList.UnsignedException.class)
        .hasMessageContaining(message);
  }

  private static byte[] sign(KeyPair keys, String algorithm, byte[] bytes) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(keys.getPrivate());
    signature.update(bytes);
    return signature.sign();
  }

  private static KeyPair keys(String kind, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (!kind.equals("Ed25519")) {
        generator.initialize(size);
      }
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
