package dev.tokenyard.app.chart.workload;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.session.workbench.Grouping;
import dev.tokenyard.app.session.workbench.WorkloadStudy;
import dev.tokenyard.app.session.workbench.WorkloadTopic;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.workload.profile.Distribution;
import dev.tokenyard.sim.workload.profile.LengthBins;
import dev.tokenyard.sim.workload.profile.NameCounts;
import dev.tokenyard.sim.workload.profile.TimeBins;
import dev.tokenyard.sim.workload.profile.TraceGroup;
import dev.tokenyard.sim.workload.profile.TraceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Charts of a trace; where something was made of it, of both: what was before quietly, what came of it in the accent. */
public final class WorkloadCharts {
    /** Points of a distribution; a picture shows no more. */
    static final int MOST_STEPS = 1_000;

    /** Points of a scatter chart. */
    static final int MOST_POINTS = 5_000;

    /** Bars of names, others not counted. */
    static final int MOST_NAMES = 8;

    private static final int MOST_BINS = 140;
    /** Lines over each other are told apart where they do not jump as often. */
    private static final int MOST_BINS_OF_GROUPS = 50;

    private static final int REQUESTS_A_BIN = 5;
    private static final int MOST_NAME_CHARS = 14;
    private static final double PERCENT = 100;
    private static final String TOKENS = "tokens";
    private static final int DASHED = 1;
    private static final double MANY = 0.01;

    private final WorkloadStudy study;
    private final TimeUnit unit;

    private final List<GroupSeries> groups;
    private final String groupedBy;

    private WorkloadCharts(WorkloadStudy study, boolean rounds, Grouping grouping, List<String> classes) {
        this.study = study;
        groups = grouping.applies(study) ? GroupSeries.of(study, grouping, classes) : List.of();
        groupedBy = " by " + grouping.title();
        unit = TimeUnit.of(lastSeconds(study), rounds);
    }

    /**
     * The charts of a study; those about which its traces say nothing are left out.
     *
     * @param captions the words under each chart
     * @param rounds whether times are rounds in place of seconds
     */
    public static List<ChartSpec> all(WorkloadStudy study, Function<WorkloadTopic, String> captions, boolean rounds) {
        return all(study, captions, rounds, Grouping.ALL, List.of());
    }

    /**
     * The same, with arrivals and lengths of groups of requests beside each other, where there are any: of what has come of the
     * trace.
     *
     * @param classes the scenario's classes in the order of their colours
     */
    public static List<ChartSpec> all(
            WorkloadStudy study,
            Function<WorkloadTopic, String> captions,
            boolean rounds,
            Grouping grouping,
            List<String> classes) {
        WorkloadCharts charts = new WorkloadCharts(study, rounds, grouping, classes);
        List<ChartSpec> all = new ArrayList<>();
        for (WorkloadTopic topic : WorkloadTopic.values()) {
            charts.of(topic).map(chart -> chart.withNote(captions.apply(topic))).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private Optional<ChartSpec> of(WorkloadTopic topic) {
        return switch (topic) {
            case RATE -> Optional.of(rate());
            case GAPS -> gaps();
            case PROMPTS ->
                Optional.of(lengths(
                        "prompt-lengths", "Prompt length", TraceProfile::promptTokens, TraceGroup::promptTokens));
            case OUTPUTS ->
                Optional.of(lengths(
                        "output-lengths", "Output length", TraceProfile::outputTokens, TraceGroup::outputTokens));
            case LENGTHS -> Optional.of(scatter());
            case PREFIXES -> prefixes();
            case CLASSES -> names("classes", "Classes", TraceProfile::classes);
            case CLIENTS -> names("clients", "Clients", TraceProfile::clients);
        };
    }

    private static double lastSeconds(WorkloadStudy study) {
        return Ticks.toSeconds(Math.max(
                study.before().trace().lastArrivalTick(), study.after().trace().lastArrivalTick()));
    }

    private TimeBins bins() {
        int requests =
                Math.min(study.before().trace().size(), study.after().trace().size());
        // A bin of less than a few requests shows nothing but whether there is one.
        return TimeBins.covering(
                lastSeconds(study),
                Math.clamp(requests / REQUESTS_A_BIN, 2, groups.isEmpty() ? MOST_BINS : MOST_BINS_OF_GROUPS));
    }

    /** The bins up to the last arrival of a trace: nothing is said of the time after it. */
    private static TimeBins upTo(TraceProfile profile, TimeBins bins) {
        double last = Ticks.toSeconds(profile.trace().lastArrivalTick());
        return new TimeBins(bins.seconds(), Math.min(bins.count(), (int) (last / bins.seconds()) + 1));
    }

    private ChartSpec rate() {
        TimeBins bins = bins();
        return chart(
                "arrival-rate",
                "Arrivals over time",
                ChartKind.HISTOGRAM,
                AxisSpec.linear("Time", unit.unit()),
                AxisSpec.linear("Rate", unit.rate()),
                0,
                profile -> points(bins.rates(profile.trace())),
                group -> points(bins.rates(study.trace(), group.requests())));
    }

    private Points points(TimeBins.Curve curve) {
        return new Points(
                Arrays.stream(curve.edges())
                        .map(second -> second / unit.seconds())
                        .toArray(),
                closed(curve.rates()));
    }

    /**
     * A chart of the trace before and after, or of the groups after.
     *
     * @param quietDash the dash pattern of what was before
     */
    private ChartSpec chart(
            String id,
            String title,
            ChartKind kind,
            AxisSpec x,
            AxisSpec y,
            int quietDash,
            Function<TraceProfile, Points> ofTrace,
            Function<TraceGroup, Points> ofGroup) {
        if (groups.isEmpty()) {
            return ChartSpec.of(id, title, kind, x, y, series(quietDash, ofTrace));
        }
        List<SeriesSpec> series = new ArrayList<>();
        for (GroupSeries each : groups) {
            series.add(series(shortened(each.group().name()), each.colour(), 0, ofGroup.apply(each.group())));
        }
        // Areas over each other would hide the lines.
        ChartKind lines = kind == ChartKind.HISTOGRAM ? ChartKind.STEP : kind;
        return ChartSpec.of(id, title + groupedBy, lines, x, y, series);
    }

    private Optional<ChartSpec> gaps() {
        if (study.before().gaps().size() == 0 || study.after().gaps().size() == 0) {
            return Optional.empty();
        }
        double least = least(study.before().gaps(), study.after().gaps());
        AxisSpec axis = AxisSpec.logarithmic("Time between arrivals", unit.shortUnit());
        return Optional.of(chart(
                "gaps",
                "Times between arrivals",
                ChartKind.CDF,
                least > 0 ? axis.atLeast(least) : axis,
                AxisSpec.linear("Requests", "%"),
                DASHED,
                profile -> cumulative(profile.gaps(), least),
                group -> cumulative(group.gaps(), least)));
    }

    private static Points cumulative(Distribution gaps, double least) {
        int[] ranks = gaps.ranks(MOST_STEPS);
        return new Points(
                Arrays.stream(ranks)
                        .mapToDouble(rank -> Math.max(least, gaps.value(rank)))
                        .toArray(),
                Arrays.stream(ranks)
                        .mapToDouble(rank -> PERCENT * (rank + 1) / gaps.size())
                        .toArray());
    }

    /**
     * Where requests that come at the same time are drawn, as a logarithmic axis has no zero: at the power of ten below all other
     * times. 0 where they are few.
     */
    private static double least(Distribution first, Distribution second) {
        double least = Double.POSITIVE_INFINITY;
        boolean many = false;
        for (Distribution gaps : List.of(first, second)) {
            int zeros = gaps.countBelow(Double.MIN_VALUE);
            many |= zeros > MANY * gaps.size();
            if (zeros < gaps.size()) {
                least = Math.min(least, gaps.value(zeros));
            }
        }
        return many && least < Double.POSITIVE_INFINITY ? Math.pow(10, Math.ceil(Math.log10(least)) - 1) : 0;
    }

    private ChartSpec lengths(
            String id,
            String title,
            Function<TraceProfile, Distribution> lengths,
            Function<TraceGroup, Distribution> ofGroup) {
        Distribution before = lengths.apply(study.before());
        Distribution after = lengths.apply(study.after());
        double[] edges = LengthBins.edges(
                Math.min(before.value(0), after.value(0)),
                Math.max(before.value(before.size() - 1), after.value(after.size() - 1)));
        return chart(
                id,
                title,
                ChartKind.HISTOGRAM,
                AxisSpec.logarithmic(title, TOKENS),
                AxisSpec.linear("Requests", "%"),
                0,
                profile -> shares(lengths.apply(profile), edges),
                group -> shares(ofGroup.apply(group), edges));
    }

    private static Points shares(Distribution lengths, double[] edges) {
        double[] shares = LengthBins.shares(lengths, edges);
        return new Points(
                edges,
                closed(Arrays.stream(shares).map(share -> PERCENT * share).toArray()));
    }

    private ChartSpec scatter() {
        return ChartSpec.of(
                "prompt-output",
                "Prompt and output",
                ChartKind.DENSITY,
                AxisSpec.logarithmic("Prompt length", TOKENS),
                AxisSpec.logarithmic("Output length", TOKENS),
                series(0, profile -> {
                    Trace trace = profile.trace();
                    int[] requests = profile.sample(MOST_POINTS);
                    return new Points(
                            Arrays.stream(requests)
                                    .mapToDouble(trace::promptTokens)
                                    .toArray(),
                            Arrays.stream(requests)
                                    .mapToDouble(trace::outputTokens)
                                    .toArray());
                }));
    }

    private Optional<ChartSpec> prefixes() {
        if (Double.isNaN(study.before().sharedPrompt())
                && Double.isNaN(study.after().sharedPrompt())) {
            return Optional.empty();
        }
        TimeBins bins = bins();
        return Optional.of(ChartSpec.of(
                "shared-prefixes",
                "Shared prompt prefixes",
                ChartKind.HISTOGRAM,
                AxisSpec.linear("Time", unit.unit()),
                AxisSpec.linear("Prompt tokens shared", "%"),
                series(0, profile -> {
                    TimeBins own = upTo(profile, bins);
                    return new Points(
                            edges(own),
                            closed(Arrays.stream(own.sharedPrompt(profile.trace()))
                                    .map(share -> PERCENT * share)
                                    .toArray()));
                })));
    }

    private Optional<ChartSpec> names(String id, String title, Function<TraceProfile, NameCounts> counts) {
        NameCounts before = counts.apply(study.before());
        NameCounts after = counts.apply(study.after());
        if (before.names() == 0 && after.names() == 0) {
            return Optional.empty();
        }
        List<String> top = before.top(after, MOST_NAMES);
        List<String> categories =
                new ArrayList<>(top.stream().map(WorkloadCharts::shortened).toList());
        boolean others = before.others(top) + after.others(top) > 0;
        boolean unnamed = before.unnamed() + after.unnamed() > 0;
        if (others) {
            categories.add("others");
        }
        if (unnamed) {
            categories.add("none");
        }
        return Optional.of(ChartSpec.of(
                id,
                title,
                ChartKind.BARS,
                AxisSpec.categories("", categories),
                AxisSpec.linear("Requests", "%"),
                series(0, profile -> {
                    NameCounts of = counts.apply(profile);
                    double[] shares = new double[categories.size()];
                    for (int i = 0; i < top.size(); i++) {
                        shares[i] = of.of(top.get(i));
                    }
                    if (others) {
                        shares[top.size()] = of.others(top);
                    }
                    if (unnamed) {
                        shares[shares.length - 1] = of.unnamed();
                    }
                    double[] places = new double[shares.length];
                    for (int i = 0; i < shares.length; i++) {
                        places[i] = i;
                        shares[i] = PERCENT * shares[i] / of.requests();
                    }
                    return new Points(places, shares);
                })));
    }

    private static String shortened(String name) {
        return name.length() <= MOST_NAME_CHARS ? name : name.substring(0, MOST_NAME_CHARS - 1) + "…";
    }

    private record Points(double[] xs, double[] ys) {}

    /**
     * One series, or two where something has changed.
     *
     * @param quietDash the dash pattern of what was before
     */
    private List<SeriesSpec> series(int quietDash, Function<TraceProfile, Points> points) {
        List<SeriesSpec> series = new ArrayList<>();
        if (study.isChanged()) {
            series.add(series(study.beforeName(), ChartPalette.QUIET, quietDash, points.apply(study.before())));
        }
        series.add(series(study.afterName(), ChartPalette.ACCENT, 0, points.apply(study.after())));
        return series;
    }

    private static SeriesSpec series(String name, int colour, int dash, Points points) {
        return new SeriesSpec(name, colour, dash, points.xs, points.ys);
    }

    private double[] edges(TimeBins bins) {
        double[] edges = new double[bins.count() + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = bins.start(i) / unit.seconds();
        }
        return edges;
    }

    /** The heights of bins with the end of the last one. */
    private static double[] closed(double[] heights) {
        double[] closed = Arrays.copyOf(heights, heights.length + 1);
        closed[heights.length] = heights[heights.length - 1];
        return closed;
    }
}
