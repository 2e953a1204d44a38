package dev.tokenyard.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How to read the figures of a comparison over several seeds; the same in the window and in what is exported. */
public final class SeedWords {
    /** What n stands for beside a mean. */
    public static final String FEWER = "n: how many of the seeds have a value of the figure, where not all have.";

    private static final String MARKED = "*: the interval of the difference excludes zero.";

    private SeedWords() {}

    /**
     * What the figures are and what the seeds could not tell, as sentences.
     *
     * @param runs the figures with all seeds
     * @param first those with the scenario's own, of which all else is
     * @param elsewhere what is of the first seed only, the beginning of a clause such as "charts are"
     * @param compared whether there are differences from a baseline
     */
    public static List<String> of(SeedRuns runs, ComparisonMetrics first, String elsewhere, boolean compared) {
        ScenarioSpec scenario = first.comparison().scenario();
        List<String> sentences = beginning(runs.meaning(), scenario, elsewhere, compared);
        sentences.addAll(onFewer(runs, MetricColumns.of(first)));
        if (runs.lanes().size() < first.lanes().size()) {
            sentences.add("The optimum was looked for with " + seed(scenario) + " only and has no mean.");
        }
        sentences.addAll(ended(runs.limits(scenario)));
        if (!runs.alike().isEmpty()) {
            sentences.add("The seed changed nothing for " + String.join(", ", runs.alike()) + ".");
        }
        return sentences;
    }

    /**
     * What will be said once all seeds are there, as far as it is known before, with the parameters of {@link #of}; for the room
     * that it takes.
     *
     * @param count how many seeds there will be, at least two
     */
    public static List<String> expected(ScenarioSpec scenario, int count, String elsewhere, boolean compared) {
        List<String> sentences = beginning(SeedRuns.meaning(scenario.seed(), count), scenario, elsewhere, compared);
        sentences.addAll(ended(SeedRuns.limitsOf(scenario)));
        return sentences;
    }

    private static List<String> beginning(String meaning, ScenarioSpec scenario, String elsewhere, boolean compared) {
        List<String> sentences = new ArrayList<>();
        sentences.add(meaning + "; " + elsewhere + " of " + seed(scenario) + ".");
        if (compared) {
            sentences.add(MARKED);
        }
        return sentences;
    }

    private static String seed(ScenarioSpec scenario) {
        return "seed " + scenario.seed();
    }

    /** A sentence with its full stop, if there is any. */
    private static List<String> ended(String sentence) {
        return sentence.isEmpty() ? List.of() : List.of(sentence + ".");
    }

    /** What n stands for, if a mean of any of the figures is of fewer seeds than all. */
    public static List<String> onFewer(SeedRuns runs, List<MetricColumn> figures) {
        boolean fewer = figures.stream()
                .anyMatch(figure ->
                        IntStream.range(0, runs.lanes().size()).anyMatch(lane -> runs.isOfFewer(lane, figure)));
        return fewer ? List.of(FEWER) : List.of();
    }
}
