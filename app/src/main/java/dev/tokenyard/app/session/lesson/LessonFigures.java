package dev.tokenyard.app.session.lesson;

import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.ScenarioException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the placeholders of a lesson's texts from its runs, so that no figure is ever typed by hand:
 *
 * <ul>
 *   <li>{@code {fcfs.ttft.p99}}: a policy, and a column of the table of figures by its id, dots or dashes between its parts;
 *       also {@code evictions}, all of them, and the longest {@code ttft.max}, {@code e2e.max} and so on;
 *   <li>{@code {fcfs.ttft.p99@Short}}: the same of one class: {@code slo}, {@code requests}, {@code evictions} and the mean,
 *       p50, p90, p99 and max of {@code ttft}, {@code tpot}, {@code e2e} and {@code queue};
 *   <li>{@code {fcfs.now.waiting}}: at the moment at which the step comes to rest: {@code waiting}, {@code running}, {@code
 *       completed}, {@code arrived}, {@code evictions}, {@code violations}, {@code kv} and {@code slo};
 *   <li>{@code {fcfs.request.ttft}}: of the request that the step chooses: its latencies, {@code evictions}, {@code prompt}
 *       and {@code output};
 *   <li>{@code {requests}}, {@code {rate}}, {@code {moment}}: of the scenario and the step;
 *   <li>{@code {step2:fcfs.ttft.p99}}: of the runs of another step, counted from 1;
 *   <li>{@code {fcfs.ttft.mean / sjf.ttft.mean}}: how many times the one is the other.
 * </ul>
 */
final class LessonFigures {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern BRACE = Pattern.compile("[{}]");
    private static final Pattern FIGURE = Pattern.compile("(?:step(\\d{1,6}):)?([^@:]+)(?:@(.+))?");
    private static final String OVER = " / ";

    private final String lesson;
    private final List<StepRun> runs;

    /**
     * The figures of a lesson.
     *
     * @param lesson what messages call it
     * @param runs the runs of each of its steps
     */
    LessonFigures(String lesson, List<StepRun> runs) {
        this.lesson = lesson;
        this.runs = List.copyOf(runs);
    }

    /**
     * A text with its figures.
     *
     * @param step the number of its step, from 0
     * @param field the field that it stands in, for messages
     * @throws ScenarioException if a placeholder names no figure; the message is for the user
     */
    String fill(String text, int step, String field) throws ScenarioException {
        Matcher matcher = PLACEHOLDER.matcher(text);
        Matcher brace = BRACE.matcher(matcher.replaceAll(""));
        if (brace.find()) {
            throw new ScenarioException(
                    lesson + ": lesson.steps[" + step + "]." + field + " has a lone " + brace.group()
                            + "; write a figure between two braces, for instance {fcfs.ttft.p99}, or leave the brace out.");
        }
        matcher.reset();
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String words = value(matcher.group(1), step, field).text();
            matcher.appendReplacement(filled, Matcher.quoteReplacement(words));
        }
        return matcher.appendTail(filled).toString();
    }

    /** The value of what stands between braces. */
    LessonNumber value(String expression, int step, String field) throws ScenarioException {
        int over = expression.indexOf(OVER);
        if (over < 0) {
            return single(expression.strip(), step, field);
        }
        double one = single(expression.substring(0, over).strip(), step, field).value();
        double other = single(expression.substring(over + OVER.length()).strip(), step, field)
                .value();
        return new LessonNumber(one / other, "");
    }

    private LessonNumber single(String name, int step, String field) throws ScenarioException {
        Matcher parts = FIGURE.matcher(name);
        if (!parts.matches()) {
            throw wrong(name, step, field, "write it as {policy.figure}, for instance {fcfs.ttft.p99}");
        }
        int of = parts.group(1) == null ? step : Integer.parseInt(parts.group(1)) - 1;
        if (of < 0 || of >= runs.size()) {
            throw wrong(name, step, field, "the lesson has steps 1 to " + runs.size());
        }
        StepRun run = runs.get(of);
        String path = parts.group(2);
        String className = parts.group(3);
        Optional<LessonNumber> ofScenario = run.ofScenario(path);
        if (ofScenario.isPresent()) {
            if (className != null) {
                throw wrong(name, step, field, path + " is of all requests; leave @" + className + " away");
            }
            return ofScenario.get();
        }
        int dot = path.indexOf('.');
        String policy = dot < 0 ? path : path.substring(0, dot);
        int lane = run.lane(policy);
        if (lane < 0) {
            throw wrong(
                    name,
                    step,
                    field,
                    "\"" + policy + "\" is no policy of that step; use one of "
                            + String.join(
                                    ", ",
                                    run.metrics().lanes().stream()
                                            .map(Lane::card)
                                            .map(card -> card.id())
                                            .toList()));
        }
        String id = dot < 0 ? "" : path.substring(dot + 1).replace('.', '-');
        if (className == null) {
            return run.figure(lane, id).orElseThrow(() -> wrong(name, step, field, "the figures are " + run.names()));
        }
        int sloClass = run.sloClass(className);
        if (sloClass < 0) {
            throw wrong(name, step, field, "the scenario has no class \"" + className + "\"");
        }
        return run.ofClass(lane, id, sloClass)
                .orElseThrow(() -> wrong(
                        name,
                        step,
                        field,
                        "a class has slo, requests, evictions, and mean, p50, p90, p99 and max of ttft, tpot, e2e and"
                                + " queue"));
    }

    private ScenarioException wrong(String name, int step, String field, String what) {
        return new ScenarioException(lesson + ": lesson.steps[" + step + "]." + field + " asks for {" + name
                + "}, which is no figure; " + what + ".");
    }
}
