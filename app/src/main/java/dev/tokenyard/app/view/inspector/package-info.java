/** What is selected or under the pointer, explained. */
@NullMarked
package dev.tokenyard.app.view.inspector;

import org.jspecify.annotations.NullMarked;
