package dev.trailwatch.connector.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Someone or something that calls AWS: an identity, and where its calls come from. Immutable. */
final class Actor {
  /** What an actor is, which decides what it calls. */
  enum Kind {
    /** A person, signed in through the company's identity provider. */
    PERSON,
    /** An IAM user with an access key, as old scripts have. */
    KEY_USER,
    /** A role that a program runs under. */
    WORKLOAD,
    /** A service of AWS acting for the account. */
    SERVICE,
    /** Whoever should not be there. */
    INTRUDER
  }

  private final Kind kind;
  private final Template identity;
  private final byte[][] addresses;
  private final byte[][] agents;
  private final byte[] region;

  Actor(Kind kind, Template identity, List<String> addresses, List<String> agents, String region) {
    this.kind = kind;
    this.identity = identity;
    this.addresses = bytes(addresses);
    this.agents = bytes(agents);
    this.region = region.getBytes(StandardCharsets.UTF_8);
  }

  Kind kind() {
    return kind;
  }

  Template identity() {
    return identity;
  }

  byte[] region() {
    return region;
  }

  byte[] address(long random) {
    return addresses[(int) ((random >>> 8 & 0xffff) % addresses.length)];
  }

  byte[] agent(long random) {
    return agents[(int) ((random >>> 24 & 0xffff) % agents.length)];
  }

  private static byte[][] bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }
}
