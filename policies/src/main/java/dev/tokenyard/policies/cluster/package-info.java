/** What a cluster does of itself at intervals. */
@NullMarked
package dev.tokenyard.policies.cluster;

import org.jspecify.annotations.NullMarked;
