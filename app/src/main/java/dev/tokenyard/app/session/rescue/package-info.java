/** What is kept of a session while it runs, so that a crash of the program or of the machine loses nothing. */
@NullMarked
package dev.tokenyard.app.session.rescue;

import org.jspecify.annotations.NullMarked;
