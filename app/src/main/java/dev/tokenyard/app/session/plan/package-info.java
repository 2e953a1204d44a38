/** What a policy that plans believed at a moment of its run, and why it changed its plan. */
@NullMarked
package dev.tokenyard.app.session.plan;

import org.jspecify.annotations.NullMarked;
