/** Tests of the workbench. */
@NullMarked
package dev.tokenyard.app.session.workbench;

import org.jspecify.annotations.NullMarked;
