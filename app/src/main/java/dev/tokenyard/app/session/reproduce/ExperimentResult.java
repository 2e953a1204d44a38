package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.export.CsvFields;
import java.util.ArrayList;
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
     * @param groups its columns of figures, neighbours that belong together in a group
     * @param decimals decimals that the figures are worth
     * @param rows its rows
     * @param plots what of it is worth a picture; may be empty
     */
    public record Table(
            String title, String rowTitle, List<Group> groups, int decimals, List<Row> rows, List<Plot> plots) {
        private static final String LINE_END = "\r\n";

        /** Checks that the rows fit. */
        public Table {
            groups = List.copyOf(groups);
            rows = List.copyOf(rows);
            plots = List.copyOf(plots);
            int columns =
                    groups.stream().mapToInt(group -> group.columns().size()).sum();
            for (Row row : rows) {
                if (row.figures().size() != columns) {
                    throw new IllegalArgumentException("Row " + row.label() + " of \"" + title + "\" has "
                            + row.figures().size() + " figures for " + columns + " columns.");
                }
            }
        }

        /**
         * A table without pictures.
         *
         * @param columns titles of the columns of figures; those that begin with the word published hold figures of the
         *     publication
         */
        public Table(String title, String rowTitle, List<String> columns, int decimals, List<Row> rows) {
            this(title, rowTitle, Group.ofTitles(columns), decimals, rows, List.of());
        }

        /** The same table with pictures. */
        public Table withPlots(List<Plot> pictures) {
            return new Table(title, rowTitle, groups, decimals, rows, pictures);
        }

        /** The full titles of the columns of figures. */
        public List<String> columns() {
            return groups.stream().flatMap(group -> group.titles().stream()).toList();
        }

        /** The figures of a column, by its full title. */
        public List<Double> column(String full) {
            int index = columns().indexOf(full);
            if (index < 0) {
                throw new IllegalArgumentException("\"" + title + "\" has no column " + full + ".");
            }
            return rows.stream().map(row -> row.figures().get(index)).toList();
        }

        /** The table as comma-separated values (RFC 4180): figures in full precision, empty where there is none. */
        public String toCsv() {
            StringBuilder csv = new StringBuilder(CsvFields.text(rowTitle));
            columns().forEach(column -> csv.append(',').append(CsvFields.text(column)));
            for (Row row : rows) {
                csv.append(LINE_END).append(CsvFields.text(row.label()));
                row.figures().forEach(figure -> csv.append(',').append(CsvFields.number(figure)));
            }
            return csv.append(LINE_END).toString();
        }
    }

    /**
     * Neighbouring columns that belong together.
     *
     * @param title what they have in common, the first part of their titles; empty for columns that stand by themselves
     * @param published whether they hold figures of the publication, not ours
     * @param columns the rest of their titles
     */
    public record Group(String title, boolean published, List<String> columns) {
        private static final String PUBLISHED = "published";

        /** Copies the columns. */
        public Group {
            columns = List.copyOf(columns);
        }

        /** Columns of our figures. */
        public static Group ours(String title, List<String> columns) {
            return new Group(title, false, columns);
        }

        /** Columns of published figures. */
        public static Group published(String title, List<String> columns) {
            return new Group(title, true, columns);
        }

        /** The full titles of its columns. */
        public List<String> titles() {
            return columns.stream()
                    .map(column -> title.isEmpty() ? column : title + " " + column)
                    .toList();
        }

        private static List<Group> ofTitles(List<String> titles) {
            List<Group> groups = new ArrayList<>();
            for (String title : titles) {
                groups.add(new Group("", title.startsWith(PUBLISHED), List.of(title)));
            }
            return groups;
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
