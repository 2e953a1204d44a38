/** Which instance a request goes to. */
@NullMarked
package dev.tokenyard.policies.routing;

import org.jspecify.annotations.NullMarked;
