/** What could have been done with all lengths known: bounds on any schedule. */
@NullMarked
package dev.tokenyard.policies.hindsight;

import org.jspecify.annotations.NullMarked;
