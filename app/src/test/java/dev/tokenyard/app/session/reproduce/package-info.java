@NullMarked
package dev.tokenyard.app.session.reproduce;

import org.jspecify.annotations.NullMarked;
