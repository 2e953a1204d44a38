package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.comparison.ChartTopic;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which charts the page shows. */
enum ChartChoice {
    OVERVIEW("Overview", "", ComparisonChart::isTelling),
    LATENCY(ChartTopic.LATENCY),
    OBJECTIVES(ChartTopic.OBJECTIVES),
    OVER_TIME(ChartTopic.OVER_TIME),
    PLANS(ChartTopic.PLANS),
    /** One chart of two figures that the user chooses. */
    TWO_FIGURES("Two figures", "", chart -> false),
    ALL("All", "", chart -> true);

    private final String label;
    private final String absence;

    /** An unmodifiable list of constants. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ComparisonChart> charts;

    ChartChoice(String label, String absence, Predicate<ComparisonChart> wanted) {
        this.label = label;
        this.absence = absence;
        charts = Arrays.stream(ComparisonChart.values()).filter(wanted).toList();
    }

    ChartChoice(ChartTopic topic) {
        this(topic.label(), topic.absence(), chart -> chart.topic() == topic);
    }

    String label() {
        return label;
    }

    /** What to say where a comparison has none of these charts. */
    String absence() {
        return absence;
    }

    /** Those that are the same for everyone, in their order. */
    List<ComparisonChart> charts() {
        return charts;
    }
}
