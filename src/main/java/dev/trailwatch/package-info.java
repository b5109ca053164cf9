/** Trailwatch: security alarms on CloudTrail, in CloudWatch's own language. */
@NullMarked
package dev.trailwatch;

import org.jspecify.annotations.NullMarked;
