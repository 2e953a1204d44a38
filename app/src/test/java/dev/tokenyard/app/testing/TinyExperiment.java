package dev.tokenyard.app.testing;

import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.ExperimentResult;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.Plot;
import dev.tokenyard.app.session.reproduce.Plot.Along;
import dev.tokenyard.app.session.reproduce.Plot.Level;
import dev.tokenyard.app.session.reproduce.Plot.Measure;
import dev.tokenyard.app.session.reproduce.Plot.Series;
import java.util.ArrayList;
import java.util.List;

/** An experiment that is over at once: it multiplies. In the middle of it a test may look around. */
public final class TinyExperiment implements Experiment {
    private final String id;
    private Runnable inTheMiddle = () -> {};

    /** An experiment of a given name. */
    public TinyExperiment(String id) {
        this.id = id;
    }

    /** What happens when half of the next runs is done. */
    public void inTheMiddle(Runnable work) {
        inTheMiddle = work;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "Multiples of " + id;
    }

    @Override
    public String source() {
        return "Euclid, Elements, book VII";
    }

    @Override
    public String idea() {
        return "Do multiples grow?";
    }

    @Override
    public List<String> parameters(Settings settings) {
        return List.of("Multiples up to " + settings.trials() + " of seed " + settings.seed() + ".");
    }

    @Override
    public String trialsHelp() {
        return "multiples";
    }

    @Override
    public int defaultTrials() {
        return 3;
    }

    @Override
    public ExperimentResult run(Settings settings, Watch watch) {
        watch.done(0.5);
        inTheMiddle.run();
        watch.done(0.75);
        List<Row> rows = new ArrayList<>();
        double[] factors = new double[settings.trials()];
        for (int k = 0; k < settings.trials(); k++) {
            factors[k] = k + 1.0;
            double product = factors[k] * settings.seed();
            rows.add(new Row("times " + (k + 1), List.of(k == 0 ? 1.5 : Double.NaN, product, -product)));
        }
        Table bare = new Table(
                "Product, in apples",
                "factor",
                List.of(
                        Group.published("published", List.of("product")),
                        Group.ours("", List.of("product", "negative"))),
                1,
                rows,
                List.of());
        Plot plot = new Plot(
                "product",
                "Products",
                Along.values("Factor", "", factors),
                new Measure("Product", "apples"),
                List.of(Series.ours("product", bare.column("product"))),
                List.of(new Level("published", 1.5)));
        watch.done(1);
        return new ExperimentResult(
                parameters(settings), List.of(bare.withPlots(List.of(plot))), List.of("They differ by nature."));
    }
}
