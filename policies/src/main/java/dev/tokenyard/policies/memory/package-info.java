/** Policies built around the KV cache. */
@NullMarked
package dev.tokenyard.policies.memory;

import org.jspecify.annotations.NullMarked;
