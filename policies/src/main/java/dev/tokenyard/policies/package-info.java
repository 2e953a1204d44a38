/** Published scheduling policies, one small file each, and their catalogue. */
@NullMarked
package dev.tokenyard.policies;

import org.jspecify.annotations.NullMarked;
