package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailEventTest {
  /** The event as it is read token by token, after a look that the tree says the same. */
  private static CloudTrailEvent event(String json) {
    CloudTrailEvent streamed = CloudTrailEvent.of(LogEvent.of(json.replace('\'', '"')));
    LogEvent parsed = LogEvent.of(json.replace('\'', '"'));
    parsed.json();
    CloudTrailEvent fromTree = CloudTrailEvent.of(parsed);
    assertThat(streamed == null).isEqualTo(fromTree == null);
    assertThat(RecordReading.of(streamed)).isEqualTo(RecordReading.of(fromTree));
    return streamed;
  }

  private static String principal(String identity) {
    return event("{'userIdentity':" + identity + "}").principal();
  }

  @Test
  void everyFieldIsRead() {
    CloudTrailEvent event =
        event(
            "{'eventID':'e','eventTime':'2026-01-01T00:00:01Z','eventName':'n','eventSource':'s',"
                + "'sourceIPAddress':'i','awsRegion':'r','recipientAccountId':'a','errorCode':'c'}");

    assertThat(event.eventID()).hasToString("e");
    assertThat(event.eventTime()).isEqualTo(1_767_225_601_000L);
    assertThat(event.eventName()).isEqualTo("n");
    assertThat(event.eventSource()).isEqualTo("s");
    assertThat(event.sourceIPAddress()).isEqualTo("i");
    assertThat(event.awsRegion()).isEqualTo("r");
    assertThat(event.recipientAccountId()).isEqualTo("a");
    assertThat(event.errorCode()).isEqualTo("c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain text", "[1]", "3", "", "{'a':1} x", "null", "{'eventID':'x'", "{} {}"})
  void whatIsNoJsonObjectIsNoEvent(String message) {
    assertThat(event(message)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'eventID':5,'eventTime':[],'eventName':{},'sourceIPAddress':null,'errorCode':true}",
        "{'userIdentity':'x'}",
        "{'userIdentity':['arn']}",
        "{'userIdentity':{'arn':{'arn':'x'},'sessionContext':7}}",
        "{'userIdentity':{'sessionContext':{'sessionIssuer':['arn']}}}",
        "{'eventID':'','eventTime':'','userIdentity':{'arn':''}}",
        "{'requestParameters':{'eventName':'StopLogging','userIdentity':{'arn':'x'}}}",
        "{'eventName':'first','eventName':{'eventName':'x'},'a':[[{'eventID':'x'}],1.5e9999]}",
        "{'userIdentity':{'arn':'x'},'userIdentity':[1]}",
        "{'userIdentity':{'sessionContext':{'sessionIssuer':{'arn':'x','type':'Role'}},"
            + "'sessionContext':{}}}"
      })
  void anyOtherShapeGivesNothing(String json) {
    CloudTrailEvent event = event(json);

    assertThat(event.eventID()).isNull();
    assertThat(event.eventTime()).isNull();
    assertThat(event.eventName()).isNull();
    assertThat(event.principal()).isNull();
    assertThat(event.sourceIPAddress()).isNull();
    assertThat(event.errorCode()).isNull();
  }

  @Test
  void aRoleSessionIsTheRoleWhateverTheCallerCallsIt() {
    String role = "arn:aws:iam::111122223333:role/deploy";
    String session =
        "{'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/deploy/%s',"
            + "'sessionContext':{'sessionIssuer':{'type':'Role','arn':'%s'}}}";

    assertThat(principal(String.format(session, "one", role))).isEqualTo(role);
    assertThat(principal(String.format(session, "two", role))).isEqualTo(role);
  }

  @Test
  void otherwiseTheFirstThatIsThereNamesThePrincipal() {
    assertThat(
            principal(
                "{'arn':'a','principalId':'p','sessionContext':{'sessionIssuer':{'arn':'i'}}}"))
        .isEqualTo("a");
    assertThat(principal("{'principalId':'p','accountId':'1'}")).isEqualTo("p");
    assertThat(principal("{'accountId':'1','invokedBy':'s'}")).isEqualTo("1");
    assertThat(principal("{'type':'AWSService','invokedBy':'s'}")).isEqualTo("s");
    assertThat(principal("{'type':'AssumedRole','arn':'a'}")).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 1767225600000",
    "2026-01-01T00:00:00.123Z, 1767225600123",
    "2024-02-29T23:59:59Z, 1709251199000",
    "2026-01-01T01:00:00+01:00, 1767225600000",
    "1969-12-31T23:59:59Z, -1000"
  })
  void aTimeIsReadInItsUsualForms(String text, long millis) {
    assertThat(event("{'eventTime':'" + text + "'}").eventTime()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2026-01-01T24:00:01Z",
        "2026-13-01T00:00:00Z",
        "yesterday",
        "2026/01-01T00:00:00Z",
        "2026-01/01T00:00:00Z",
        "2026-01-01T00.00:00Z",
        "2026-01-01T00:00.00Z",
        "2026-01-01T00:00:00z.",
        "2026-01-01T00:00:00X",
        "202:-01-01T00:00:00Z",
        "202/-01-01T00:00:00Z",
        "2026-01-01T00:00:0:Z",
        "2026-01-01 00:00:00Z",
        "2o26-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "1767225600"
      })
  void aTimeThatIsNoneIsAbsent(String text) {
    assertThat(event("{'eventTime':'" + text + "'}").eventTime()).isNull();
  }

  @Test
  void aRecordIsToldInALine() {
    assertThat(event("{'eventID':'e','eventName':'n','userIdentity':{'arn':'a'}}"))
        .hasToString("n by a, e");
  }

  @Test
  void anIssuerThatIsNoRoleIsNoPrincipalOfAnotherType() {
    String issuer = "'sessionContext':{'sessionIssuer':{'type':'%s','arn':'i'}},'arn':'a'}";

    assertThat(principal("{'type':'FederatedUser'," + String.format(issuer, "IAMUser")))
        .isEqualTo("a");
    assertThat(principal("{'type':'FederatedUser'," + String.format(issuer, "Role")))
        .isEqualTo("i");
    assertThat(principal("{'type':'AssumedRole'," + String.format(issuer, "IAMUser")))
        .isEqualTo("i");
  }
}
