/** Numbers over time: samples summarised by period, and the statistics that alarms read. */
@NullMarked
package dev.trailwatch.metric;

import org.jspecify.annotations.NullMarked;
