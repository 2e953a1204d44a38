/** Memory forecasts as pictures, on the stage and in the inspector. */
@NullMarked
package dev.tokenyard.app.view.forecast;

import org.jspecify.annotations.NullMarked;
