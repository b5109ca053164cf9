package dev.trailwatch.notification;

import java.util.HashMap;
import java.util.Map;

/**
 * The long names that CloudWatch's notifications give to regions.
 *
 * <p>They are the console's of old: {@code EU (Ireland)}, where AWS now writes Europe elsewhere.
 */
final class Region {
  private static final Map<String, String> LONG_NAMES = longNames();

  private Region() {}

  /** A region's long name; its code where that is not known. */
  static String longName(String code) {
    return LONG_NAMES.getOrDefault(code, code);
  }

  /** The partition that a region's ARNs name. */
  static String partition(String code) {
    if (code.startsWith("cn-")) {
      return "aws-cn";
    }
    if (code.startsWith("us-gov-")) {
      return "aws-us-gov";
    }
    if (code.startsWith("eusc-")) {
      return "aws-eusc";
    }
    if (code.startsWith("us-iso-")) {
      return "aws-iso";
    }
    if (code.startsWith("us-isob-")) {
      return "aws-iso-b";
    }
    if (code.startsWith("eu-isoe-")) {
      return "aws-iso-e";
    }
    if (code.startsWith("us-isof-") || code.startsWith("eu-isof-")) {
      return "aws-iso-f";
    }
    return "aws";
  }

  private static Map<String, String> longNames() {
    Map<String, String> names = new HashMap<>();
    names.put("us-east-1", "US East (N. Virginia)");
    names.put("us-east-2", "US East (Ohio)");
    names.put("us-west-1", "US West (N. California)");
    names.put("us-west-2", "US West (Oregon)");
    names.put("af-south-1", "Africa (Cape Town)");
    names.put("ap-east-1", "Asia Pacific (Hong Kong)");
    names.put("ap-east-2", "Asia Pacific (Taipei)");
    names.put("ap-northeast-1", "Asia Pacific (Tokyo)");
    names.put("ap-northeast-2", "Asia Pacific (Seoul)");
    names.put("ap-northeast-3", "Asia Pacific (Osaka)");
    names.put("ap-south-1", "Asia Pacific (Mumbai)");
    names.put("ap-south-2", "Asia Pacific (Hyderabad)");
    names.put("ap-southeast-1", "Asia Pacific (Singapore)");
    names.put("ap-southeast-2", "Asia Pacific (Sydney)");
    names.put("ap-southeast-3", "Asia Pacific (Jakarta)");
    names.put("ap-southeast-4", "Asia Pacific (Melbourne)");
    names.put("ap-southeast-5", "Asia Pacific (Malaysia)");
    names.put("ap-southeast-6", "Asia Pacific (New Zealand)");
    names.put("ap-southeast-7", "Asia Pacific (Thailand)");
    names.put("ca-central-1", "Canada (Central)");
    names.put("ca-west-1", "Canada West (Calgary)");
    names.put("eu-central-1", "EU (Frankfurt)");
    names.put("eu-central-2", "EU (Zurich)");
    names.put("eu-north-1", "EU (Stockholm)");
    names.put("eu-south-1", "EU (Milan)");
    names.put("eu-south-2", "EU (Spain)");
    names.put("eu-west-1", "EU (Ireland)");
    names.put("eu-west-2", "EU (London)");
    names.put("eu-west-3", "EU (Paris)");
    names.put("eusc-de-east-1", "AWS European Sovereign Cloud (Germany)");
    names.put("il-central-1", "Israel (Tel Aviv)");
    names.put("me-central-1", "Middle East (UAE)");
    names.put("me-south-1", "Middle East (Bahrain)");
    names.put("mx-central-1", "Mexico (Central)");
    names.put("sa-east-1", "South America (Sao Paulo)");
    names.put("us-gov-east-1", "AWS GovCloud (US-East)");
    names.put("us-gov-west-1", "AWS GovCloud (US-West)");
    names.put("cn-north-1", "China (Beijing)");
    names.put("cn-northwest-1", "China (Ningxia)");
    return Map.copyOf(names);
  }
}
