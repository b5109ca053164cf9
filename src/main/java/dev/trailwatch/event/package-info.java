/** What is matched: one log event, and the envelope that CloudWatch Logs delivers it in. */
@NullMarked
package dev.trailwatch.event;

import org.jspecify.annotations.NullMarked;
