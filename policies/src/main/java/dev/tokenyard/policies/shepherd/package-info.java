/**
 * SHEPHERD: streams of requests share GPUs by a periodic plan, {@link dev.tokenyard.policies.shepherd.Herd}, and run in fixed
 * batches that a larger one preempts, {@link dev.tokenyard.policies.shepherd.Flex}.
 */
@NullMarked
package dev.tokenyard.policies.shepherd;

import org.jspecify.annotations.NullMarked;
