package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What sweeps found, in words. */
public final class SweepWords {
    private static final int DIGITS = 4;
    /** More than anybody types of a percentage, and fewer than binary fractions garble. */
    private static final int GOAL_DIGITS = 12;
    /** Beyond this many digits before or behind the point an exponent is shorter and plainer. */
    private static final int MOST_PLAIN_DIGITS = 15;

    private SweepWords() {}

    /** A value to four digits. */
    static double rounded(double value) {
        return rounded(value, DIGITS);
    }

    static double rounded(double value, int digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        .doubleValue()
                : value;
    }

    /** A value as it is, without an exponent. */
    static String exact(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** A value to four digits as people write it; whole numbers in full, unless they are astronomic. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        boolean astronomic = value != 0 && Math.abs(Math.log10(Math.abs(value))) >= MOST_PLAIN_DIGITS;
        if (astronomic) {
            return Double.toString(rounded(value)).replace(".0E", "e").replace('E', 'e');
        }
        return exact(value == Math.rint(value) ? value : rounded(value));
    }

    /** A share in percent, with as many decimals as tell it from the goal and from all: never 99.0 for what misses 99. */
    static String percent(double share, double goal) {
        if (Double.isNaN(share)) {
            return FigureFormat.NONE;
        }
        if (share == 1) {
            return "100 %";
        }
        for (int decimals = 1; decimals < DIGITS; decimals++) {
            double unit = Math.pow(10, decimals + 2);
            double shown = Math.rint(share * unit) / unit;
            if (shown < 1 && KneeSearch.meets(shown, goal) == KneeSearch.meets(share, goal)) {
                // What was compared is what is written: formatting the share itself would round ties the other way.
                return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * shown);
            }
        }
        return String.format(Locale.ROOT, "%." + DIGITS + "f %%", 100 * share);
    }

    /** A goal in percent, with every digit of it: only all is 100 %. */
    public static String goal(double goal) {
        return exact(rounded(100 * goal, GOAL_DIGITS)) + " %";
    }

    /** How far a policy's load can be raised, in a sentence without its stop. */
    public static String of(GoalKnee knee, Sweep sweep) {
        SweepKnob knob = sweep.plan().knob();
        String goal = goal(sweep.plan().goal());
        String missed = percent(knee.missedAttainment(), sweep.plan().goal());
        String words = switch (knee.kind()) {
            case BEFORE ->
                (knee.meetsAgain()
                                ? " misses " + goal + " at the least load already (at "
                                : " meets " + goal + " at no simulated load (at ")
                        + knob.exactText(knee.missed()) + ": " + missed + ")";
            case BEYOND -> " meets " + goal + " at every simulated load" + withRequests(knee, sweep);
            case UNKNOWN -> ": no request arrives in the range at any simulated load";
            case FOUND ->
                " meets " + goal + " up to " + knob.exactText(knee.load()) + ", misses it at "
                        + knob.exactText(knee.missed()) + " (" + missed + ")";
        };
        return knee.title() + words + upperEnd(knee, sweep);
    }

    /** Up to where the goal is met at all, if that is more than the load up to which it is always met, or an open end. */
    private static String upperEnd(GoalKnee knee, Sweep sweep) {
        SweepKnob knob = sweep.plan().knob();
        if (knee.open()) {
            return (knee.meetsAgain() ? ", but still meets it at " : ", still at ") + knob.exactText(knee.last())
                    + ", the largest load swept" + withRequests(knee, sweep);
        }
        return knee.meetsAgain()
                ? ", but meets it" + (knee.isFound() ? " again" : "") + " above that, last at "
                        + knob.exactText(knee.last())
                : "";
    }

    /** Where at some loads no request arrives in the part of the time that is swept, that those do not count. */
    private static String withRequests(GoalKnee knee, Sweep sweep) {
        return sweep.series().stream()
                        .filter(series -> series.policyId().equals(knee.policyId()))
                        .flatMap(series -> series.points().stream())
                        .allMatch(SweepPoint::hasRequests)
                ? ""
                : " with requests in the range";
    }

    /**
     * The knee on a chart: {@code FCFS 2.41}, of a range {@code FCFS 2.41 to 2.8}, and of one whose end is open {@code FCFS 2.41
     * to at least 2.8}.
     */
    public static String label(GoalKnee knee) {
        return knee.title() + " "
                + (knee.isFound() ? number(knee.load()) + (knee.meetsAgain() ? " to " : "") : "at times up to ")
                + (knee.open() ? "at least " : "")
                + (knee.meetsAgain() ? number(knee.last()) : "");
    }

    /** How the loads of a knee are simulated by themselves from a terminal, in a phrase; empty if no load meets the goal. */
    public static String howToSimulate(GoalKnee knee, Sweep sweep) {
        String options = DoubleStream.of(knee.load(), knee.last())
                .filter(load -> !Double.isNaN(load))
                .distinct()
                .mapToObj(load -> "--rate-scale "
                        + exact(sweep.plan()
                                .knob()
                                .at(sweep.plan().scenario(), load)
                                .rateScale()))
                .collect(Collectors.joining(" or "));
        return options.isEmpty()
                ? ""
                : "simulate it with " + options
                        + RangeWords.options(sweep.plan().part().window());
    }

    /** How the knees were found, and what is not said. */
    public static String kneeMethod(Sweep sweep) {
        return String.format(
                Locale.ROOT,
                "The load given is the largest at which, as at all simulated loads below, the attainment%s is at least %s: bisected"
                        + " to %.0f %% between two simulated loads, then checked at some just below.%s%s Attainment need not fall"
                        + " evenly; nothing is said of loads that were not simulated.",
                sweep.plan().seeds() > 1 ? ", mean over the seeds," : "",
                goal(sweep.plan().goal()),
                100 * GoalKnee.TOLERANCE,
                sweep.knees().stream().anyMatch(knee -> knee.meetsAgain() && !knee.open())
                        ? " Where the goal is met again above, the second load is the largest that meets it, bisected likewise."
                        : "",
                sweep.knees().stream().anyMatch(GoalKnee::open)
                        ? " Where it is still met at the largest load swept, nothing was bisected there; larger loads may meet it"
                                + " too."
                        : "");
    }

    /** Where a policy's latency bends upwards. */
    public static String of(LatencyKnee knee, Sweep sweep) {
        return knee.title() + " bends at " + sweep.plan().knob().text(knee.load());
    }

    /** How the knees of latencies are found. */
    public static String latencyKneeMethod() {
        return "Knee of the latency by Kneedle (Satopaa et al., ICDCSW 2011), sensitivity 1.";
    }

    /** How many GPUs a policy needs, in a phrase: {@code FCFS needs 7 GPUs (at 6: 98.7 %)}. */
    public static String of(GpuAnswer answer) {
        InstanceGroup group = answer.cluster().groups().get(answer.group());
        if (!answer.complete()) {
            return answer.title() + ": " + tried(answer);
        }
        if (answer.isUnknown()) {
            return answer.title() + ": no request arrives in the range, so no number can be told";
        }
        if (answer.instances().isEmpty()) {
            var last = answer.attainment().lastEntry();
            return answer.title() + " misses " + goal(answer.goal()) + " even with "
                    + count(answer.gpus(last.getKey()), "GPU") + " (" + percent(last.getValue(), answer.goal()) + ")";
        }
        int needed = answer.instances().getAsInt();
        String instances = answer.gpus(needed) == needed
                ? ""
                : " in " + count(needed, "instance")
                        + (answer.cluster().groups().size() == 1 ? "" : " of " + group.gpu());
        Double oneLess = answer.attainment().get(needed - 1);
        String below =
                oneLess == null ? "" : " (at " + answer.gpus(needed - 1) + ": " + percent(oneLess, answer.goal()) + ")";
        return answer.title() + " needs " + count(answer.gpus(needed), "GPU") + instances + below;
    }

    /** Which numbers of instances were simulated, with what came of each. */
    public static String tried(GpuAnswer answer) {
        return answer.attainment().isEmpty()
                ? "nothing is simulated yet"
                : "simulated with "
                        + answer.attainment().entrySet().stream()
                                .map(one -> one.getKey() + " (" + percent(one.getValue(), answer.goal()) + ")")
                                .collect(Collectors.joining(", "))
                        + (answer.isFound() ? "" : " of at most " + answer.most() + " instances");
    }

    /** What the numbers of GPUs are and are not. */
    public static String gpuMethod(GpuAnswer answer, int seeds) {
        return "Instances doubled until " + goal(answer.goal()) + " is met"
                + (seeds > 1 ? " on average of " + seeds + " seeds" : "")
                + ", then bisected: the answer meets it and one less misses. More instances need not always be better; nothing is"
                + " said of numbers that were not simulated.";
    }

    /** A point in words: {@code FCFS at 3.41 req/s: SLO attainment all 98.3 ±0.4 %}. */
    public static String of(SweepPoint point, SweepKnob knob, MetricColumn figure) {
        ConfidenceInterval interval = point.interval(figure);
        String lead =
                point.replications().policyTitle() + " at " + knob.text(point.value()) + ": " + figure.name() + " ";
        if (Double.isNaN(interval.mean())) {
            return lead + FigureFormat.NONE;
        }
        int seeds = point.replications().runs().size();
        return lead
                + number(interval.mean())
                + (interval.varies() ? " ±" + number(rounded(interval.halfWidth(), 2)) : "")
                + (figure.unit().isEmpty() ? "" : " " + figure.unit())
                + (interval.count() < seeds ? ", in " + interval.count() + " of " + seeds + " seeds" : "");
    }

    /** What the bands are, and where there are none. */
    public static List<String> seedNotes(Sweep sweep) {
        List<String> notes = new ArrayList<>();
        if (!sweep.plan().scenario().forks().isEmpty()) {
            notes.add("Policies are swept, not the forks of their runs.");
        }
        long first = sweep.plan().scenario().seed();
        boolean replicated = sweep.series().stream().anyMatch(SweepSeries::isReplicated);
        if (!replicated) {
            notes.add("One seed, " + first + ": no interval.");
            return notes;
        }
        List<String> alike = sweep.series().stream()
                .filter(series -> !series.varies())
                .map(SweepSeries::title)
                .toList();
        if (alike.size() < sweep.series().size()) {
            notes.add(
                    (sweep.plan().knob().isRepetitions()
                            ? "Mean with its 95 % interval (Student's t) over as many seeds, from " + first + " on."
                            : "Mean with its 95 % interval (Student's t) over " + seeds(sweep, first) + "."));
        }
        if (sweep.generated() && sweep.plan().knob().id().equals(SweepKnobs.RATE)) {
            notes.add("Rates are those of seed " + first + "; other draws are scaled alike.");
        }
        if (!alike.isEmpty()) {
            notes.add(String.join(", ", alike) + ": the same in every seed, so no interval.");
        }
        String limits = SeedRuns.limitsOf(sweep.plan().scenario());
        if (!limits.isEmpty() && alike.size() < sweep.series().size()) {
            notes.add(limits + ".");
        }
        return notes;
    }

    /** Which seeds there are; before all are in, how many. */
    private static String seeds(Sweep sweep, long first) {
        IntSummaryStatistics in = sweep.series().stream()
                .flatMap(series -> series.points().stream())
                .mapToInt(point -> point.replications().runs().size())
                .summaryStatistics();
        int wanted = sweep.plan().seeds();
        if (in.getMin() < wanted) {
            return "the seeds that are in, " + in.getMin() + (in.getMax() > in.getMin() ? " to " + in.getMax() : "")
                    + " of " + wanted;
        }
        return wanted + " seeds, " + first + " to " + (first + wanted - 1);
    }

    private static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
