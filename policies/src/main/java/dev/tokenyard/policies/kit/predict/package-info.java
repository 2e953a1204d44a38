/** Predictors of output lengths. They see the truth in order to blur it; policies see only what they yield. */
@NullMarked
package dev.tokenyard.policies.kit.predict;

import org.jspecify.annotations.NullMarked;
