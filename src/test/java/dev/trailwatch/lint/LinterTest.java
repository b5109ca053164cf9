package dev.trailwatch.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinterTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Linter LINTER = Linter.create();

  /** The errors and warnings of a pattern, or with "i" before it infos too. */
  private static List<String> codes(String pattern) throws Exception {
    return LINTER.lint(FilterPattern.compile(pattern, Dialect.EXTENDED)).stream()
        .map(issue -> issue.severity().word().charAt(0) + issue.code().id().substring(1))
        .filter(code -> !code.startsWith("i"))
        .collect(Collectors.toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '#',
      value = {
        // never, in whole and in part
        "{ $.eventName = \"A*\" && $.eventName = \"B*\" }@e301",
        "{ $.eventName = \"CreateUser\" && $.eventName = \"DeleteTrail\" }@e301",
        "{ $.eventName = \"DeleteTrail\" && $.errorCode NOT EXISTS && $.errorCode = \"*\" }@e301",
        "{ $.eventName = DeleteTrail && $.eventName != Delete* }@e301",
        "{ $.eventName NOT EXISTS }@e301",
        "{ $.userIdentity NOT EXISTS || $.eventName = DeleteTrail }@e302",
        "{ $.eventName = DeleteTrail && ($.errorCode = \"A\" || $.eventName = StopLogging) }@e302",
        "{ $.eventName = ConsoleLogin && $.errorCode = \"*\" }@e301",
        "{ $.a = 1 && $.a > 2 }@e301",
        "{ $.a > 5 && $.a < 3 }@e301",
        "{ $.a IS TRUE && $.a = \"x\" }@e301",
        "{ $.a NOT EXISTS && $.a.b = 1 }@e301",
        "{ ($.a = \"x*\" || $.a = \"y*\") && $.a != \"x*\" && $.a != \"y*\" }@e301",
        // always
        "{ $.eventName != \"A\" || $.eventName != \"B\" }@e303",
        "{ $.sourceIPAddress != \"10.0.0.1\" || $.eventName != \"HeadBucket\" }@e303",
        "{ $.eventVersion = * }@e303",
        "{ $.eventName = DeleteTrail && ($.errorCode != \"A\" || $.errorCode != \"B\") }@e303",
        // values, fields, names
        "{ $.userIdentity.type = \"root\" && $.userIdentity.invokedBy NOT EXISTS }@e304 e301",
        "{ $.userIdentity.type != \"AssumeRole\" && $.eventName = StopLogging }@e304",
        "{ $.eventType = \"AwsConsoleSignin\" }@e304 e301",
        "{ $.errorMessage = \"AccessDenied\" && $.eventName = StopLogging }@e305",
        "{ $.errorCode = \"Access Denied\" && $.eventName = StopLogging }@e305",
        "{ $.eventname = \"DeleteTrail\" }@w306",
        "{ $.userIdentity.Type = \"Root\" && $.eventName = StopLogging }@w306",
        "{ $.useridentity.type = \"Root\" && $.eventName = StopLogging }@w306",
        "{ $.eventName = \"StopLoging\" }@w307",
        "{ $.eventName = \"deletetrail\" }@w307",
        "{ $.readOnly = \"true\" && $.eventName = StopLogging }@e308 e301",
        "{ $.userIdentity.sessionContext.attributes.mfaAuthenticated IS FALSE"
            + " && $.eventName = StopLogging }@e308 e301",
        "{ $.eventSource = \"iam\" && $.eventName = CreateAccessKey }@e309",
        "{ $.eventSource = \"iam.amazonaws.co\" && $.eventName = CreateAccessKey }@e309",
        "{ $.eventSource = \"s3.amazonaws.com\" && $.eventName = CreateAccessKey }@w309",
        "{ $.eventName = \"DeleteUser\" }@w310",
        // habits
        "{ $.eventName = GetSecretValue && $.errorCode = \"AccessDenied\" }@w312",
        "{ $.errorCode = \"UnauthorizedOperation\" && $.eventSource = ec2.amazonaws.com }@w312",
        "{ $.eventName = AuthorizeSecurityGroupIngress"
            + " && $.requestParameters.cidrIp = \"0.0.0.0/0\" }@e313",
        "{ $.errorCode = \"AccessDenied*\" }@w314",
        "{ $.userIdentity.type = \"Root\" }@w314",
        "{ $.errorCode = \"AccessDenied*\" || $.errorCode = \"*Unauthorized*\""
            + " && $.sourceIPAddress != \"delivery.logs.amazonaws.com\" }@w315 w314",
      })
  void tellsWhatIsWrong(String pattern, String codes) throws Exception {
    assertThat(codes(pattern)).as(pattern).containsExactlyInAnyOrder(codes.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.level = \"ERROR\" }",
        "{ $.statusCode >= 500 && $.statusCode < 600 }",
        "{ $.a = \"1\" && $.a > 0 }",
        "{ $.a != \"x\" && $.a != \"y\" }",
        "{ ($.errorCode NOT EXISTS) || ($.errorCode != \"x\") }",
        "{ $.eventName = DeleteTrail && $.awsRegion != \"eu-west-1\" }",
        "{ $.awsRegion != \"eu-west-1\" && $.awsRegion != \"us-east-1\" }",
        "{ $.eventSource = iam.* && $.eventName != Get* && $.eventName != List* }",
        "{ $.eventSource = \"iam.amazonaws.com\" && $.eventName = DeleteUser }",
        "{ $.eventName = \"CreateFunction20150331\" }",
        "{ $.readOnly IS FALSE && $.eventName = StopLogging }",
        "{ $.requestParameters.anything.at.all = \"x\" && $.eventName = StopLogging }",
        "{ $.resources[0].ARN = \"arn:*\" && $.eventName = StopLogging }",
        "{ ($.errorCode = \"AccessDenied*\") && ($.sourceIPAddress != \"delivery.logs.amazonaws.com\""
            + " || $.eventName != \"HeadBucket\") && $.eventSource = \"kms.amazonaws.com\" }",
        "{ $.eventName = \"AuthorizeSecurityGroupIngress\""
            + " && $.requestParameters.ipPermissions.items[*].ipRanges.items[*].cidrIp = \"0.0.0.0/0\" }",
        "{ $.eventSource = s3.amazonaws.com && $.errorCode = \"AccessDenied\""
            + " && $.eventName = GetObject }",
        "{ $.userIdentity.type = Root && $.userIdentity.invokedBy NOT EXISTS"
            + " && $.eventType != AwsServiceEvent }",
        "{ ($.a = 1 && $.b = 2) || ($.c = 3) }",
        "{ $.a = 1 && $.b = 2 || $.c = 3 && $.d = 4 }",
        "ERROR -timeout",
        "[ip, user, status = 5*]",
      })
  void isSilentWhereNothingIsWrong(String pattern) throws Exception {
    assertThat(codes(pattern)).as(pattern).isEmpty();
  }

  private static List<Issue> file(String text) {
    ReadResult read = RuleFileReader.read(List.of(SourceText.of("r.yaml", text)), TODAY);
    return LINTER.lint(read.readable(), TODAY);
  }

  private static List<String> fileCodes(String text) {
    return file(text).stream()
        .map(issue -> issue.severity().word().charAt(0) + issue.code().id().substring(1))
        .collect(Collectors.toList());
  }

  private static List<String> alarm(String metric, String alarm) {
    return fileCodes(
        "version: 1\nrules:\n  - name: a\n    pattern: '{ $.a = 1 }'\n    metric: {"
            + metric
            + "}\n    alarm: {"
            + alarm
            + "}\n");
  }

  @Test
  void judgesAlarms() {
    assertThat(alarm("", "treat_missing_data: missing")).containsExactly("w320");
    assertThat(alarm("", "treat_missing_data: ignore")).containsExactly("w320");
    assertThat(alarm("default_value: 0", "treat_missing_data: missing")).isEmpty();
    assertThat(alarm("", "treat_missing_data: missing, comparison_operator: LessThanThreshold"))
        .containsExactly("e322");
    assertThat(alarm("", "period: 60")).containsExactly("i321");
    assertThat(alarm("", "period: 86400")).containsExactly("w321");
    assertThat(alarm("", "period: 86400, renotify_after: 3600")).isEmpty();
    assertThat(alarm("", "period: 86400, threshold: 100")).isEmpty();
    assertThat(alarm("", "evaluation_periods: 12, datapoints_to_alarm: 1")).containsExactly("i321");
    assertThat(alarm("", "statistic: Maximum, threshold: 5")).containsExactly("e322");
    assertThat(alarm("value: $.n", "statistic: Maximum, threshold: 5")).isEmpty();
    assertThat(
            alarm(
                "value: $.n, value_non_negative: true",
                "comparison_operator: LessThanThreshold, threshold: 0"))
        .containsExactly("e322");
    assertThat(alarm("default_value: 0", "threshold: 0")).containsExactly("w323");
    assertThat(alarm("", "insufficient_data_actions: [x]")).containsExactly("w324");
    assertThat(alarm("", "alarm_actions: [x], actions_enabled: false")).containsExactly("w324");
    assertThat(alarm("", "treat_missing_data: missing, ok_actions: [x]"))
        .containsExactly("w320", "w324");
  }

  @Test
  void findsRulesOfOneMeaning() {
    String file =
        """
        version: 1
        rules:
          - {name: a, pattern: '{ $.a = 1 && ($.b = 2 || $.c = 3) }', metric: {name: m}, alarm: {}}
          - {name: b, pattern: '{ ($.c = 3 && $.a = 1) || ($.b = 2 && $.a = 1) }', %s, alarm: {}}
          - {name: c, pattern: '{ $.a = 1 && $.b = 2 }', alarm: {}}
        """;

    assertThat(fileCodes(file.formatted("metric: {name: m}"))).containsExactly("w330");
    assertThat(fileCodes(file.formatted("metric: {name: n}"))).containsExactly("i330");
    assertThat(fileCodes(file.formatted("mode: native"))).isEmpty();
  }

  @Test
  void examinesExceptions() {
    String file =
        """
        version: 1
        rules:
          - name: a
            pattern: '{ $.eventName = "StopLogging" }'
            native_pattern: '{ $.eventName = "StopLogging" }'
            except: [%s]
        """;

    assertThat(fileCodes(file.formatted("{pattern: '{ $.eventName = Stop* }', reason: x}")))
        .containsExactly("e331");
    assertThat(fileCodes(file.formatted("{field: $.eventName, in: [StartLogging], reason: x}")))
        .containsExactly("w332");
    assertThat(
            fileCodes(
                file.formatted("{field: $.awsRegion, in: [a], reason: x, expires: 2026-12-01}")))
        .containsExactly("i333");
    assertThat(fileCodes(file.formatted("{field: '@principal', in: [a], reason: x}"))).isEmpty();
  }

  @Test
  void whatIsAcceptedIsNotTold() {
    String file =
        """
        version: 1
        rules:
          - name: a
            pattern: '{ $.eventName = "DeleteUser" }'
            accept: [{code: %s, reason: one service only}]
        """;

    assertThat(fileCodes(file.formatted("W310"))).isEmpty();
    assertThat(fileCodes(file.formatted("W314"))).containsExactly("w310", "i350");
  }

  @Test
  void aNativeRuleMustBeNative() {
    assertThat(
            fileCodes(
                """
                version: 1
                rules:
                  - name: a
                    mode: native
                    pattern: '{ $.a = 1 }'
                    alarm: {group_by: ['@principal']}
                """))
        .containsExactly("e340");
  }

  @Test
  void anAuditorsTextIsToldAndForgiven() {
    String twin =
        "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) ||"
            + " ($.eventName=ScheduleKeyDeletion))}";
    String own =
        "{ $.eventSource = kms.amazonaws.com && ($.eventName = DisableKey ||"
            + " $.eventName = ScheduleKeyDeletion) }";
    String file = "version: 1\nrules:\n  - {name: own, pattern: '%s', alarm: {}}\n%s";

    assertThat(fileCodes(file.formatted(own, ""))).containsExactly("i341");
    assertThat(
            fileCodes(
                file.formatted(
                    own, "  - {name: twin, mode: native, pattern: '" + twin + "', alarm: {}}\n")))
        .isEmpty();
  }

  @Test
  void aRuleWithARefusedPatternIsExaminedForTheRest() {
    assertThat(
            fileCodes(
                """
                version: 1
                rules:
                  - name: a
                    pattern: '{ $.a == 1 }'
                    alarm: {treat_missing_data: missing}
                """))
        .containsExactly("w320");
  }

  @Test
  void marksTheConditionThatIsMeant() {
    List<Issue> issues =
        file(
            """
            version: 1
            rules:
              - name: brute-force
                pattern: >-
                  { $.eventName = "ConsoleLogin" && $.errorCode = "Failed authentication" }
            """);

    assertThat(issues.stream().map(Caret::render).collect(Collectors.joining()))
        .isEqualTo(
            """
            r.yaml:4: error: "Failed authentication" is a text of errorMessage, not of errorCode  (W305)
              rule "brute-force", pattern:
                { $.eventName = "ConsoleLogin" && $.errorCode = "Failed authentication" }
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              try  $.errorMessage = "Failed authentication"
            r.yaml:4: error: the pattern never matches: a failed ConsoleLogin says why in errorMessage and has no errorCode  (W301)
              rule "brute-force", pattern:
                { $.eventName = "ConsoleLogin" && $.errorCode = "Failed authentication" }
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              ask for  $.errorMessage
            """);
  }
}
