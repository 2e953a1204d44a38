/** Tests of pictures of memory forecasts. */
@NullMarked
package dev.tokenyard.app.view.forecast;

import org.jspecify.annotations.NullMarked;
