package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.RememberedColumns;
import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.viewmodel.ColumnsViewModel;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.format.ColumnGuess;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.TableHead;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceHead;
import java.nio.file.Path;
import java.util.Optional;

/** Asks for what a trace file leaves open: the meaning of its columns, and arrivals where it has none. */
final class TraceQuestions implements ScenarioViewModel.UnreadTraces {
    private static final String TOPIC = "columns";

    private final WindowModels models;
    private final WindowServices services;
    private final Overlay overlay;
    private final RememberedColumns remembered;

    TraceQuestions(WindowModels models, WindowServices services, Overlay overlay) {
        this.models = models;
        this.services = services;
        this.overlay = overlay;
        remembered = new RememberedColumns(services.settings());
    }

    @Override
    public boolean ask(TraceSource source, TraceFormatException.Kind kind, String sentence) {
        switch (kind) {
            case UNKNOWN_FORMAT, NO_ROWS, AMBIGUOUS_COLUMNS:
                lookAt(source, sentence);
                return true;
            case NO_ARRIVALS:
                askForArrivals(source);
                return true;
            default:
                return false;
        }
    }

    /** Lets the user say what the columns of the scenario's trace mean, whatever its format. */
    void chooseColumns() {
        TraceSource source = models.scenario().spec().trace();
        if (source.kind() == SourceKind.SAMPLE) {
            models.messages()
                    .info(TOPIC, "The columns of a sample are known; open a trace file to choose its columns.");
            return;
        }
        lookAt(source, "");
    }

    /**
     * Reads the beginning of a file and asks.
     *
     * @param sentence why it could not be read; empty if it could, and the user wants other columns
     */
    private void lookAt(TraceSource source, String sentence) {
        services.background().execute(() -> {
            try {
                TraceHead head = TraceReader.head(Path.of(source.location()));
                Optional<TableHead> table = TableHead.of(head);
                services.foreground().execute(() -> {
                    if (table.isEmpty()) {
                        models.messages()
                                .error(
                                        TOPIC,
                                        sentence.isEmpty()
                                                ? head.fileName() + " is no table; there are no columns to choose."
                                                : sentence);
                    } else {
                        // Columns of which no row could be read are no memory to go by.
                        decide(
                                source,
                                head,
                                table.get(),
                                !sentence.isEmpty() && source.columns().isNone());
                    }
                });
            } catch (TraceFormatException unreadable) {
                services.foreground()
                        .execute(() -> models.messages().error(TOPIC, String.valueOf(unreadable.getMessage())));
            }
        });
    }

    private void decide(TraceSource source, TraceHead head, TableHead table, boolean mayGoByMemory) {
        Optional<ColumnMapping> known = remembered.of(table);
        if (mayGoByMemory && known.isPresent()) {
            models.scenario().openTrace(source.withColumns(known.get()));
            models.messages()
                    .info(
                            TOPIC,
                            head.fileName() + " is read with the columns that you chose for this header: "
                                    + known.get().text() + ". \"columns…\" in the trace's card changes them.");
            return;
        }
        ColumnMapping initial =
                source.columns().isNone() ? known.orElseGet(() -> ColumnGuess.of(table)) : source.columns();
        ColumnsSheet sheet = new ColumnsSheet(
                new ColumnsViewModel(head, table, initial),
                mapping -> {
                    overlay.close();
                    remembered.keep(table, mapping);
                    models.scenario().openTrace(source.withColumns(mapping));
                },
                overlay::close);
        overlay.show("Columns of " + head.fileName(), sheet, sheet.openButton());
    }

    private void askForArrivals(TraceSource source) {
        ArrivalsSheet sheet = new ArrivalsSheet(
                arrivals -> {
                    overlay.close();
                    models.scenario()
                            .openTrace(source.withRepair(source.repair().withArrivals(arrivals)));
                },
                overlay::close);
        Path name = Path.of(source.location()).getFileName();
        overlay.show("Arrivals for " + (name == null ? source.location() : name), sheet, sheet.choice());
    }
}
