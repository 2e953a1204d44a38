/** Tests of studies of predictions. */
@NullMarked
package dev.tokenyard.app.session.predict;

import org.jspecify.annotations.NullMarked;
