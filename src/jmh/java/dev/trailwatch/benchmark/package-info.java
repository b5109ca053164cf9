/** How fast the matcher and the inflater are, beside others, on generated events and rules. */
package dev.trailwatch.benchmark;
