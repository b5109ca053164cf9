package dev.trailwatch.packaging;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The libraries inside the Kinesis connector: it carries their classes under names of its own, so
 * no dependency names them. Which they are stands in the connector's NOTICE.
 */
final class ConnectorParts {
  /** Where the connector keeps them. */
  static final String PREFIX = "org/apache/flink/kinesis/shaded/";

  private static final Pattern COORDINATES =
      Pattern.compile("(?m)^- ([\\w.-]+):([\\w.-]+):([\\w.-]+)\\s*$");

  /** Which library a package is of, below the prefix; the longest one that fits counts. */
  private static final String PACKAGES =
      """
      com/amazonaws/                                      com.amazonaws:aws-java-sdk-core
      com/amazonaws/jmespath/                             com.amazonaws:jmespath-java
      com/amazonaws/services/kinesis/                     com.amazonaws:aws-java-sdk-kinesis
      com/amazonaws/services/kinesis/clientlibrary/       com.amazonaws:amazon-kinesis-client
      com/amazonaws/services/kinesis/leases/              com.amazonaws:amazon-kinesis-client
      com/amazonaws/services/kinesis/metrics/             com.amazonaws:amazon-kinesis-client
      com/amazonaws/services/kinesis/multilang/           com.amazonaws:amazon-kinesis-client
      com/amazonaws/services/kinesis/producer/            com.amazonaws:amazon-kinesis-producer
      com/amazonaws/services/securitytoken/               com.amazonaws:aws-java-sdk-sts
      com/amazonaws/services/dynamodbv2/                  com.amazonaws:aws-java-sdk-dynamodb
      com/amazonaws/services/dynamodbv2/streamsadapter/   com.amazonaws:dynamodb-streams-kinesis-adapter
      com/amazonaws/services/cloudwatch/                  com.amazonaws:aws-java-sdk-cloudwatch
      com/amazonaws/services/kms/                         com.amazonaws:aws-java-sdk-kms
      com/amazonaws/services/s3/                          com.amazonaws:aws-java-sdk-s3
      com/fasterxml/jackson/annotation/                   com.fasterxml.jackson.core:jackson-annotations
      com/fasterxml/jackson/core/                         com.fasterxml.jackson.core:jackson-core
      com/fasterxml/jackson/databind/                     com.fasterxml.jackson.core:jackson-databind
      com/fasterxml/jackson/dataformat/cbor/              com.fasterxml.jackson.dataformat:jackson-dataformat-cbor
      com/google/protobuf/                                com.google.protobuf:protobuf-java
      io/netty/                                           io.netty:netty-common
      org/apache/http/                                    org.apache.httpcomponents:httpcore
      org/apache/http/auth/                               org.apache.httpcomponents:httpclient
      org/apache/http/client/                             org.apache.httpcomponents:httpclient
      org/apache/http/conn/                               org.apache.httpcomponents:httpclient
      org/apache/http/cookie/                             org.apache.httpcomponents:httpclient
      org/apache/http/impl/auth/                          org.apache.httpcomponents:httpclient
      org/apache/http/impl/client/                        org.apache.httpcomponents:httpclient
      org/apache/http/impl/conn/                          org.apache.httpcomponents:httpclient
      org/apache/http/impl/cookie/                        org.apache.httpcomponents:httpclient
      org/apache/http/impl/execchain/                     org.apache.httpcomponents:httpclient
      org/reactivestreams/                                org.reactivestreams:reactive-streams
      software/amazon/awssdk/annotations/                 software.amazon.awssdk:annotations
      software/amazon/awssdk/arns/                        software.amazon.awssdk:arns
      software/amazon/awssdk/auth/                        software.amazon.awssdk:auth
      software/amazon/awssdk/awscore/                     software.amazon.awssdk:aws-core
      software/amazon/awssdk/core/                        software.amazon.awssdk:sdk-core
      software/amazon/awssdk/endpoints/                   software.amazon.awssdk:endpoints-spi
      software/amazon/awssdk/http/                        software.amazon.awssdk:http-client-spi
      software/amazon/awssdk/http/apache/                 software.amazon.awssdk:apache-client
      software/amazon/awssdk/http/nio/                    software.amazon.awssdk:netty-nio-client
      software/amazon/awssdk/internal/http/               software.amazon.awssdk:http-client-spi
      software/amazon/awssdk/metrics/                     software.amazon.awssdk:metrics-spi
      software/amazon/awssdk/profiles/                    software.amazon.awssdk:profiles
      software/amazon/awssdk/protocols/cbor/              software.amazon.awssdk:aws-cbor-protocol
      software/amazon/awssdk/protocols/core/              software.amazon.awssdk:protocol-core
      software/amazon/awssdk/protocols/json/              software.amazon.awssdk:aws-json-protocol
      software/amazon/awssdk/protocols/jsoncore/          software.amazon.awssdk:json-utils
      software/amazon/awssdk/protocols/query/             software.amazon.awssdk:aws-query-protocol
      software/amazon/awssdk/regions/                     software.amazon.awssdk:regions
      software/amazon/awssdk/services/kinesis/            software.amazon.awssdk:kinesis
      software/amazon/awssdk/services/sts/                software.amazon.awssdk:sts
      software/amazon/awssdk/thirdparty/jackson/core/     software.amazon.awssdk:third-party-jackson-core
      software/amazon/awssdk/thirdparty/jackson/dataformat/cbor/ software.amazon.awssdk:third-party-jackson-dataformat-cbor
      software/amazon/awssdk/utils/                       software.amazon.awssdk:utils
      software/amazon/eventstream/                        software.amazon.eventstream:eventstream
      software/amazon/ion/                                software.amazon.ion:ion-java
      """;

  private final TreeMap<String, String> libraries = new TreeMap<>();
  private final Map<String, Part> parts;

  private ConnectorParts(Map<String, Part> parts) {
    this.parts = parts;
    PACKAGES
        .lines()
        .forEach(
            line -> {
              int blank = line.indexOf(' ');
              libraries.put(line.substring(0, blank), line.substring(blank).strip());
            });
  }

  /** The parts that a NOTICE lists. */
  static ConnectorParts of(String notice) {
    Map<String, Part> parts = new TreeMap<>();
    Matcher lines = COORDINATES.matcher(notice);
    while (lines.find()) {
      Part part = new Part(lines.group(1), lines.group(2), lines.group(3));
      parts.put(part.group() + ":" + part.name(), part);
    }
    return new ConnectorParts(parts);
  }

  /** Whether a class is of a library that the connector carries, and not the connector's own. */
  static boolean holds(String entry) {
    return entry.startsWith(PREFIX) && !entry.startsWith(PREFIX + "org/apache/flink/");
  }

  /** The part that a class is of; empty if the NOTICE or the list of packages lacks it. */
  Optional<Part> owner(String entry) {
    String name = entry.substring(PREFIX.length());
    for (int end = name.length(); end > 0; end = name.lastIndexOf('/', end - 2) + 1) {
      String library = libraries.get(name.substring(0, end));
      if (library != null) {
        return Optional.ofNullable(parts.get(library));
      }
    }
    return Optional.empty();
  }
}
