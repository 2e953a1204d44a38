package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.Plot.Along;
import dev.tokenyard.app.session.reproduce.Plot.Level;
import dev.tokenyard.app.session.reproduce.Plot.Measure;
import dev.tokenyard.app.session.reproduce.Plot.Series;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * MC-SF on conversations (Jaillet et al., arXiv 2502.07115): mean latency by the number of requests at a high and a low
 * rate, against MC-Benchmark and the six configurations of α-protection, and with lengths that are predicted wrongly.
 */
public final class McSfConversations implements Experiment {
    private static final int PUBLISHED_REQUESTS = 10_000;
    private static final int SIZES = 5;
    static final double[] RATES = {50, 10};
    /** Published means of the latency, probably in seconds and at the high rate; the paper says neither. */
    static final Map<String, Double> PUBLISHED_SECONDS = Map.of("MC-SF", 32.11, "MC-Benchmark", 46.47);

    /** Published growth of MC-SF over that of the best benchmark: 1/6 over 1/2, and 1/800 over 1/100. */
    static final double[] PUBLISHED_GROWTH_RATIOS = {1.0 / 3, 1.0 / 8};

    /** Milliseconds a request; what grows more slowly does not grow. */
    static final double SLOWEST_GROWTH_MS = 0.1;

    static final List<String> ERRORS = List.of("oracle", "relative:0.2", "relative:0.5", "relative:0.8");
    static final double PROTECTION = 0.1;

    /** The α of the paper's α-protection β-clearing, each with β = 0.2 and 0.1. */
    static final double[] PAPER_ALPHAS = {0.2, 0.1};

    private static final Measure LATENCY = new Measure("Mean latency", "s");

    private static final Contestant MC_SF = new Contestant("MC-SF", "mc-sf", Map.of());
    private static final Contestant CAREFUL_MC_SF = new Contestant("MC-SF", "mc-sf", Map.of("protection", PROTECTION));
    private static final Contestant FCFS = new Contestant("FCFS of a serving engine", "fcfs", Map.of());
    /** The paper's own. */
    private static final List<Contestant> BENCHMARKS = List.of(
            new Contestant("MC-Benchmark", "mc-benchmark", Map.of()),
            Contestant.greedy(0.3),
            Contestant.greedy(0.25),
            Contestant.clearing(PAPER_ALPHAS[0], 0.2),
            Contestant.clearing(PAPER_ALPHAS[0], 0.1),
            Contestant.clearing(PAPER_ALPHAS[1], 0.2),
            Contestant.clearing(PAPER_ALPHAS[1], 0.1));
    /** Those that differ from a neighbour in β alone: in the tables only, as a picture holds no more than eight lines. */
    private static final Set<String> NOT_DRAWN = Set.of("α-β 0.2, 0.1", "α-β 0.1, 0.1");
    /** What the paper does not compare with. */
    private static final List<Contestant> OTHERS = List.of(new Contestant("SVF order", "svf-order", Map.of()), FCFS);

    private static final List<Contestant> CONTESTANTS =
            Stream.of(List.of(MC_SF), BENCHMARKS, OTHERS).flatMap(List::stream).toList();

    private final int mostRequests;

    /** The experiment with as many requests as published. */
    public McSfConversations() {
        this(PUBLISHED_REQUESTS);
    }

    McSfConversations(int mostRequests) {
        this.mostRequests = mostRequests;
    }

    @Override
    public String id() {
        return "mc-sf-conversations";
    }

    @Override
    public String title() {
        return "MC-SF on conversations, Llama-2-70B on two A100s";
    }

    @Override
    public String source() {
        return "Jaillet et al., arXiv 2502.07115, experiments with real data";
    }

    @Override
    public String idea() {
        return "How fast does latency grow with the load, and what does a look ahead at the memory save?";
    }

    @Override
    public List<String> parameters(Settings settings) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d requests with the medians of the LMSYS conversations (log-normal, cut at 1,000 tokens), Poisson"
                                + " arrivals, M = 16,492 tokens, every resident in every round, true lengths unless said"
                                + " otherwise. %s.",
                        mostRequests,
                        settings.text()),
                ConversationStandIn.MEANS,
                "The data itself may not be passed on, and the paper's step times come from another simulator.");
    }

    @Override
    public String trialsHelp() {
        return "draws of 10,000 requests at each rate; the paper has one data set";
    }

    @Override
    public int defaultTrials() {
        return 5;
    }

    @Override
    public ExperimentResult run(Settings settings, Watch watch) {
        Progress progress = new Progress(watch, requestsToRun(settings.trials()));
        List<Growth> growths = new ArrayList<>();
        for (ConversationRounds rounds : ConversationRounds.values()) {
            for (double rate : RATES) {
                growths.add(growth(rounds, rate, settings, progress));
            }
        }
        List<Table> tables = new ArrayList<>(growths.stream().map(Growth::table).toList());
        Table ratios = growthRatios(tables);
        tables.add(ratios);
        List<Table> errors = new ArrayList<>();
        for (double rate : RATES) {
            errors.add(withErrors(rate, settings, progress));
        }
        tables.addAll(errors);
        tables.add(LeastProtection.table(mostRequests, settings, progress));
        watch.done(1);
        return new ExperimentResult(parameters(settings), tables, ConversationNotes.of(growths, ratios, errors));
    }

    /**
     * How the latency grows under some rounds at a rate.
     *
     * @param counts by policy what it did over all its runs
     * @param mcSf MC-SF's rounds in its runs with all requests
     */
    record Growth(ConversationRounds rounds, double rate, Table table, Map<String, Counts> counts, MeanRound mcSf) {}

    /**
     * Counts over runs.
     *
     * @param evictions how often a request was cleared or evicted
     * @param guards how often a guard against livelock stepped in
     */
    record Counts(long evictions, long guards) {}

    /**
     * A round on average.
     *
     * @param millis from one to the next until the last request is done, in milliseconds
     * @param requests in its batch
     */
    record MeanRound(double millis, double requests) {}

    /** Over all runs at most; what is shown of the progress is the share of these that are done. */
    private double requestsToRun(int trials) {
        double growth = ConversationRounds.values().length * CONTESTANTS.size() * (SIZES + 1) / 2.0;
        double errors = 2.0 * ERRORS.size();
        double protection = ConversationRounds.values().length * LeastProtection.MOST_STEPS;
        return (double) mostRequests * trials * RATES.length * (growth + errors + protection);
    }

    private Growth growth(ConversationRounds rounds, double rate, Settings settings, Progress progress) {
        double[] sizes = new double[SIZES];
        List<String> columns = new ArrayList<>();
        for (int s = 0; s < SIZES; s++) {
            sizes[s] = mostRequests * (s + 1.0) / SIZES;
            columns.add(String.format(Locale.ROOT, "n = %,.0f", sizes[s]));
        }
        InstanceSetup worker = rounds.worker(isHigh(rate));
        List<Row> rows = new ArrayList<>();
        Map<String, Counts> counts = new LinkedHashMap<>();
        double mcSfMillis = 0;
        double mcSfRounds = 0;
        double mcSfSequences = 0;
        for (Contestant contestant : CONTESTANTS) {
            double[] means = new double[SIZES];
            long guarded = 0;
            long evicted = 0;
            for (int trial = 0; trial < settings.trials(); trial++) {
                long seed = settings.seedOf(ConversationStandIn.DRAWS, trial);
                Trace all = ConversationStandIn.trace(mostRequests, rate, seed);
                for (int s = 0; s < SIZES; s++) {
                    Trace first = all.firstRequests((int) sizes[s]);
                    RunLog run = contestant.run(first, "oracle", worker, seed, progress::isCancelled);
                    progress.step(first.size());
                    means[s] += Contestant.meanLatencySeconds(run) / settings.trials();
                    RunTotals totals = run.info().totals();
                    guarded += totals.guards();
                    evicted += totals.preemptions();
                    if (contestant.equals(MC_SF) && s == SIZES - 1) {
                        mcSfMillis += 1000 * Ticks.toSeconds(run.endTick());
                        mcSfRounds += totals.steps();
                        mcSfSequences += totals.batchSequences();
                    }
                }
            }
            counts.put(contestant.title(), new Counts(evicted, guarded));
            List<Double> figures = new ArrayList<>();
            for (double mean : means) {
                figures.add(mean);
            }
            boolean published = isHigh(rate);
            figures.add(published ? PUBLISHED_SECONDS.getOrDefault(contestant.title(), Double.NaN) : Double.NaN);
            figures.add(1000 * slope(sizes, means));
            rows.add(new Row(contestant.title(), figures));
        }
        Table table = new Table(
                String.format(Locale.ROOT, "Mean latency in s, %.0f requests/s, rounds of %s", rate, rounds.title),
                "policy",
                List.of(
                        Group.ours("", columns),
                        Group.published("", List.of("published")),
                        Group.ours("", List.of("growth ms/request"))),
                2,
                rows,
                List.of(growthPlot(rounds, rate, sizes, rows)));
        return new Growth(
                rounds, rate, table, counts, new MeanRound(mcSfMillis / mcSfRounds, mcSfSequences / mcSfRounds));
    }

    static boolean isHigh(double rate) {
        return rate == RATES[0];
    }

    /** A line for each policy. */
    private static Plot growthPlot(ConversationRounds rounds, double rate, double[] sizes, List<Row> rows) {
        List<Series> series = new ArrayList<>();
        List<Level> published = new ArrayList<>();
        for (Row row : rows) {
            if (!NOT_DRAWN.contains(row.label())) {
                series.add(Series.ours(row.label(), row.figures().subList(0, SIZES)));
            }
            double seconds = row.figures().get(SIZES);
            if (!Double.isNaN(seconds)) {
                published.add(new Level("published, " + row.label(), seconds));
            }
        }
        return new Plot(
                String.format(Locale.ROOT, "growth-%s-%.0f", rounds.word, rate),
                String.format(Locale.ROOT, "%.0f requests/s, %s rounds", rate, rounds.word),
                Along.values("Requests", "", sizes),
                LATENCY,
                series,
                published);
    }

    /** How fast the latency of MC-SF grows, as a share of the slowest growth among the paper's benchmarks. */
    private static Table growthRatios(List<Table> growths) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < RATES.length; r++) {
            List<Double> figures = new ArrayList<>(List.of(PUBLISHED_GROWTH_RATIOS[r]));
            for (int table = r; table < growths.size(); table += RATES.length) {
                figures.add(growthRatio(growths.get(table)));
            }
            rows.add(new Row(String.format(Locale.ROOT, "%.0f requests/s", RATES[r]), figures));
        }
        Table table = new Table(
                "Growth of the mean latency with the requests: MC-SF over the best of the paper's benchmarks",
                "rate",
                List.of("published", "plain rounds", "roofline"),
                3,
                rows);
        return table.withPlots(List.of(new Plot(
                "growth-ratio",
                "MC-SF over the best benchmark",
                Along.names("", rows.stream().map(Row::label).toList()),
                new Measure("Growth of the mean latency, ratio", ""),
                List.of(
                        Series.published("published", table.column("published")),
                        Series.ours("plain rounds", table.column("plain rounds")),
                        Series.ours("roofline", table.column("roofline"))),
                List.of())));
    }

    private static double growthRatio(Table growth) {
        double best = Double.POSITIVE_INFINITY;
        double ours = Double.NaN;
        for (Row row : growth.rows()) {
            double slope = row.figures().get(row.figures().size() - 1);
            if (row.label().equals(MC_SF.title())) {
                ours = slope;
            } else if (BENCHMARKS.stream().anyMatch(benchmark -> row.label().equals(benchmark.title()))) {
                best = Math.min(best, slope);
            }
        }
        return best > SLOWEST_GROWTH_MS ? ours / best : Double.NaN;
    }

    private Table withErrors(double rate, Settings settings, Progress progress) {
        InstanceSetup worker = ConversationRounds.STAND_IN.worker(isHigh(rate));
        List<Contestant> contestants = List.of(CAREFUL_MC_SF, FCFS);
        List<Row> rows = new ArrayList<>();
        for (Contestant contestant : contestants) {
            List<Double> figures = new ArrayList<>();
            for (String predictor : ERRORS) {
                double mean = 0;
                for (int trial = 0; trial < settings.trials(); trial++) {
                    long seed = settings.seedOf(ConversationStandIn.DRAWS, trial);
                    Trace trace = ConversationStandIn.trace(mostRequests, rate, seed);
                    RunLog run = contestant.run(trace, predictor, worker, seed, progress::isCancelled);
                    progress.step(trace.size());
                    mean += Contestant.meanLatencySeconds(run) / settings.trials();
                }
                figures.add(mean);
            }
            rows.add(new Row(contestant.title(), figures));
        }
        Table table = new Table(
                String.format(
                        Locale.ROOT,
                        "Mean latency in s with lengths off by up to a share ε, %.0f requests/s, protection %.1f",
                        rate,
                        PROTECTION),
                "policy",
                List.of("ε = 0", "ε = 0.2", "ε = 0.5", "ε = 0.8"),
                2,
                rows);
        return table.withPlots(List.of(new Plot(
                String.format(Locale.ROOT, "errors-%.0f", rate),
                String.format(Locale.ROOT, "%.0f requests/s, wrong lengths", rate),
                Along.values("Error ε", "", 0, 0.2, 0.5, 0.8),
                LATENCY,
                rows.stream()
                        .map(row -> Series.ours(row.label(), row.figures()))
                        .toList(),
                List.of())));
    }

    /** The slope of the least-squares line. */
    private static double slope(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        return covariance / variance;
    }
}
