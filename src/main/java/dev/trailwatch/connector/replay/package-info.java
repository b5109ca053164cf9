/** Files in, words out: archives to replay, and the sinks that need no cloud. */
@NullMarked
package dev.trailwatch.connector.replay;

import org.jspecify.annotations.NullMarked;
