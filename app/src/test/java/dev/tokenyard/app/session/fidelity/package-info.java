/** Tests of the comparison with reference runs. */
@NullMarked
package dev.tokenyard.app.session.fidelity;

import org.jspecify.annotations.NullMarked;
