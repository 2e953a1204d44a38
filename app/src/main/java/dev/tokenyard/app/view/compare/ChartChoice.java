package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.comparison.ChartTopic;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which charts the page shows. */
enum ChartChoice {
    OVERVIEW("Overview", ComparisonChart::isTelling),
    LATENCY(ChartTopic.LATENCY),
    OBJECTIVES(ChartTopic.OBJECTIVES),
    OVER_TIME(ChartTopic.OVER_TIME),
    ALL("All", chart -> true);

    private final String label;

    /** An unmodifiable list of constants. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ComparisonChart> charts;

    ChartChoice(String label, Predicate<ComparisonChart> wanted) {
        this.label = label;
        charts = Arrays.stream(ComparisonChart.values()).filter(wanted).toList();
    }

    ChartChoice(ChartTopic topic) {
        this(topic.label(), chart -> chart.topic() == topic);
    }

    String label() {
        return label;
    }

    List<ComparisonChart> charts() {
        return charts;
    }
}
