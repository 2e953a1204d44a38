package dev.tokenyard.app.session.lesson;

import dev.tokenyard.app.session.ScenarioSpec;

/**
 * A step of a lesson: a moment of a run, what is to be seen there, a question, and its answer. Texts have placeholders, see
 * {@link LessonFigures}.
 *
 * @param scenario what is on the stage
 * @param at the moment at which the step begins
 * @param untilSeconds to where it plays from there, in simulated seconds; NaN where it stands still
 * @param speed simulated seconds per second while it plays; NaN to leave the speed as it is
 * @param request the number of the request to choose, -1 for none
 * @param lane the id of the policy whose lane to choose, empty for none
 * @param caption what is to be seen
 * @param question what to ask the audience, empty for nothing
 * @param answer the answer, empty where nothing is asked
 */
public record LessonStep(
        ScenarioSpec scenario,
        LessonMoment at,
        double untilSeconds,
        double speed,
        int request,
        String lane,
        String caption,
        String question,
        String answer) {
    /** No request is chosen. */
    public static final int NO_REQUEST = -1;
}
