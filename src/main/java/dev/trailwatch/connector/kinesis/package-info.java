/**
 * Bytes in: the Kinesis stream that CloudWatch Logs delivers to, and how far its time has come.
 *
 * <p>Time moves only by proof: a record's arrival, or an answer of Kinesis that nothing is waiting.
 */
@NullMarked
package dev.trailwatch.connector.kinesis;

import org.jspecify.annotations.NullMarked;
