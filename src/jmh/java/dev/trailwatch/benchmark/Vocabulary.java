package dev.trailwatch.benchmark;

/** The words that generated rules are made of, in AWS's style. */
final class Vocabulary {
  static final String[] VERBS = {
    "Create", "Delete", "Put", "Update", "Attach", "Detach", "Modify", "Disable", "Enable", "Start",
    "Stop", "Get", "List", "Describe", "Add", "Remove", "Authorize", "Revoke", "Associate", "Import"
  };

  static final String[] NOUNS = {
    "User",
    "Role",
    "Group",
    "Policy",
    "AccessKey",
    "LoginProfile",
    "Bucket",
    "BucketPolicy",
    "BucketAcl",
    "Key",
    "Trail",
    "Detector",
    "Instances",
    "Image",
    "Snapshot",
    "Volume",
    "Subnet",
    "Vpc",
    "SecurityGroup",
    "SecurityGroupIngress",
    "RouteTable",
    "NetworkAcl",
    "InternetGateway",
    "DBInstance",
    "DBSnapshot",
    "Cluster",
    "Function20150331",
    "FunctionCode20150331v2",
    "Stack",
    "LogGroup",
    "LogStream",
    "Alarms",
    "Rule",
    "Targets",
    "Topic",
    "Queue",
    "Secret",
    "SecretValue",
    "Parameter",
    "Certificate",
    "Domain",
    "HostedZone",
    "Distribution",
    "WebACL",
    "IPSet",
    "Member",
    "Account",
    "OrganizationalUnit",
    "ServiceLinkedRole",
    "SAMLProvider",
    "MFADevice",
    "Table",
    "Backup",
    "Vault",
    "Repository",
    "Layer",
    "Project",
    "Pipeline",
    "Endpoint",
    "Model",
    "Domain2"
  };

  static final String[] SOURCES = {
    "iam",
    "s3",
    "ec2",
    "kms",
    "cloudtrail",
    "guardduty",
    "rds",
    "lambda",
    "logs",
    "events",
    "sns",
    "sqs",
    "secretsmanager",
    "ssm",
    "acm",
    "route53",
    "cloudfront",
    "wafv2",
    "organizations",
    "sts"
  };

  static final String[] PARAMETERS = {
    "bucketName", "roleName", "userName", "policyArn", "groupId", "instanceType", "functionName",
    "tableName", "name", "keyId", "repositoryName", "cidrIp", "fromPort", "publiclyAccessible"
  };

  static final String[] ERRORS = {
    "*UnauthorizedOperation", "AccessDenied*", "*NotFound*", "Throttling*", "*LimitExceeded*",
    "Client.*", "*Exception", "Server.*", "*InvalidParameter*", "*Malformed*"
  };

  static final String[] AGENTS = {
    "kali",
    "parrot",
    "pentoo",
    "pacu",
    "s3browser",
    "curl/",
    "python-requests",
    "Terraform",
    "boto3",
    "aws-cli",
    "go-http",
    "postman",
    "nmap",
    "sqlmap",
    "nikto",
    "cloudfox",
    "prowler"
  };

  private Vocabulary() {}
}
