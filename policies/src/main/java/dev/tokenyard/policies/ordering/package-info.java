/** Policies that differ from vLLM in the order of the queue only. */
@NullMarked
package dev.tokenyard.policies.ordering;

import org.jspecify.annotations.NullMarked;
