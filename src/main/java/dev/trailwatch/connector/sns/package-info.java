/**
 * Words out: notices to SNS topics, at least once, an alarm's messages never overtaking each other.
 */
@NullMarked
package dev.trailwatch.connector.sns;

import org.jspecify.annotations.NullMarked;
