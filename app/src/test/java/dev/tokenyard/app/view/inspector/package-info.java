/** Tests of the inspector. */
@NullMarked
package dev.tokenyard.app.view.inspector;

import org.jspecify.annotations.NullMarked;
