package dev.tokenyard.app.chart;

import java.util.List;
import org.jfree.data.xy.AbstractXYDataset;

/** The drawn series as the chart library reads them; names need not differ. */
final class DrawnDataset extends AbstractXYDataset {
    private final transient List<DrawnSeries> series;

    DrawnDataset(List<DrawnSeries> series) {
        this.series = List.copyOf(series);
    }

    @Override
    public int getSeriesCount() {
        return series.size();
    }

    @Override
    public Comparable<String> getSeriesKey(int index) {
        return series.get(index).series().name();
    }

    @Override
    public int getItemCount(int index) {
        return series.get(index).size();
    }

    @Override
    public Number getX(int index, int item) {
        return getXValue(index, item);
    }

    @Override
    public Number getY(int index, int item) {
        return getYValue(index, item);
    }

    @Override
    public double getXValue(int index, int item) {
        return series.get(index).x(item);
    }

    @Override
    public double getYValue(int index, int item) {
        return series.get(index).y(item);
    }
}
