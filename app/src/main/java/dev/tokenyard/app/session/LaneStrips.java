package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.Series;

/**
 * What the timeline draws of one lane, by columns of time that are the same in all parts.
 *
 * @param queueLength waiting requests, over all instances
 * @param kvShare KV blocks in use as a share of all that the loaded models have, 0 to 1
 * @param batchSize sequences in the steps under way, over all instances
 * @param attainment share of the requests decided in the trailing window that met their objectives, 0 to 1
 * @param blocked why the heads of the queues waited
 */
public record LaneStrips(
        Series queueLength, Series kvShare, Series batchSize, Series attainment, BlockedBand blocked) {}
