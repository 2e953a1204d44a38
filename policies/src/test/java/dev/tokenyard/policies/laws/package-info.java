/** Laws that every policy's runs obey. */
@NullMarked
package dev.tokenyard.policies.laws;

import org.jspecify.annotations.NullMarked;
