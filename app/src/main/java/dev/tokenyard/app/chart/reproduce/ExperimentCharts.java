package dev.tokenyard.app.chart.reproduce;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.AxisSpec.Origin;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.ExperimentResult;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.Plot;
import dev.tokenyard.app.session.reproduce.Plot.Along;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Charts of an experiment's figures: lines for sweeps, grouped bars for what has names. */
public final class ExperimentCharts {
    /** The grey of every palette: published figures stand back behind ours, which begin with its first colour. */
    private static final int PUBLISHED_COLOUR = 8;

    /** Lines that keep within this share of their height are shown without what is below them. */
    private static final double NARROW_SHARE = 0.25;

    private ExperimentCharts() {}

    /** All charts of a result, in the order of its tables. */
    public static List<ChartSpec> all(Experiment experiment, Experiment.Settings settings, ExperimentResult result) {
        return result.tables().stream()
                .flatMap(table -> of(experiment, settings, table).stream())
                .toList();
    }

    /** The charts of one table; each says at its foot what was run with which settings. */
    public static List<ChartSpec> of(Experiment experiment, Experiment.Settings settings, Table table) {
        String note =
                table.title() + ". " + experiment.title() + ", " + settings.text() + ". " + experiment.source() + ".";
        return table.plots().stream()
                .map(plot -> chart(experiment.id() + "-" + plot.id(), plot).withNote(note))
                .toList();
    }

    /** Whether figures are so near to each other, as ratios are, that an axis from zero would leave of them but a smear. */
    private static boolean isNarrow(Plot plot) {
        DoubleSummaryStatistics figures = DoubleStream.concat(
                        plot.series().stream()
                                .flatMap(one -> one.figures().stream())
                                .mapToDouble(Double::doubleValue),
                        plot.levels().stream().mapToDouble(Plot.Level::figure))
                .filter(Double::isFinite)
                .summaryStatistics();
        return figures.getMin() > 0 && figures.getMax() - figures.getMin() < NARROW_SHARE * figures.getMax();
    }

    private static ChartSpec chart(String id, Plot plot) {
        Along along = plot.along();
        double[] places = along.isSweep()
                ? along.values().stream().mapToDouble(Double::doubleValue).toArray()
                : IntStream.range(0, along.size()).asDoubleStream().toArray();
        List<SeriesSpec> series = new ArrayList<>();
        int ours = 0;
        for (Plot.Series one : plot.series()) {
            int index = PUBLISHED_COLOUR;
            if (!one.published()) {
                index = ours < PUBLISHED_COLOUR ? ours : ours + 1;
                ours++;
            }
            series.add(SeriesSpec.of(
                    one.name(),
                    index,
                    places,
                    one.figures().stream().mapToDouble(Double::doubleValue).toArray()));
        }
        return ChartSpec.of(
                        id,
                        plot.title(),
                        along.isSweep() ? ChartKind.LINE : ChartKind.BARS,
                        along.isSweep()
                                ? AxisSpec.linear(along.label(), along.unit())
                                : AxisSpec.categories(along.label(), along.names()),
                        AxisSpec.linear(plot.measure().label(), plot.measure().unit())
                                .beginning(along.isSweep() && isNarrow(plot) ? Origin.DATA : Origin.USUAL),
                        series)
                .withTargets(plot.levels().stream()
                        .map(level -> new TargetLine(level.name(), false, level.figure(), TargetLine.QUIET))
                        .toList());
    }
}
