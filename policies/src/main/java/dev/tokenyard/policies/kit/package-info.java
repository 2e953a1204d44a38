/** Bookkeeping that policies share: orders, memory tests, look-ahead. */
@NullMarked
package dev.tokenyard.policies.kit;

import org.jspecify.annotations.NullMarked;
