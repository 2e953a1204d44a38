package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ChatJobs.Prediction;
import dev.tokenyard.app.session.reproduce.ReleasedSimulator.Batching;
import dev.tokenyard.app.session.reproduce.ReleasedSimulator.Conventions;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The sweeps over rate and burstiness of SSJF (Qiu et al., arXiv 2404.08509), in its three batching modes: under the
 * conventions of the released simulator, and measured fairly in a serving engine on the same jobs.
 */
public final class SsjfSweeps implements Experiment {
    private static final int JOBS = 50;
    private static final int BATCH_CAP = 4;

    /** A sweep. */
    enum Sweep {
        RATE("rate", "Poisson", "jobs/s", 1, 1, 10),
        BURSTINESS("burstiness", "Gamma", "CV", 1, 0.5, 10);

        private final String id;
        private final String arrivals;
        private final String unit;
        private final double first;
        private final double step;
        private final int points;

        Sweep(String id, String arrivals, String unit, double first, double step, int points) {
            this.id = id;
            this.arrivals = arrivals;
            this.unit = unit;
            this.first = first;
            this.step = step;
            this.points = points;
        }

        /** What it changes, in a word. */
        String id() {
            return id;
        }

        String unit() {
            return unit;
        }

        double[] places() {
            return IntStream.range(0, points).mapToDouble(this::value).toArray();
        }

        private double value(int point) {
            return first + step * point;
        }

        ChatJobs jobs(int point, RandomStreams streams) {
            return this == RATE
                    ? ChatJobs.poisson(JOBS, value(point), streams)
                    : ChatJobs.burstsFirst(JOBS, value(point), streams);
        }
    }

    /** A setting of the comparison, and what the paper reports of it: cuts of the job completion time and throughput. */
    record Setting(
            Sweep sweep,
            Batching batching,
            boolean idles,
            double publishedCut,
            double publishedOracleCut,
            double gain) {
        String title() {
            return batch() + ", " + sweep.arrivals + idling();
        }

        /** Its title among those of its sweep. */
        String titleInSweep() {
            return batch() + idling();
        }

        private String batch() {
            return batching == Batching.NONE ? "none" : batching.name().toLowerCase(Locale.ROOT) + "-" + BATCH_CAP;
        }

        private String idling() {
            return idlesNoMore() ? ", no idling" : "";
        }

        /** Whether it is one that idles in the paper, without that. */
        boolean idlesNoMore() {
            return batching != Batching.NONE && !idles;
        }

        Conventions conventions() {
            return new Conventions(batching, cap(), idles);
        }

        int cap() {
            return batching == Batching.NONE ? 1 : BATCH_CAP;
        }
    }

    private static final double NONE = Double.NaN;
    static final List<Setting> SETTINGS = List.of(
            new Setting(Sweep.RATE, Batching.NONE, false, 34.5, 43.7, 3.6),
            new Setting(Sweep.RATE, Batching.DYNAMIC, true, 39.6, 58.2, 3.0),
            new Setting(Sweep.RATE, Batching.CONTINUOUS, true, 33.2, 43.0, 2.8),
            new Setting(Sweep.RATE, Batching.CONTINUOUS, false, NONE, NONE, NONE),
            new Setting(Sweep.BURSTINESS, Batching.NONE, false, 30.5, NONE, NONE),
            new Setting(Sweep.BURSTINESS, Batching.DYNAMIC, true, 39.0, NONE, NONE),
            new Setting(Sweep.BURSTINESS, Batching.CONTINUOUS, true, 35.0, NONE, NONE),
            new Setting(Sweep.BURSTINESS, Batching.CONTINUOUS, false, NONE, NONE, NONE));

    @Override
    public String id() {
        return "ssjf";
    }

    @Override
    public String title() {
        return "SSJF against FCFS by rate and by burstiness";
    }

    @Override
    public String source() {
        return "Qiu et al., arXiv 2404.08509, and the simulator that its authors released";
    }

    @Override
    public String idea() {
        return "What do predicted lengths gain over arrival order, at more load and in bursts?";
    }

    @Override
    public List<String> parameters(Settings settings) {
        return List.of(
                settings.trials() + " draws of " + JOBS + " jobs at each point, seed " + settings.seed()
                        + "; rates 1 to 10 jobs/s, or a coefficient of variation of 1 to 5.5 at 0.03 jobs/s.",
                "A job takes 0.1 s and 0.02 s a token. Output lengths follow the published quantiles of vicuna-13b, joined by"
                        + " lines: the jobs themselves are not released with the paper.",
                "Predictors: regression errs by Normal(0, 75) tokens; 5-class draws from the measured confusion matrix; binary"
                        + " takes its classes below and above 141 tokens.");
    }

    @Override
    public String trialsHelp() {
        return "draws of 50 jobs at each of 10 rates and 10 burstinesses; the paper has 20";
    }

    @Override
    public int defaultTrials() {
        return 100;
    }

    /** Sums over the draws of one point: a mean time is the mean over the draws of the means over the jobs. */
    static final class Sums {
        double meanSeconds;
        double p99Seconds;
        double firstQuarter;
        double jobsPerSecond;

        void add(JobTimes times) {
            meanSeconds += times.meanSeconds();
            p99Seconds += times.p99Seconds();
            firstQuarter += times.firstQuarterJobsPerSecond();
            jobsPerSecond += times.jobsPerSecond();
        }
    }

    /** First come, first served and the orders against it, at one point of a sweep. */
    static final class Point {
        final Sums fcfs = new Sums();
        private final List<Sums> shortest = new ArrayList<>();

        Point() {
            for (int i = 0; i < Prediction.values().length; i++) {
                shortest.add(new Sums());
            }
        }

        Sums shortest(Prediction prediction) {
            return shortest.get(prediction.ordinal());
        }

        double cut(Prediction prediction, ToDoubleFunction<Sums> measure) {
            return 100 * (1 - ratio(prediction, measure));
        }

        double ratio(Prediction prediction, ToDoubleFunction<Sums> measure) {
            return measure.applyAsDouble(shortest(prediction)) / measure.applyAsDouble(fcfs);
        }
    }

    /** A setting under the released conventions and in a serving engine, point by point. */
    record Measured(Setting setting, List<Point> released, List<Point> fair) {}

    @Override
    public ExperimentResult run(Settings settings, Watch watch) {
        List<Measured> all = new ArrayList<>();
        for (Setting setting : SETTINGS) {
            List<Point> released = new ArrayList<>();
            List<Point> fair = new ArrayList<>();
            for (int p = 0; p < setting.sweep().points; p++) {
                released.add(new Point());
                fair.add(new Point());
                for (int trial = 0; trial < settings.trials(); trial++) {
                    RandomStreams streams = new RandomStreams(settings.seedOf("jobs of point " + p, trial));
                    addDraw(setting, setting.sweep().jobs(p, streams), released.get(p), fair.get(p));
                    double share = (p + (trial + 1.0) / settings.trials()) / setting.sweep().points;
                    watch.done((all.size() + share) / SETTINGS.size());
                }
            }
            all.add(new Measured(setting, released, fair));
        }
        List<ExperimentResult.Table> tables = SsjfTables.of(all);
        return new ExperimentResult(parameters(settings), tables, SsjfNotes.of(tables));
    }

    private static void addDraw(Setting setting, ChatJobs jobs, Point released, Point fair) {
        released.fcfs.add(
                ReleasedSimulator.firstComeFirstServed(setting.conventions(), jobs.arrivalSeconds(), jobs.tokens()));
        fair.fcfs.add(ServingEngine.firstComeFirstServed(setting.batching(), setting.cap(), jobs));
        for (Prediction prediction : Prediction.values()) {
            double[] predicted = jobs.predicted(prediction);
            released.shortest(prediction)
                    .add(ReleasedSimulator.shortestFirst(
                            setting.conventions(), jobs.arrivalSeconds(), jobs.tokens(), predicted));
            fair.shortest(prediction)
                    .add(ServingEngine.shortestFirst(setting.batching(), setting.cap(), jobs, predicted));
        }
    }
}
