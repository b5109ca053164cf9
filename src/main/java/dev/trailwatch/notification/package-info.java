/** What is said: a transition as CloudWatch's SNS message, with evidence, and for a terminal. */
@NullMarked
package dev.trailwatch.notification;

import org.jspecify.annotations.NullMarked;
