/** The policy interface: decision points, read-only views, plans and cards. A policy needs nothing else. */
@NullMarked
package dev.tokenyard.sim.policy;

import org.jspecify.annotations.NullMarked;
