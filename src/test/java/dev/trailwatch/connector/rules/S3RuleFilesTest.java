package dev.trailwatch.connector.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.trailwatch.connector.s3.S3Location;
import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.connector.s3.S3Server;
import dev.trailwatch.diagnostic.SourceText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3RuleFilesTest {
  private final S3Server s3 = new S3Server();

  @AfterEach
  void end() {
    s3.close();
  }

  @Test
  void findsWhatAFolderWouldHold() throws Exception {
    s3.put("trail/rules/b.yml", "b");
    s3.put("trail/rules/a.yaml", "a");
    s3.put("trail/rules/team/deep/c.yaml", "c");
    s3.put("trail/rules/notes.txt", "no rule");
    s3.put("trail/rules/.hidden/d.yaml", "no rule");
    s3.put("trail/rules/tests/e.yaml", "a test");
    s3.put("trail/rules/team/tests/e.yaml", "a test");
    s3.put("trail/other/f.yaml", "not there");

    assertThat(files("s3://trail/rules/").read())
        .extracting(SourceText::name, SourceText::text)
        .containsExactly(
            tuple("s3://trail/rules/a.yaml", "a"),
            tuple("s3://trail/rules/b.yml", "b"),
            tuple("s3://trail/rules/team/deep/c.yaml", "c"));
    assertThat(files("s3://trail/rules/a.yaml").read())
        .extracting(SourceText::text)
        .containsExactly("a");
    assertThat(files("s3://trail/nothing/").read()).isEmpty();
  }

  @Test
  void readsAnObjectAgainOnlyWhenItsTagHasChanged() throws Exception {
    s3.put("trail/rules/a.yaml", "a");
    s3.put("trail/rules/b.yaml", "b");
    RuleFiles files = files("s3://trail/rules/");
    files.read();
    s3.requests().clear();
    files.read();
    assertThat(s3.requests()).containsExactly("LIST trail/rules/");
    s3.put("trail/rules/b.yaml", "other");
    assertThat(files.read()).extracting(SourceText::text).containsExactly("a", "other");
    assertThat(s3.requests())
        .containsExactly("LIST trail/rules/", "LIST trail/rules/", "GET trail/rules/b.yaml");
  }

  @Test
  void looksAgainWhenAnObjectChangesBetweenListingAndReading() throws Exception {
    s3.put("trail/rules/a.yaml", "old");
    s3.afterListing(
        () -> {
          s3.put("trail/rules/a.yaml", "new");
          s3.afterListing(() -> {});
        });
    assertThat(files("s3://trail/rules/").read())
        .extracting(SourceText::text)
        .containsExactly("new");
  }

  @Test
  void saysWhatS3Refused() {
    s3.status(403);
    assertThatThrownBy(() -> files("s3://trail/rules/").read())
        .isInstanceOf(IOException.class)
        .hasMessage("cannot list s3://trail/rules/: AccessDenied (403)");
  }

  @Test
  void travelsToWhereTheJobRuns() throws Exception {
    s3.put("trail/rules/a.yaml", "a");
    RuleFiles files = files("s3://trail/rules/");
    files.read();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(files);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((RuleFiles) in.readObject()).read())
          .extracting(SourceText::text)
          .containsExactly("a");
    }
  }

  private RuleFiles files(String location) {
    return RuleFiles.at(S3Objects.at(S3Location.parse(location), s3.endpoint(), "eu-west-1"));
  }
}
