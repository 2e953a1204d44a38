package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.ExperimentResult;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs published experiments again. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description =
                "Runs a published experiment again and prints its figures beside ours; without a name, lists them.")
@SuppressWarnings("NullAway.Init")
final class ReproduceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "EXPERIMENT", description = "The experiment to run.")
    private @Nullable String id;

    @Option(names = "--trials", paramLabel = "N", description = "Trials; each experiment has its own default.")
    private @Nullable Integer trials;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Seed: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** How much of the experiment is done; told by the threads that run it, asked by the one that shows it. */
    private volatile double doneShare;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        if (id == null) {
            list(out);
            return 0;
        }
        Experiment experiment;
        try {
            experiment = Experiments.byId(id);
        } catch (UnknownEntryException unknown) {
            throw CommandFailure.badInput(unknown);
        }
        int count = trials == null ? experiment.defaultTrials() : trials;
        if (count < 1 || count > Experiment.Settings.MOST_TRIALS) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --trials is " + count + "; give " + Experiment.Settings.trialsRange() + ".");
        }
        Experiment.Settings settings = new Experiment.Settings(count, seed);
        ExperimentResult result;
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr(), () -> progress(experiment, doneShare))) {
            result = experiment.run(settings, new Experiment.Watch(share -> doneShare = share, () -> false));
        }
        if (json) {
            Output.print(out, asJson(experiment, settings, result));
        } else {
            print(out, experiment, result);
        }
        return 0;
    }

    private void list(PrintWriter out) {
        if (json) {
            ArrayNode all = Output.array();
            for (Experiment experiment : Experiments.all()) {
                all.add(card(experiment));
            }
            Output.print(out, all);
            return;
        }
        TextTable table = new TextTable("experiment", "title", "source", ">trials", "of");
        for (Experiment experiment : Experiments.all()) {
            table.row(
                    experiment.id(),
                    experiment.title(),
                    experiment.source(),
                    Numbers.whole(experiment.defaultTrials()),
                    experiment.trialsHelp());
        }
        table.print(out);
    }

    /** {@code qlm: 37 %}. */
    static String progress(Experiment experiment, double share) {
        return String.format(Locale.ROOT, "%s: %.0f %%", experiment.id(), 100 * share);
    }

    private static void print(PrintWriter out, Experiment experiment, ExperimentResult result) {
        out.println(experiment.title());
        out.println(experiment.source());
        out.println();
        result.parameters().forEach(out::println);
        for (Table table : result.tables()) {
            out.println();
            out.println(table.title() + ":");
            print(out, table);
        }
        out.println();
        result.notes().forEach(out::println);
        out.flush();
    }

    /** Prints a table turned on its side where it has more columns than rows, as a terminal is narrow. */
    private static void print(PrintWriter out, Table table) {
        boolean turned = table.columns().size() > table.rows().size();
        List<String> rowLabels =
                turned ? table.columns() : table.rows().stream().map(Row::label).toList();
        List<String> titles = new ArrayList<>(List.of(turned ? "" : table.rowTitle()));
        List<String> columns = turned ? table.rows().stream().map(Row::label).toList() : table.columns();
        columns.forEach(column -> titles.add(">" + column));
        TextTable text = new TextTable(titles.toArray(String[]::new));
        for (int r = 0; r < rowLabels.size(); r++) {
            List<String> cells = new ArrayList<>(List.of(rowLabels.get(r)));
            for (int c = 0; c < columns.size(); c++) {
                double figure = turned
                        ? table.rows().get(c).figures().get(r)
                        : table.rows().get(r).figures().get(c);
                cells.add(
                        Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%." + table.decimals() + "f", figure));
            }
            text.row(cells.toArray(String[]::new));
        }
        text.print(out);
    }

    private static ObjectNode card(Experiment experiment) {
        return Output.object()
                .put("id", experiment.id())
                .put("title", experiment.title())
                .put("source", experiment.source())
                .put("default_trials", experiment.defaultTrials())
                .put("trial", experiment.trialsHelp());
    }

    private static ObjectNode asJson(Experiment experiment, Experiment.Settings settings, ExperimentResult result) {
        ObjectNode node = card(experiment).put("trials", settings.trials()).put("seed", settings.seed());
        ArrayNode parameters = node.putArray("parameters");
        result.parameters().forEach(parameters::add);
        ArrayNode tables = node.putArray("tables");
        for (Table table : result.tables()) {
            ObjectNode one = tables.addObject().put("title", table.title());
            ArrayNode published = one.putArray("published_columns");
            table.groups().stream()
                    .filter(Group::published)
                    .forEach(group -> group.titles().forEach(published::add));
            ArrayNode rows = one.putArray("rows");
            for (Row row : table.rows()) {
                ObjectNode figures = rows.addObject().put("label", row.label()).putObject("figures");
                for (int c = 0; c < table.columns().size(); c++) {
                    Output.put(figures, table.columns().get(c), row.figures().get(c));
                }
            }
        }
        ArrayNode notes = node.putArray("notes");
        result.notes().forEach(notes::add);
        return node;
    }
}
