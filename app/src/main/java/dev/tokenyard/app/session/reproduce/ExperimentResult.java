package dev.tokenyard.app.session.reproduce;

import java.util.List;

/**
 * What an experiment gave.
 *
 * @param parameters what was run, a sentence each
 * @param tables its figures, published ones beside ours
 * @param notes what the figures mean, and why they differ, a sentence or two each
 */
public record ExperimentResult(List<String> parameters, List<Table> tables, List<String> notes) {
    /** Copies the lists. */
    public ExperimentResult {
        parameters = List.copyOf(parameters);
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /**
     * A table.
     *
     * @param title what its figures are, with their unit
     * @param rowTitle what its rows are
     * @param columns titles of the columns of figures
     * @param decimals decimals that the figures are worth
     * @param rows its rows
     */
    public record Table(String title, String rowTitle, List<String> columns, int decimals, List<Row> rows) {
        /** Checks that the rows fit. */
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (Row row : rows) {
                if (row.figures().size() != columns.size()) {
                    throw new IllegalArgumentException("Row " + row.label() + " of \"" + title + "\" has "
                            + row.figures().size() + " figures for " + columns.size() + " columns.");
                }
            }
        }
    }

    /**
     * A row.
     *
     * @param label what it is
     * @param figures a figure for each column, NaN where there is none
     */
    public record Row(String label, List<Double> figures) {
        /** Copies the figures. */
        public Row {
            figures = List.copyOf(figures);
        }
    }
}
