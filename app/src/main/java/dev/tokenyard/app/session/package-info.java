/** Loading, running and comparing, without any scene graph; shared by window and command line. */
@NullMarked
package dev.tokenyard.app.session;

import org.jspecify.annotations.NullMarked;
