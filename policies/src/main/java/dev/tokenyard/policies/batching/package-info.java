/** How a step's batch is put together from running and waiting requests. */
@NullMarked
package dev.tokenyard.policies.batching;

import org.jspecify.annotations.NullMarked;
