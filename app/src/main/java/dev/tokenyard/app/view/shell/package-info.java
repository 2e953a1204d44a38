/** The window: header, pages, menu, keys. */
@NullMarked
package dev.tokenyard.app.view.shell;

import org.jspecify.annotations.NullMarked;
