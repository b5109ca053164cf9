/** The job on a cluster of real processes, while everything around it fails. */
package dev.trailwatch.fault;
