package dev.tokenyard.app.session.lesson;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A lesson ready to be played: its moments are ticks of the runs, and its texts have their figures.
 *
 * @param lesson what it was made of
 * @param scenes its steps
 */
public record LessonScript(Lesson lesson, List<Scene> scenes) {
    /**
     * A step.
     *
     * @param step what it was made of
     * @param atTick where it begins
     * @param untilTick where it comes to rest; {@code atTick} where it stands still
     * @param endTick the end of its longest run
     * @param caption what is to be seen
     * @param question what to ask, empty for nothing
     * @param answer the answer, empty where nothing is asked
     */
    public record Scene(
            LessonStep step,
            long atTick,
            long untilTick,
            long endTick,
            String caption,
            String question,
            String answer) {
        /** Near a moment is what is within so small a part of the run. */
        private static final long PARTS = 200;

        /** Whether a moment is one of the step's, or near. */
        public boolean isNear(long tick) {
            long slack = endTick / PARTS;
            return tick >= atTick - slack && tick <= untilTick + slack;
        }
    }

    /** Copies the list. */
    public LessonScript {
        scenes = List.copyOf(scenes);
    }

    /**
     * Runs a lesson's scenarios, each once, and fills its texts; not for the FX thread.
     *
     * @param cancelled asked now and then
     * @throws ScenarioException if a scenario cannot be run, or a text asks for what is no figure; the message is for the user
     */
    public static LessonScript of(Lesson lesson, ScenarioRunner runner, BooleanSupplier cancelled)
            throws ScenarioException {
        List<StepRun> runs = runs(lesson, runner, cancelled);
        LessonFigures figures = new LessonFigures(lesson.name(), runs);
        List<Scene> scenes = new ArrayList<>();
        for (int k = 0; k < runs.size(); k++) {
            LessonStep step = lesson.steps().get(k);
            StepRun run = runs.get(k);
            scenes.add(new Scene(
                    step,
                    begin(lesson, k, run.comparison()),
                    run.tick(),
                    run.comparison().endTick(),
                    figures.fill(step.caption(), k, "caption"),
                    figures.fill(step.question(), k, "question"),
                    figures.fill(step.answer(), k, "answer")));
        }
        return new LessonScript(lesson, scenes);
    }

    /** The runs of each step. */
    static List<StepRun> runs(Lesson lesson, ScenarioRunner runner, BooleanSupplier cancelled)
            throws ScenarioException {
        Map<ScenarioSpec, ComparisonMetrics> known = new HashMap<>();
        List<StepRun> runs = new ArrayList<>();
        for (int k = 0; k < lesson.steps().size(); k++) {
            LessonStep step = lesson.steps().get(k);
            ComparisonMetrics metrics = known.get(step.scenario());
            if (metrics == null) {
                metrics = ComparisonMetrics.of(runner.run(step.scenario(), cancelled));
                known.put(step.scenario(), metrics);
            }
            Comparison comparison = metrics.comparison();
            if (step.request() >= comparison.trace().size()) {
                throw new ScenarioException(lesson.name() + ": lesson.steps[" + k + "].request is " + step.request()
                        + ", and the scenario has requests 0 to "
                        + (comparison.trace().size() - 1)
                        + "; choose one of them.");
            }
            long begin = begin(lesson, k, comparison);
            long rest = Double.isNaN(step.untilSeconds())
                    ? begin
                    : Math.max(begin, Math.min(comparison.endTick(), Ticks.fromSeconds(step.untilSeconds())));
            runs.add(new StepRun(metrics, rest, step.request()));
        }
        return runs;
    }

    private static long begin(Lesson lesson, int step, Comparison comparison) throws ScenarioException {
        LessonMoment at = lesson.steps().get(step).at();
        return at.tick(comparison)
                .orElseThrow(() -> new ScenarioException(lesson.name() + ": lesson.steps[" + step
                        + "].at_s waits for the first event of a kind that never happens; give a number of seconds."));
    }
}
