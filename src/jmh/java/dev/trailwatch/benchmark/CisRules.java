package dev.trailwatch.benchmark;

/** The filters of the CIS AWS Foundations Benchmark, monitoring section, for both engines. */
final class CisRules {
  private static final String[] PATTERNS = {
    "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }",
    "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }",
    "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS"
        + " && $.eventType != \"AwsServiceEvent\" }",
    names(
        "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy"
            + " PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion"
            + " AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy"
            + " AttachGroupPolicy DetachGroupPolicy"),
    names("CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging"),
    "{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }",
    "{ ($.eventSource = kms.amazonaws.com)"
        + " && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
    "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl)"
        + " || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors)"
        + " || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication)"
        + " || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors)) }",
    "{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder)"
        + " || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel)"
        + " || ($.eventName = PutConfigurationRecorder)) }",
    names(
        "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress"
            + " RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup"),
    names(
        "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry"
            + " ReplaceNetworkAclEntry ReplaceNetworkAclAssociation"),
    names(
        "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway"
            + " DeleteInternetGateway DetachInternetGateway"),
    names(
        "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable"
            + " DeleteRoute DisassociateRouteTable"),
    names(
        "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection"
            + " CreateVpcPeeringConnection DeleteVpcPeeringConnection AttachClassicLinkVpc"),
    "{ $.eventSource = \"organizations.amazonaws.com\" }"
  };

  private static final String[] RULER = {
    "{\"errorCode\":[{\"wildcard\":\"*UnauthorizedOperation\"},{\"prefix\":\"AccessDenied\"}]}",
    "{\"eventName\":[\"ConsoleLogin\"],\"additionalEventData\":{\"MFAUsed\":"
        + "[{\"anything-but\":[\"Yes\"]}]}}",
    "{\"userIdentity\":{\"type\":[\"Root\"],\"invokedBy\":[{\"exists\":false}]},"
        + "\"eventType\":[{\"anything-but\":[\"AwsServiceEvent\"]}]}",
    "",
    "",
    "{\"eventName\":[\"ConsoleLogin\"],\"errorMessage\":[\"Failed authentication\"]}",
    "{\"eventSource\":[\"kms.amazonaws.com\"],\"eventName\":[\"DisableKey\","
        + "\"ScheduleKeyDeletion\"]}",
    "{\"eventSource\":[\"s3.amazonaws.com\"],\"eventName\":[\"PutBucketAcl\",\"PutBucketPolicy\","
        + "\"PutBucketCors\",\"PutBucketLifecycle\",\"PutBucketReplication\","
        + "\"DeleteBucketPolicy\",\"DeleteBucketCors\"]}",
    "{\"eventSource\":[\"config.amazonaws.com\"],\"eventName\":[\"StopConfigurationRecorder\","
        + "\"DeleteDeliveryChannel\",\"PutDeliveryChannel\",\"PutConfigurationRecorder\"]}",
    "",
    "",
    "",
    "",
    "",
    "{\"eventSource\":[\"organizations.amazonaws.com\"]}"
  };

  private CisRules() {}

  /** Adds the fifteen filters. */
  static void addTo(RuleMix mix) {
    for (int i = 0; i < PATTERNS.length; i++) {
      mix.add(PATTERNS[i], RULER[i].isEmpty() ? rulerNames(PATTERNS[i]) : RULER[i]);
    }
  }

  private static String names(String names) {
    return "{ ($.eventName = " + names.replace(" ", ") || ($.eventName = ") + ") }";
  }

  private static String rulerNames(String pattern) {
    String list =
        pattern
            .replace("{ ($.eventName = ", "")
            .replace(") }", "")
            .replace(") || ($.eventName = ", "\",\"");
    return "{\"eventName\":[\"" + list + "\"]}";
  }
}
