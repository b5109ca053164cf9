package dev.trailwatch.connector.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A company with an AWS account, invented from a seed: its people, programs and things.
 *
 * <p>Addresses come from the ranges that RFC 5737 keeps for examples, domains end in {@code
 * .example}, access keys in {@code EXAMPLE}.
 */
final class Company {
  private static final List<String> COMPANIES =
      words("alder birch cedar delta ember falcon garnet harbor indigo juniper kestrel lumen");
  private static final List<String> FIRST =
      words(
          "anna ben carla david elena felix grace hugo ida jonas kira leo maria nils olga paul"
              + " rosa samir tara uwe vera wim yara zoe amir bianca chen dora emil fatima");
  private static final List<String> LAST =
      words(
          "berg costa dahl evans fischer garcia haas ito jansen khan lopez meyer novak okafor"
              + " patel quinn rossi silva tanaka urban vogel weber xu young zeller");
  private static final List<String> PROGRAMS =
      words(
          "payment-api order-service image-resizer report-generator data-pipeline web-frontend"
              + " search-indexer mail-sender invoice-worker auth-gateway cart-service stock-sync"
              + " metrics-exporter session-store recommendation");
  private static final List<String> THINGS =
      words("assets backups billing events exports images invoices logs media reports sessions");
  private static final List<String> NEW_USERS =
      words("support-sync backup-agent2 health-probe cloudwatch-svc audit-reader deploy-helper");
  private static final List<String> REGIONS =
      words("eu-central-1 us-east-1 us-west-2 eu-west-1 ap-southeast-2");

  private final Map<String, String> constants = new HashMap<>();
  private final Map<String, List<byte[]>> pools = new HashMap<>();
  private final Dice dice;

  Company(long seed) {
    dice = Dice.of(seed, 1);
    String name = dice.pick(COMPANIES);
    String account = digits(12);
    String region = dice.pick(REGIONS);
    constants.put("company", name);
    constants.put("account", account);
    constants.put("home", region);
    constants.put("domain", name + ".example");
    constants.put("trail", name + "-audit-trail");
    constants.put("victim", person());
    constants.put("newUser", dice.pick(NEW_USERS));
    addPools(name, account, region);
  }

  /** A name that is the same in all events; null if there is none of that kind. */
  @Nullable String constant(String kind) {
    return constants.get(kind);
  }

  String account() {
    return required("account");
  }

  String home() {
    return required("home");
  }

  String required(String kind) {
    String value = constants.get(kind);
    if (value == null) {
      throw new IllegalArgumentException("no constant " + kind);
    }
    return value;
  }

  /** The company's things of a kind. */
  List<byte[]> pool(String kind) {
    List<byte[]> pool = pools.get(kind);
    if (pool == null) {
      throw new IllegalArgumentException("no pool " + kind);
    }
    return pool;
  }

  /** A new person's user name, such as {@code anna.berg}. */
  String person() {
    return dice.pick(FIRST) + "." + dice.pick(LAST);
  }

  /** The programs' names, in an order that follows from the seed. */
  List<String> programs() {
    List<String> programs = new ArrayList<>(PROGRAMS);
    for (int i = programs.size() - 1; i > 0; i--) {
      programs.set(i, programs.set(dice.below(i + 1), programs.get(i)));
    }
    return programs;
  }

  /** An address of a range for examples. */
  String address(String range) {
    return range + "." + (1 + dice.below(254));
  }

  /** An id such as {@code AROAX2...}: a prefix and as many letters as AWS uses. */
  String id(String prefix) {
    return prefix + code(17);
  }

  String accessKey(String prefix) {
    return prefix + code(9) + "EXAMPLE";
  }

  String hex(int digits) {
    EventBuffer out = new EventBuffer();
    for (int i = 0; i < digits; i++) {
      out.putHex(dice.next(), 1);
    }
    return out.toString();
  }

  private String code(int digits) {
    EventBuffer out = new EventBuffer();
    out.putUpper(dice, digits);
    return out.toString();
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(i == 0 ? 1 + dice.below(9) : dice.below(10));
    }
    return digits.toString();
  }

  private void addPools(String name, String account, String region) {
    String arn = ":" + region + ":" + account + ":";
    pool("bucket", 14, () -> name + "-" + dice.pick(THINGS) + "-" + hex(4));
    pool("instance", 60, () -> "i-0" + hex(16));
    pool("image", 6, () -> "ami-0" + hex(16));
    pool("volume", 60, () -> "vol-0" + hex(16));
    pool("sg", 20, () -> "sg-0" + hex(16));
    pool("subnet", 9, () -> "subnet-0" + hex(16));
    pool("vpc", 3, () -> "vpc-0" + hex(16));
    pool("eni", 60, () -> "eni-0" + hex(16));
    pool(
        "kmsKey",
        8,
        () ->
            "arn:aws:kms"
                + arn
                + "key/"
                + hex(8)
                + "-"
                + hex(4)
                + "-4"
                + hex(3)
                + "-a"
                + hex(3)
                + "-"
                + hex(12));
    pool("function", 16, () -> dice.pick(PROGRAMS) + "-" + dice.pick(THINGS));
    pool("role", 16, () -> dice.pick(PROGRAMS) + "-role");
    pool("table", 10, () -> name + "-" + dice.pick(THINGS));
    pool("secret", 10, () -> "prod/" + dice.pick(PROGRAMS) + "/db-" + hex(3));
    pool("parameter", 20, () -> "/" + name + "/" + dice.pick(PROGRAMS) + "/" + dice.pick(THINGS));
    pool("cluster", 4, () -> name + "-" + dice.pick(words("prod stage batch edge")));
    pool("logGroup", 16, () -> "/aws/lambda/" + dice.pick(PROGRAMS) + "-" + dice.pick(THINGS));
    pool(
        "database",
        6,
        () -> name + "-" + dice.pick(words("orders users ledger stock")) + "-" + dice.below(4));
    pool("queue", 8, () -> name + "-" + dice.pick(THINGS) + "-queue");
    pool("repository", 10, () -> name + "/" + dice.pick(PROGRAMS));
    pool("stack", 12, () -> dice.pick(PROGRAMS) + "-stack");
    pool(
        "targetGroup",
        8,
        () ->
            "arn:aws:elasticloadbalancing"
                + arn
                + "targetgroup/"
                + dice.pick(PROGRAMS)
                + "/"
                + hex(16));
    pool("asg", 8, () -> dice.pick(PROGRAMS).toLowerCase(Locale.ROOT) + "-asg");
  }

  private void pool(String kind, int size, Supplier<String> thing) {
    List<byte[]> pool = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      pool.add(thing.get().getBytes(StandardCharsets.UTF_8));
    }
    pools.put(kind, pool);
  }

  private static List<String> words(String words) {
    return List.of(words.split(" "));
  }
}
