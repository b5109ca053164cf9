package dev.trailwatch.connector.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.connector.s3.S3Location;
import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.connector.s3.S3Server;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedRuleFilesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final String TRAIL = rule("trail", "StopLogging");
  private static final String USERS = rule("users", "CreateUser");

  @TempDir Path folder;

  private final S3Server s3 = new S3Server();
  private KeyPair keys;

  @BeforeEach
  void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    keys = generator.generateKeyPair();
    Files.createDirectory(folder.resolve("aws"));
    Files.writeString(folder.resolve("aws/trail.yaml"), TRAIL);
    Files.writeString(folder.resolve("users.yaml"), USERS);
    sign();
  }

  @AfterEach
  void end() {
    s3.close();
  }

  @Test
  void aRuleThatIsTakenAwayOrChangedIsRefusedAndTold() throws Exception {
    RulePoll poll = poll();
    assertThat(poll.look(TODAY)).isNull();

    Files.delete(folder.resolve("aws/trail.yaml"));
    assertThat(poll.look(TODAY)).isNull();
    Reload refused = poll.look(TODAY);
    assertThat(refused.record()).isNull();
    assertThat(refused.reason())
        .contains("cannot be read: not as signed: aws/trail.yaml is signed, but not there");
    assertThat(poll.look(TODAY)).as("told once").isNull();

    Files.writeString(folder.resolve("aws/trail.yaml"), TRAIL.replace("StopLogging", "StopLoggin"));
    assertThat(poll.look(TODAY)).isNull();
    assertThat(poll.look(TODAY).reason()).contains("aws/trail.yaml is not as it was signed");

    Files.writeString(folder.resolve("aws/trail.yaml"), TRAIL);
    assertThat(poll.look(TODAY)).as("as signed, and in force").isNull();
  }

  @Test
  void whatIsSignedAnewIsAdopted() throws Exception {
    RulePoll poll = poll();
    Files.writeString(
        folder.resolve("aws/trail.yaml"), TRAIL.replace("StopLogging", "DeleteTrail"));
    assertThat(poll.look(TODAY)).as("files come before their signature").isNull();
    sign();
    assertThat(poll.look(TODAY)).isNull();
    assertThat(poll.look(TODAY).diff().changedRules()).containsExactly("trail");
  }

  @Test
  void aTurnedBitOfTheSignatureIsRefused() throws Exception {
    Path signature = folder.resolve("rules.sha256.sig");
    byte[] bytes = Files.readAllBytes(signature);
    bytes[10] ^= 1;
    Files.write(signature, bytes);
    assertThatThrownBy(() -> files().read())
        .isInstanceOf(UnsignedRulesException.class)
        .hasMessageContaining("rules.sha256.sig is not the signature of rules.sha256");
    Files.delete(signature);
    assertThatThrownBy(() -> files().read()).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void oneFileIsFoundInTheListOfItsFolder() throws Exception {
    Files.delete(folder.resolve("aws/trail.yaml"));
    sign();
    assertThat(RuleFiles.signed(folder.resolve("users.yaml"), keys.getPublic()).read())
        .extracting(SourceText::text)
        .containsExactly(USERS);
  }

  @Test
  void aBucketsFilesAreHeldToTheirSignatureToo() throws Exception {
    s3.put("trail/rules/aws/trail.yaml", TRAIL);
    s3.put("trail/rules/users.yaml", USERS);
    s3.put("trail/rules/rules.sha256", Files.readString(folder.resolve("rules.sha256")));
    s3.put("trail/rules/rules.sha256.sig", Files.readAllBytes(folder.resolve("rules.sha256.sig")));
    RuleFiles files = throughBytes(RuleFiles.signed(bucket(), keys.getPublic()));

    assertThat(files.read()).hasSize(2);
    assertThat(files).hasToString(bucket().toString());
    s3.put("trail/rules/more.yaml", USERS);
    assertThatThrownBy(files::read)
        .isInstanceOf(UnsignedRulesException.class)
        .hasMessageContaining("more.yaml is not in rules.sha256");
  }

  private S3Objects bucket() {
    return S3Objects.at(S3Location.parse("s3://trail/rules/"), s3.endpoint(), "eu-west-1");
  }

  private RuleFiles files() {
    return RuleFiles.signed(folder, keys.getPublic());
  }

  private RulePoll poll() throws Exception {
    List<SourceText> texts = throughBytes(files()).read();
    RuleSetRecord record = new RuleSetRecord();
    record.version = RuleFileReader.read(texts, TODAY).ruleSet().version();
    record.adoptedOn = TODAY.toEpochDay();
    record.names = texts.stream().map(SourceText::name).toArray(String[]::new);
    record.texts = texts.stream().map(SourceText::text).toArray(String[]::new);
    return new RulePoll(
        files(), new RuleCompiler(Duration.ofSeconds(20), RuleDemand.none()), record);
  }

  /** The list of the files that are there, and its signature. */
  private void sign() throws Exception {
    StringBuilder list = new StringBuilder();
    for (String name : List.of("aws/trail.yaml", "users.yaml")) {
      if (Files.exists(folder.resolve(name))) {
        byte[] sum =
            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(name)));
        list.append(String.format("%064x", new BigInteger(1, sum))).append("  ");
        list.append(name).append('\n');
      }
    }
    Files.writeString(folder.resolve("rules.sha256"), list);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(list.toString().getBytes(UTF_8));
    Files.write(folder.resolve("rules.sha256.sig"), signature.sign());
  }

  private static RuleFiles throughBytes(RuleFiles files) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(files);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (RuleFiles) in.readObject();
    }
  }

  private static String rule(String name, String event) {
    return "version: 1\nrules:\n  - name: "
        + name
        + "\n    pattern: '{ $.eventName = \""
        + event
        + "\" }'\n";
  }
}
