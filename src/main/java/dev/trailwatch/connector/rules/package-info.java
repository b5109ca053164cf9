/** Rules in, again and again: the rule files watched while the job runs. */
@NullMarked
package dev.trailwatch.connector.rules;

import org.jspecify.annotations.NullMarked;
