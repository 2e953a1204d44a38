package dev.tokenyard.app.viewmodel;

import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.ImportOptions.Arrivals;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.TraceImport;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.trace.format.ColumnGuess;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.ColumnRole;
import dev.tokenyard.sim.trace.format.TableHead;
import dev.tokenyard.sim.trace.format.TimeUnit;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceHead;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the columns of a table mean, as the user says it, and what becomes of the table's first rows. For the FX thread. */
public final class ColumnsViewModel {
    /** How many rows are shown. */
    public static final int SHOWN_ROWS = 20;

    private final TraceHead head;
    private final TableHead table;
    private final ReadOnlyObjectWrapper<ColumnMapping> mapping;
    private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper(this, "verdict", "");
    private final ReadOnlyBooleanWrapper openable = new ReadOnlyBooleanWrapper(this, "openable", false);
    private final ReadOnlyBooleanWrapper flawed = new ReadOnlyBooleanWrapper(this, "flawed", false);

    /**
     * Makes the view-model.
     *
     * @param head the beginning of the file
     * @param table the same as a table
     * @param initial what the columns mean until the user says otherwise
     */
    public ColumnsViewModel(TraceHead head, TableHead table, ColumnMapping initial) {
        this.head = head;
        this.table = table;
        mapping = new ReadOnlyObjectWrapper<>(this, "mapping", initial);
        judge();
    }

    /** The name of the file. */
    public String fileName() {
        return head.fileName();
    }

    /** The names of the columns. */
    public List<String> columns() {
        return table.columns();
    }

    /** The first rows, {@value #SHOWN_ROWS} at most. */
    public List<List<String>> rows() {
        return table.rows().subList(0, Math.min(SHOWN_ROWS, table.rows().size()));
    }

    /** What the columns mean. */
    public ReadOnlyObjectProperty<ColumnMapping> mappingProperty() {
        return mapping.getReadOnlyProperty();
    }

    /** How many of the first rows can be read, or what is missing. */
    public ReadOnlyStringProperty verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    /** Whether the file can be opened like this. */
    public ReadOnlyBooleanProperty openableProperty() {
        return openable.getReadOnlyProperty();
    }

    /** Whether some of the first rows cannot be read, or none. */
    public ReadOnlyBooleanProperty flawedProperty() {
        return flawed.getReadOnlyProperty();
    }

    /** Gives a column a role, which another one loses, or none. The unit of another column of times is guessed anew. */
    public void setRole(String column, Optional<ColumnRole> role) {
        ColumnMapping changed = mapping.get().with(column, role);
        boolean otherTimes = role.filter(chosen -> chosen == ColumnRole.TIME).isPresent()
                && !mapping.get().column(ColumnRole.TIME).equals(column);
        set(otherTimes ? changed.withUnit(ColumnGuess.unitOf(table, column)) : changed);
    }

    /** Sets the unit of the times. */
    public void setUnit(TimeUnit unit) {
        set(mapping.get().withUnit(unit));
    }

    private void set(ColumnMapping changed) {
        if (!changed.equals(mapping.get())) {
            mapping.set(changed);
            judge();
        }
    }

    private void judge() {
        ColumnMapping judged = mapping.get();
        if (!judged.missing().isEmpty()) {
            show(judged.missing(), false, false);
            return;
        }
        try {
            // Where there are no times, the window asks for arrivals next.
            TraceImport read = TraceReader.preview(head, judged, ImportOptions.DEFAULT.withArrivals(Arrivals.AT_ONCE));
            show(words(read), true, read.report().rowsRefused() > 0);
        } catch (TraceFormatException unreadable) {
            show(String.valueOf(unreadable.getMessage()), false, true);
        }
    }

    private void show(String words, boolean canOpen, boolean hasFlaws) {
        verdict.set(words);
        openable.set(canOpen);
        flawed.set(hasFlaws);
    }

    private String words(TraceImport read) {
        ImportReport report = read.report();
        String count = report.rowsRefused() == 0
                ? "All " + TimeText.count(report.rowsRead(), "row", "rows") + " of the preview can be read"
                : TimeText.count(report.rowsRead()) + " of "
                        + TimeText.count(report.rowsRead() + report.rowsRefused(), "preview row", "preview rows")
                        + " can be read";
        String problem = report.problems().isEmpty()
                ? "."
                : "; the first problem: " + report.problems().get(0).text() + ".";
        return count + span(read) + problem;
    }

    /** By which one sees whether the unit is right. */
    private String span(TraceImport read) {
        if (!mapping.get().columns().containsKey(ColumnRole.TIME)) {
            return "; without a column of times, the window asks for arrivals next";
        }
        TraceStatistics statistics = TraceStatistics.of(read.trace());
        double rate = statistics.ratePerSecond();
        if (Double.isNaN(rate)) {
            return "";
        }
        String often = rate >= 0.1
                ? String.format(Locale.ROOT, rate < 1000 ? "%.2f requests/s" : "%,.0f requests/s", rate)
                : "a request every " + TimeText.duration(1 / rate);
        return ", over " + TimeText.duration(statistics.spanSeconds()) + ", " + often;
    }
}
