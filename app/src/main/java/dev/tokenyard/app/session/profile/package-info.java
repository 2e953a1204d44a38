/** What the instances of a scenario can do, measured before it runs, for policies that plan with it. */
@NullMarked
package dev.tokenyard.app.session.profile;

import org.jspecify.annotations.NullMarked;
