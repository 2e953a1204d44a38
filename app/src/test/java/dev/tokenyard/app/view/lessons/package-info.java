/** Tests of the lessons page. */
@NullMarked
package dev.tokenyard.app.view.lessons;

import org.jspecify.annotations.NullMarked;
