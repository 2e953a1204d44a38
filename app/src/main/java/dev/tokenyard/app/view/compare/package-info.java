/** The page that compares the policies' figures. */
@NullMarked
package dev.tokenyard.app.view.compare;

import org.jspecify.annotations.NullMarked;
