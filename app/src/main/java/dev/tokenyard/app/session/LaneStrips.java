package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.Series;
import dev.tokenyard.sim.metrics.StripSeries;

/**
 * What the timeline draws of one lane, by columns of time that are the same in all parts.
 *
 * @param levels queue, KV cache and batches over all instances, and why the heads of the queues waited
 * @param attainment share of the requests decided in the trailing window that met their objectives, 0 to 1
 */
public record LaneStrips(StripSeries levels, Series attainment) {}
