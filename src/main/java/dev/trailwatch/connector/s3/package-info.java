/** Objects at {@code s3://}: where a job on AWS keeps its rules and its dead letters. */
@NullMarked
package dev.trailwatch.connector.s3;

import org.jspecify.annotations.NullMarked;
