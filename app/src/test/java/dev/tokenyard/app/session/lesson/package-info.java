@NullMarked
package dev.tokenyard.app.session.lesson;

import org.jspecify.annotations.NullMarked;
