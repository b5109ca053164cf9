package dev.trailwatch.connector.demo;

import dev.trailwatch.connector.demo.Actor.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everybody who calls AWS in a company: those who should, and those who should not. */
final class Cast {
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/131.0.0.0 Safari/537.36";
  private static final String CLI =
      "aws-cli/2.22.7 md/awscrt#0.23.4 ua/2.0 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.6"
          + " md/pyimpl#CPython exec-env/none cfg/retry-mode#standard md/installer#exe";
  private static final List<String> PROGRAM_AGENTS =
      List.of(
          "aws-sdk-java/2.29.20 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1 lang/java#17.0.13"
              + " md/OpenJDK_64-Bit_Server_VM md/vendor#Amazon exec-env/AWS_ECS_FARGATE",
          "Boto3/1.35.71 md/Botocore#1.35.71 ua/2.0 os/linux#5.10 md/arch#aarch64"
              + " lang/python#3.12.7 exec-env/AWS_Lambda_python3.12 Botocore/1.35.71",
          "aws-sdk-go-v2/1.32.5 ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64");
  private static final List<String> PERMISSION_SETS =
      List.of("Developer", "PowerUser", "ReadOnly", "DataAnalyst", "Operations");
  private static final List<String> SERVICES =
      List.of("autoscaling", "ec2", "config", "lambda", "ecs-tasks", "elasticloadbalancing", "rds");

  private final Map<Kind, List<Actor>> actors = new HashMap<>();
  private final Map<String, Actor> intruders = new HashMap<>();
  private final Company company;

  Cast(Company company) {
    this.company = company;
    String office = company.address("198.51.100");
    for (int i = 0; i < 14; i++) {
      add(person(PERMISSION_SETS.get(i % PERMISSION_SETS.size()), office));
    }
    for (String name : List.of("ci-deployer", "backup-agent", "legacy-billing")) {
      add(keyUser(name));
    }
    for (String program : company.programs()) {
      add(workload(program));
    }
    for (String service : SERVICES) {
      add(service(service + ".amazonaws.com"));
    }
    addIntruders();
  }

  /** All of a kind. */
  List<Actor> of(Kind kind) {
    return actors.getOrDefault(kind, List.of());
  }

  /** Somebody of the attack, by the part that they play. */
  Actor intruder(String part) {
    Actor actor = intruders.get(part);
    if (actor == null) {
      throw new IllegalArgumentException("nobody plays " + part);
    }
    return actor;
  }

  private void add(Actor actor) {
    actors.computeIfAbsent(actor.kind(), kind -> new ArrayList<>()).add(actor);
  }

  private Actor person(String permissionSet, String office) {
    String role = "AWSReservedSSO_" + permissionSet + "_" + company.hex(16);
    String session = company.person() + "@" + company.required("domain");
    return actor(
        Kind.PERSON,
        assumedRole(role, "aws-reserved/sso.amazonaws.com/" + company.home() + "/", session),
        List.of(office, company.address("203.0.113")),
        List.of(BROWSER, CLI));
  }

  private Actor workload(String program) {
    String session = program.length() % 2 == 0 ? "i-0" + company.hex(16) : company.hex(32);
    return actor(
        Kind.WORKLOAD,
        assumedRole(program + "-role", "", session),
        List.of(company.address("10.0.16"), company.address("10.0.32"), company.address("192.0.2")),
        List.of(PROGRAM_AGENTS.get(program.length() % PROGRAM_AGENTS.size())));
  }

  private Actor keyUser(String name) {
    return actor(
        Kind.KEY_USER,
        user(
            name, company.id("AIDA"), ",\"accessKeyId\":\"" + company.accessKey("AKIA") + "\"", ""),
        List.of(company.address("192.0.2")),
        List.of(PROGRAM_AGENTS.get(1)));
  }

  private Actor service(String host) {
    return actor(
        Kind.SERVICE,
        "{\"type\":\"AWSService\",\"invokedBy\":\"" + host + "\"}",
        List.of(host),
        List.of(host));
  }

  private void addIntruders() {
    String victim = company.required("victim");
    String victimId = company.id("AIDA");
    List<String> away = List.of(company.address("203.0.113"));
    List<String> browser = List.of(BROWSER);
    String session =
        ",\"sessionContext\":{\"attributes\":{\"creationDate\":\"${hour}\","
            + "\"mfaAuthenticated\":\"false\"}}";
    String victimKey = ",\"accessKeyId\":\"" + company.accessKey("ASIA") + "\"";
    intruders.put("guesser", actor(guesser(victim, victimId), away, browser));
    intruders.put("victim signing in", actor(user(victim, victimId, "", ""), away, browser));
    intruders.put("victim", actor(user(victim, victimId, victimKey, session), away, List.of(CLI)));
    String newKey = ",\"accessKeyId\":\"" + company.accessKey("AKIA") + "\"";
    String newUser = user(company.required("newUser"), company.id("AIDA"), newKey, "");
    intruders.put("new user", actor(newUser, away, List.of(CLI)));
    intruders.put("root signing in", actor(root(""), away, browser));
    String rootKey = ",\"accessKeyId\":\"" + company.accessKey("ASIA") + "\"";
    intruders.put("root", actor(root(rootKey + session), away, browser));
  }

  private Actor actor(String identity, List<String> addresses, List<String> agents) {
    return actor(Kind.INTRUDER, identity, addresses, agents);
  }

  private Actor actor(Kind kind, String identity, List<String> addresses, List<String> agents) {
    Template template = Template.compile(identity, company);
    return new Actor(kind, template, addresses, agents, company.home());
  }

  private String assumedRole(String role, String path, String session) {
    String id = company.id("AROA");
    String key = company.accessKey("ASIA");
    return "{\"type\":\"AssumedRole\",\"principalId\":\""
        + id
        + ":"
        + session
        + "\",\"arn\":\"arn:aws:sts::${account}:assumed-role/"
        + role
        + "/"
        + session
        + "\",\"accountId\":\"${account}\",\"accessKeyId\":\""
        + key
        + "\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\""
        + id
        + "\",\"arn\":\"arn:aws:iam::${account}:role/"
        + path
        + role
        + "\",\"accountId\":\"${account}\",\"userName\":\""
        + role
        + "\"},\"attributes\":{\"creationDate\":\"${hour}\",\"mfaAuthenticated\":\"false\"}}}";
  }

  private static String user(String name, String id, String key, String session) {
    return "{\"type\":\"IAMUser\",\"principalId\":\""
        + id
        + "\",\"arn\":\"arn:aws:iam::${account}:user/"
        + name
        + "\",\"accountId\":\"${account}\""
        + key
        + ",\"userName\":\""
        + name
        + "\""
        + session
        + "}";
  }

  /** A sign-in that fails has no ARN: nobody is proven to be anybody. */
  private static String guesser(String name, String id) {
    return "{\"type\":\"IAMUser\",\"principalId\":\""
        + id
        + "\",\"accountId\":\"${account}\",\"accessKeyId\":\"\",\"userName\":\""
        + name
        + "\"}";
  }

  private static String root(String session) {
    return "{\"type\":\"Root\",\"principalId\":\"${account}\""
        + ",\"arn\":\"arn:aws:iam::${account}:root\",\"accountId\":\"${account}\""
        + session
        + "}";
  }
}
