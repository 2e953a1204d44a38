package dev.tokenyard.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command that lists a catalogue, or shows one entry of it.
 *
 * @param <T> an entry
 */
@SuppressWarnings("NullAway.Init")
abstract class CatalogCommand<T> implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Show this one.")
    private @Nullable String id;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** All entries in the catalogue's order. */
    abstract List<T> all();

    /**
     * The entry with an id.
     *
     * @throws IllegalArgumentException with a sentence, if there is none
     */
    abstract T find(String wanted);

    abstract ObjectNode asJson(T entry);

    abstract void printAll(PrintWriter out, List<T> entries);

    abstract void printOne(PrintWriter out, T entry);

    /** Which entry to show, empty for all. */
    final Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Where to print. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = out();
        if (id != null) {
            T entry = findOrFail(id);
            if (json) {
                Output.print(out, asJson(entry));
            } else {
                printOne(out, entry);
            }
        } else if (json) {
            ArrayNode entries = Output.array();
            all().forEach(entry -> entries.add(asJson(entry)));
            Output.print(out, entries);
        } else {
            printAll(out, all());
        }
        return 0;
    }

    private T findOrFail(String wanted) throws CommandFailure {
        try {
            return find(wanted);
        } catch (IllegalArgumentException unknown) {
            throw CommandFailure.badInput(unknown);
        }
    }
}
