package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.SourceText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of a folder's rule files that somebody signed: each file's SHA-256 and its name below
 * the folder, as {@code sha256sum} prints them.
 *
 * <p>A set of files is as signed if it has all files of the list with their sums and no other: what
 * was changed, added or taken away without the key is refused.
 */
public final class SignedList {
  /** What the list is called, in the folder of the rules. */
  public static final String NAME = "rules.sha256";

  /** What its signature is called, beside it. */
  public static final String SIGNATURE = NAME + ".sig";

  /** The kinds of keys, and how they sign. */
  private static final Map<String, String> ALGORITHMS =
      new TreeMap<>(Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "Ed25519", "Ed25519"));

  /** A sum, a blank and a blank or an asterisk, and the name. */
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](?:\\./)?(.+)");

  private final Map<String, String> sums;

  private SignedList(Map<String, String> sums) {
    this.sums = sums;
  }

  /**
   * A public key in base64 of its DER form, with or without the lines that PEM has around it.
   *
   * @return null if the text is no key that a signature can be checked with
   */
  public static @Nullable PublicKey key(String text) {
    String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
    byte[] der;
    try {
      der = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
    for (String kind : ALGORITHMS.keySet()) {
      try {
        return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // another kind's, or one that this Java doesn't know
      }
    }
    return null;
  }

  /**
   * A list that was signed with a key.
   *
   * @throws UnsignedException if it was not, or is none
   */
  public static SignedList of(byte[] list, byte[] signature, PublicKey key)
      throws UnsignedException {
    if (!isSigned(list, signature, key)) {
      throw new UnsignedException(
          SIGNATURE + " is not the signature of " + NAME + " by the configured key");
    }
    Map<String, String> sums = new TreeMap<>();
    int number = 0;
    for (String line : new String(list, StandardCharsets.UTF_8).split("\r?\n", -1)) {
      number++;
      if (line.isEmpty()) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new UnsignedException(
            NAME + ":" + number + ": expected a SHA-256 and a name, as sha256sum prints them");
      }
      sums.put(parts.group(2), parts.group(1).toLowerCase(Locale.ROOT));
    }
    return new SignedList(sums);
  }

  private static boolean isSigned(byte[] list, byte[] signature, PublicKey key) {
    try {
      String kind = key.getAlgorithm();
      Signature check = Signature.getInstance(ALGORITHMS.getOrDefault(kind, kind));
      check.initVerify(key);
      check.update(list);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // a signature that can't be read is none
      return false;
    }
  }

  /**
   * Compares files with the list.
   *
   * @param folder what their names begin with, with a slash at its end
   * @throws UnsignedException if they are not the files of the list, with the names of all that
   *     differ
   */
  public void check(String folder, List<SourceText> files) throws UnsignedException {
    List<String> faults = new ArrayList<>();
    Map<String, String> left = new TreeMap<>(sums);
    left.keySet().removeIf(name -> !name.endsWith(".yaml") && !name.endsWith(".yml"));
    for (SourceText file : files) {
      String name =
          file.name().startsWith(folder) ? file.name().substring(folder.length()) : file.name();
      String sum = left.remove(name);
      if (sum == null) {
        faults.add(name + " is not in " + NAME);
      } else if (!sum.equals(sha256(file.text()))) {
        faults.add(name + " is not as it was signed");
      }
    }
    left.keySet().stream()
        .filter(name -> !name.startsWith("tests/") && !name.contains("/tests/"))
        .forEach(name -> faults.add(name + " is signed, but not there"));
    if (!faults.isEmpty()) {
      throw new UnsignedException(String.join("; ", faults));
    }
  }

  private static String sha256(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder();
      for (byte b : sum) {
        hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Files that nobody signed as they are. */
  public static final class UnsignedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsignedException(String message) {
      super(message);
    }
  }
}
