/** Tests of sweeps. */
@NullMarked
package dev.tokenyard.app.session.sweep;

import org.jspecify.annotations.NullMarked;
