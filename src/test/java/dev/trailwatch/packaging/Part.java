package dev.trailwatch.packaging;

/**
 * One library, by its Maven coordinates.
 *
 * @param version empty if it is not known
 */
record Part(String group, String name, String version) implements Comparable<Part> {
  /** The package URL, as CycloneDX and scanners write it. */
  String purl() {
    return "pkg:maven/"
        + group
        + "/"
        + name
        + (version.isEmpty() ? "" : "@" + version)
        + "?type=jar";
  }

  /** How its jar is called. */
  String file() {
    return name + "-" + version + ".jar";
  }

  @Override
  public int compareTo(Part other) {
    return purl().compareTo(other.purl());
  }

  @Override
  public String toString() {
    return group + ":" + name + (version.isEmpty() ? "" : ":" + version);
  }
}
