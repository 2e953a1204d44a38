/** What could have been done with all lengths known: the optimum, bounds, proofs and their checkers, replay as a policy. */
@NullMarked
package dev.tokenyard.policies.hindsight;

import org.jspecify.annotations.NullMarked;
