package dev.trailwatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand notifications with hostile names, descriptions and evidence, ALARM and OK, held
 * against what their receivers check.
 */
class ReceiversTest {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final int MESSAGES = 1000;
  private static final List<SnsMessage> SENT =
      Stream.iterate(0, n -> n + 1)
          .limit(MESSAGES)
          .map(n -> SnsMessage.of(Messages.hostile(n), Messages.SENDER))
          .toList();
  private static final List<JsonNode> ALARMS =
      SENT.stream().map(message -> read(message.defaultMessage())).toList();

  @BeforeAll
  static void bothStatesAreThere() {
    assertThat(ALARMS).hasSize(MESSAGES);
    assertThat(ALARMS)
        .extracting(alarm -> alarm.get("NewStateValue").asText())
        .contains("ALARM", "OK");
  }

  private static JsonNode read(String json) {
    try {
      return STRICT.readTree(json);
    } catch (java.io.IOException e) {
      throw new AssertionError(json, e);
    }
  }

  @Test
  void everyMessageIsValidByTheSchema() {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                ReceiversTest.class.getResourceAsStream("/notification/sns-message.schema.json"));
    for (JsonNode alarm : ALARMS) {
      assertThat(schema.validate(alarm)).as(alarm.toString()).isEmpty();
    }
  }

  @Test
  void snsTakesEveryMessage() throws CharacterCodingException {
    for (SnsMessage message : SENT) {
      int size = bytes(message.structured());
      for (Map.Entry<String, String> attribute : message.attributes().entrySet()) {
        assertThat(attribute.getKey()).matches("[A-Za-z0-9_.-]{1,256}");
        assertThat(attribute.getValue()).isNotEmpty();
        size += bytes(attribute.getKey()) + bytes(attribute.getValue()) + "String".length();
      }
      assertThat(size).isLessThanOrEqualTo(256 * 1024);
      assertThat(message.subject()).matches("[ -~]{1,100}").doesNotStartWith(" ");
      assertThat(message.sms()).matches("[ -~]{1,160}");
      assertThat(message.structured().codePoints().allMatch(ReceiversTest::isXml)).isTrue();
      JsonNode structured = read(message.structured());
      assertThat(structured.fieldNames()).toIterable().containsExactly("default", "sms", "email");
      assertThat(structured.get("default").asText()).isEqualTo(message.defaultMessage());
      assertThat(structured.get("email").asText()).isEqualTo(message.email());
      assertThat(structured.get("sms").asText()).isEqualTo(message.sms());
    }
  }

  private static int bytes(String text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text)).limit();
  }

  private static boolean isXml(int c) {
    return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
  }

  @Test
  void noKeyAtTheTopTakesTheMessageForAnotherKind() {
    for (JsonNode alarm : ALARMS) {
      for (String key : List.of("text", "attachments", "detail-type", "message", "Records")) {
        assertThat(alarm.has(key)).isFalse();
      }
    }
  }

  /** After the notify-slack module's {@code format_cloudwatch_alarm}. */
  @Test
  void notifySlackFindsItsKeys() {
    for (JsonNode alarm : ALARMS) {
      assertThat(alarm.get("AlarmName").asText()).isNotEmpty();
      assertThat(alarm.has("AlarmDescription")).isTrue();
      assertThat(alarm.get("NewStateValue").asText()).isIn("OK", "INSUFFICIENT_DATA", "ALARM");
      assertThat(alarm.get("NewStateReason").isTextual()).isTrue();
      assertThat(alarm.get("OldStateValue").asText()).isIn("OK", "INSUFFICIENT_DATA", "ALARM");
    }
  }

  /** After alerta's CloudWatch webhook. */
  @Test
  void alertaFindsItsKeys() {
    for (JsonNode alarm : ALARMS) {
      JsonNode trigger = alarm.get("Trigger");
      for (JsonNode dimension : trigger.get("Dimensions")) {
        assertThat(dimension.get("name").isTextual()).isTrue();
        assertThat(dimension.get("value").isTextual()).isTrue();
      }
      assertThat(trigger.get("Namespace").isTextual()).isTrue();
      assertThat(alarm.get("AWSAccountId").asText()).hasSize(12);
      assertThat(alarm.get("Region").asText()).isEqualTo("EU (Ireland)");
    }
  }

  /** PagerDuty: the subject's state is the message's, and strict JSON. */
  @Test
  void pagerDutyReadsTheStateFromTheSubject() {
    for (int i = 0; i < MESSAGES; i++) {
      String state = ALARMS.get(i).get("NewStateValue").asText();
      assertThat(SENT.get(i).subject()).startsWith(state + ": \"").endsWith("\" in EU (Ireland)");
    }
  }

  /** aws-lambda-go's CloudWatchAlarmSNSPayload is typed. */
  @Test
  void typedReadersFindTheirTypes() {
    for (JsonNode alarm : ALARMS) {
      JsonNode trigger = alarm.get("Trigger");
      assertThat(trigger.get("Threshold").isNumber()).isTrue();
      assertThat(trigger.get("Period").isInt()).isTrue();
      assertThat(trigger.get("EvaluationPeriods").isInt()).isTrue();
      assertThat(trigger.get("Unit").isTextual() || trigger.get("Unit").isNull()).isTrue();
      assertThat(trigger.get("TreatMissingData").asText()).isEqualTo("notBreaching");
    }
  }

  @Test
  void theSameInstanceHasTheSameNameArnAndAnotherOneAnother() {
    for (int i = 0; i < MESSAGES; i++) {
      JsonNode alarm = ALARMS.get(i);
      String name = alarm.get("AlarmName").asText();
      assertThat(name).hasSizeLessThanOrEqualTo(255).doesNotContain("\n", "\u001b", "\u202e");
      assertThat(alarm.get("AlarmArn").asText())
          .isEqualTo("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:" + name);
      assertThat(SnsMessage.of(Messages.hostile(i), Messages.SENDER).structured())
          .isEqualTo(SENT.get(i).structured());
    }
  }

  @Test
  void nothingForPeopleHoldsAControlCharacterOrTurnsTheWritingRound() {
    for (SnsMessage message : SENT) {
      String shown = message.email() + ConsoleBlock.of(message.defaultMessage());
      assertThat(shown.codePoints().noneMatch(c -> c != '\n' && isDisruptive(c))).isTrue();
    }
  }

  private static boolean isDisruptive(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  @Test
  void theEvidenceIsAnAllowList() {
    for (JsonNode alarm : ALARMS) {
      assertThat(alarm.get("Evidence").fieldNames())
          .toIterable()
          .containsExactly(
              "count",
              "firstEventTime",
              "lastEventTime",
              "principals",
              "sourceIPs",
              "eventNames",
              "accounts",
              "regions",
              "samples",
              "late",
              "truncated");
      for (JsonNode sample : alarm.get("Evidence").get("samples")) {
        assertThat(sample.fieldNames())
            .toIterable()
            .containsExactly(
                "eventID",
                "eventTime",
                "eventName",
                "principal",
                "sourceIPAddress",
                "awsRegion",
                "recipientAccountId",
                "errorCode");
      }
    }
  }
}
