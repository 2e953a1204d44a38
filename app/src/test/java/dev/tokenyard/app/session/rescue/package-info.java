/** Tests of what is kept against a crash. */
@NullMarked
package dev.tokenyard.app.session.rescue;

import org.jspecify.annotations.NullMarked;
