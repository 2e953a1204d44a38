/** The predict page: predictions beside the truth, and what their errors cost. */
@NullMarked
package dev.tokenyard.app.view.predict;

import org.jspecify.annotations.NullMarked;
