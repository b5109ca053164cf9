/**
 * Rules from and to what CloudWatch runs natively: the AWS CLI's JSON in, Terraform's in and out.
 *
 * <p>What the other side cannot carry is listed, never dropped silently.
 */
@NullMarked
package dev.trailwatch.exchange;

import org.jspecify.annotations.NullMarked;
