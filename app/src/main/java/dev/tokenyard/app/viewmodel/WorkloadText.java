package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.workbench.WorkloadStudy;
import dev.tokenyard.app.session.workbench.WorkloadTopic;
import dev.tokenyard.sim.workload.profile.Distribution;
import dev.tokenyard.sim.workload.profile.NameCounts;
import dev.tokenyard.sim.workload.profile.TraceProfile;
import java.util.Locale;
import java.util.function.Function;

/** The figures of a trace in the words of captions; where something was made of it, as they were and as they are. */
public final class WorkloadText {
    private static final int SCATTER_POINTS = 5_000;
    private static final double MINUTE = 60;
    private static final String TOKENS = " tok";
    private static final char UNBROKEN_SPACE = '\u00a0';

    private final WorkloadStudy study;
    private final RunClock clock;

    private WorkloadText(WorkloadStudy study, RunClock clock) {
        this.study = study;
        this.clock = clock;
    }

    /**
     * The caption of a chart.
     *
     * @param clock how times are told
     */
    public static String caption(WorkloadStudy study, WorkloadTopic topic, RunClock clock) {
        // Lines break between figures only.
        return new WorkloadText(study, clock)
                .words(topic)
                .replace(' ', UNBROKEN_SPACE)
                .replace(UNBROKEN_SPACE + "·" + UNBROKEN_SPACE, UNBROKEN_SPACE + "· ");
    }

    private String words(WorkloadTopic topic) {
        return switch (topic) {
            case RATE ->
                change(profile -> TimeText.count(profile.trace().size())) + " requests · "
                        + change(profile -> clock.duration(profile.spanSeconds())) + " · "
                        + change(WorkloadText::rate) + " /" + clock.per() + counts();
            case GAPS -> gaps();
            case PROMPTS -> lengths(TraceProfile::promptTokens, study.distance().promptTokens());
            case OUTPUTS -> lengths(TraceProfile::outputTokens, study.distance().outputTokens());
            case LENGTHS -> points();
            case PREFIXES -> change(profile -> FigureFormat.percent(profile.sharedPrompt())) + " of all prompt tokens";
            case CLASSES -> names(TraceProfile::classes, "class", "classes");
            case CLIENTS ->
                names(TraceProfile::clients, "client", "clients") + " · largest "
                        + change(profile ->
                                FigureFormat.percent(profile.clients().largestShare()));
        };
    }

    /** How bursts show, which gaps do not: where something was made of the trace. */
    private String counts() {
        if (!study.isChanged() || Double.isNaN(study.before().countCv(1))) {
            return "";
        }
        String second = change(profile -> figure(profile.countCv(1)));
        boolean minutes =
                clock == RunClock.SECONDS && !Double.isNaN(study.before().countCv(MINUTE));
        return " · CV of counts per " + clock.per() + " " + second
                + (minutes ? " · per min " + change(profile -> figure(profile.countCv(MINUTE))) : "");
    }

    /** A trace in a line: requests, duration and rate. */
    public static String summary(TraceProfile profile, RunClock clock) {
        return TimeText.count(profile.trace().size(), "request", "requests") + " in "
                + clock.duration(profile.spanSeconds())
                + (Double.isNaN(profile.ratePerSecond()) ? "" : " · " + rate(profile) + " /" + clock.per());
    }

    private String gaps() {
        String at = study.timesRate() == 1 ? "" : " at one rate";
        return "CV " + change(profile -> figure(profile.gapCv())) + " · p50 "
                + change(profile -> gap(profile, 0.5)) + " · p99 "
                + change(profile -> gap(profile, 0.99))
                + distance(study.distance().gaps()) + (study.isChanged() ? at : "");
    }

    private String gap(TraceProfile profile, double share) {
        double seconds = profile.gaps().quantile(share);
        return seconds == 0 ? "0 " + (clock == RunClock.SECONDS ? "s" : "rounds") : clock.duration(seconds);
    }

    private String lengths(Function<TraceProfile, Distribution> of, double distance) {
        return "mean " + change(profile -> tokens(of.apply(profile).mean())) + " · p50 "
                + change(profile -> tokens(of.apply(profile).quantile(0.5))) + " · p90 "
                + change(profile -> tokens(of.apply(profile).quantile(0.9))) + " · p99 "
                + change(profile -> tokens(of.apply(profile).quantile(0.99))) + TOKENS + distance(distance);
    }

    private String points() {
        return change(profile -> {
                    int size = profile.trace().size();
                    return size <= SCATTER_POINTS
                            ? TimeText.count(size)
                            : TimeText.count(SCATTER_POINTS) + " of " + TimeText.count(size);
                })
                + " requests · stronger where more lie"
                + (study.isChanged() ? " · lines around 50 and 90 % of the " + study.beforeName() : "");
    }

    private String names(Function<TraceProfile, NameCounts> of, String one, String many) {
        String counts = change(profile -> TimeText.count(of.apply(profile).names()));
        return counts + " " + (counts.equals("1") ? one : many);
    }

    private String distance(double distance) {
        return study.isChanged() ? " · KS " + String.format(Locale.ROOT, "%.3f", distance) : "";
    }

    /** What was and what is, once where they read the same. */
    private String change(Function<TraceProfile, String> words) {
        String before = words.apply(study.before());
        String after = words.apply(study.after());
        return before.equals(after) ? after : before + " → " + after;
    }

    private static String rate(TraceProfile profile) {
        return figure(profile.ratePerSecond());
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, value < 0.0995 ? "%.4f" : "%,.2f", value);
    }

    private static String tokens(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
