/** Lessons: scenarios with captions and questions at moments, whose figures are looked up in the runs. */
@NullMarked
package dev.tokenyard.app.session.lesson;

import org.jspecify.annotations.NullMarked;
