/** Tests of the compare page. */
@NullMarked
package dev.tokenyard.app.view.compare;

import org.jspecify.annotations.NullMarked;
