package dev.tokenyard.app.session.lesson;

import java.util.List;

/**
 * Something to be shown and asked with a scenario, step by step.
 *
 * @param name the file that it comes from, for messages
 * @param title what it is called
 * @param teaches what one knows after it, a sentence
 * @param source who found it out: a citation
 * @param steps its steps, at least one
 */
public record Lesson(String name, String title, String teaches, String source, List<LessonStep> steps) {
    /** Copies the list. */
    public Lesson {
        steps = List.copyOf(steps);
    }
}
