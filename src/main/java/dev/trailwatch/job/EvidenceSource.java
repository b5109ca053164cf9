package dev.trailwatch.job;

import dev.trailwatch.event.EvidenceCollector;

/** Evidence that is made when somebody asks for it; most of an archive's nobody does. */
interface EvidenceSource {
  /** Adds all of it. */
  void addTo(EvidenceCollector collector);
}
