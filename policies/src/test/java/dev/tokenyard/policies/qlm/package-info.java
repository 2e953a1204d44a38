@NullMarked
package dev.tokenyard.policies.qlm;

import org.jspecify.annotations.NullMarked;
