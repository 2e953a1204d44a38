package dev.tokenyard.app.session.reproduce;

import static dev.tokenyard.app.session.reproduce.SsjfTables.FAIR;
import static dev.tokenyard.app.session.reproduce.SsjfTables.PUBLISHED;
import static dev.tokenyard.app.session.reproduce.SsjfTables.RELEASED;

import dev.tokenyard.app.session.reproduce.ChatJobs.Prediction;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the figures of {@link SsjfSweeps} say, in words that hold for whatever they are. */
final class SsjfNotes {
    private final Table cuts;
    private final Table throughput;
    private final Table tails;

    private SsjfNotes(List<Table> tables) {
        cuts = tables.get(0);
        throughput = tables.get(1);
        tails = tables.get(2);
    }

    /**
     * The notes.
     *
     * @param tables those of {@link SsjfTables}
     */
    static List<String> of(List<Table> tables) {
        SsjfNotes notes = new SsjfNotes(tables);
        return List.of(notes.oracle(), notes.fair(), notes.idling(), AGEING);
    }

    private String oracle() {
        List<Double> ours = cuts.column(column(RELEASED, Prediction.ORACLE));
        List<Double> published = cuts.column(PUBLISHED + " oracle");
        List<String> parts = new ArrayList<>();
        for (int row = 0; row < ours.size(); row++) {
            if (!Double.isNaN(published.get(row))) {
                parts.add(text(
                        "%.1f %% (%s, published %.1f %%)",
                        ours.get(row), cuts.rows().get(row).label(), published.get(row)));
            }
        }
        return text(
                "Under the released conventions the oracle cuts the mean time by %s. The predictors come in the order of their"
                        + " errors in %d of %d settings. The published figures of SSJF are those of its own regression, whose"
                        + " errors are not released job by job.",
                String.join(", ", parts), inOrderOfErrors(), ours.size());
    }

    private int inOrderOfErrors() {
        int inOrder = 0;
        for (int row = 0; row < cuts.rows().size(); row++) {
            boolean falls = true;
            double last = Double.POSITIVE_INFINITY;
            for (Prediction prediction : Prediction.values()) {
                double cut = cuts.column(column(RELEASED, prediction)).get(row);
                falls &= cut <= last;
                last = cut;
            }
            inOrder += falls ? 1 : 0;
        }
        return inOrder;
    }

    private String fair() {
        return text(
                "Fair: the same jobs in a serving engine (static batches for dynamic, vLLM v1 for continuous), the same rule for"
                        + " every order, no free preemption, throughput over all jobs. With the regression the mean time is cut"
                        + " by %s %% there and by %s %% under the released conventions, and throughput is %s times that of FCFS"
                        + " against %s: the same server does the same work, but for jobs of like length, which pad each other"
                        + " less in a static batch, while the released measure counts the first quarter of the jobs, which under"
                        + " shortest first are the shortest.",
                range("%.1f", cuts, FAIR),
                range("%.1f", cuts, RELEASED),
                range("%.2f", throughput, FAIR),
                range("%.2f", throughput, RELEASED));
    }

    private String idling() {
        List<String> parts = new ArrayList<>();
        List<Double> figures = tails.column(column(RELEASED, Prediction.ORACLE));
        for (int row = 0; row < figures.size(); row++) {
            String label = tails.rows().get(row).label();
            if (SsjfSweeps.SETTINGS.get(row).batching() == ReleasedSimulator.Batching.CONTINUOUS) {
                parts.add(text("%.1f %% (%s)", figures.get(row), label));
            }
        }
        return text(
                "FCFS idles 10 s wherever a batch is not full, even when nothing will come any more. With that and without, the"
                        + " oracle's cut of the 99th percentile is %s; a negative one is a rise.",
                String.join(", ", parts));
    }

    private static final String AGEING =
            "The released simulator also serves the queue by waiting time once the longest-waiting job has waited over 100 s or"
                    + " ten times the service time that it has left. The paper does not speak of it; it is left out here.";

    private static String range(String format, Table table, String group) {
        var statistics = table.column(column(group, Prediction.REGRESSION)).stream()
                .mapToDouble(figure -> figure)
                .summaryStatistics();
        return text(format, statistics.getMin()) + " to " + text(format, statistics.getMax());
    }

    private static String column(String group, Prediction prediction) {
        return group + " " + prediction.title();
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
