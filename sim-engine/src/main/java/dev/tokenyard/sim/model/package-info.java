/** What is simulated: traces of requests, GPUs, models, service-level objectives and clusters. */
@NullMarked
package dev.tokenyard.sim.model;

import org.jspecify.annotations.NullMarked;
