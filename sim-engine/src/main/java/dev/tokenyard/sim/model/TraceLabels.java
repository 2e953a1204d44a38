package dev.tokenyard.sim.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What a trace names of its requests: a column for each {@link Label}. */
final class TraceLabels {
    private final Map<Label, NameColumn> columns;

    TraceLabels(Map<Label, NameColumn> columns) {
        this.columns = new EnumMap<>(columns);
    }

    NameColumn of(Label label) {
        return Objects.requireNonNull(columns.get(label));
    }

    TraceLabels with(Label label, NameColumn column) {
        TraceLabels others = new TraceLabels(columns);
        others.columns.put(label, column);
        return others;
    }

    TraceLabels each(UnaryOperator<NameColumn> change) {
        TraceLabels others = new TraceLabels(columns);
        others.columns.replaceAll((label, column) -> change.apply(column));
        return others;
    }
}
