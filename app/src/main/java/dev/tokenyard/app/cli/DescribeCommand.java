package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.Assigner;
import dev.tokenyard.app.session.AssignmentRules;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.TokenQuantiles;
import dev.tokenyard.sim.trace.TraceImport;
import dev.tokenyard.sim.trace.TraceStatistics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Reads a trace and says what is in it. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Says what a trace holds: format, rows read and refused, rate, classes, models, token quantiles.")
@SuppressWarnings("NullAway.Init")
final class DescribeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            converter = TypedValues.FileName.class,
            paramLabel = "TRACE",
            description = "The trace, or a sample's file name.")
    private String trace;

    @Option(names = "--format", defaultValue = "auto", paramLabel = "ID", description = "Format of the trace.")
    private String format;

    @Mixin
    private ImportOption repair;

    @Option(names = "--assign", paramLabel = AssignOption.USAGE, description = AssignOption.HELP)
    private List<String> assign = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "7",
            paramLabel = "N",
            description = "Seed of a workload recipe, and of shares.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        AssignmentRules rules = AssignOption.parse(assign);
        TraceImport imported;
        try {
            imported = new TraceLibrary()
                    .load(TraceArgument.source(trace, format, repair.options(), repair.columns()), seed, () -> false);
        } catch (ScenarioException unreadable) {
            throw CommandFailure.badInput(unreadable);
        }
        Trace described = assigned(imported.trace(), rules);
        TraceStatistics statistics = TraceStatistics.of(described);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode document = asJson(imported.report(), statistics);
            if (imported.trace().hasPredictions()) {
                document.put("predictions", predictions(imported.trace()));
            }
            document.put("clients", described.names(Label.CLIENT).size());
            document.put("sessions", described.names(Label.SESSION).size());
            Output.print(out, document);
        } else {
            printText(out, imported.report(), statistics, described);
        }
        return 0;
    }

    /** How many requests come with a predicted length. */
    private static int predictions(Trace trace) {
        int count = 0;
        for (int r = 0; r < trace.size(); r++) {
            count += trace.predictedTokens(r) > 0 ? 1 : 0;
        }
        return count;
    }

    private Trace assigned(Trace recorded, AssignmentRules rules) throws CommandFailure {
        try {
            return Assigner.assign(recorded, rules, seed);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, "Option --assign: " + refused.getMessage(), refused);
        }
    }

    private static ObjectNode asJson(ImportReport report, TraceStatistics statistics) {
        ObjectNode root = Output.object();
        new ImportReportOutput(report).addTo(root);
        Output.put(root, "span_s", statistics.spanSeconds());
        Output.put(root, "rate_per_s", statistics.ratePerSecond());
        Output.put(root, "cv", statistics.interArrivalCv());
        root.set("prompt_tokens", quantiles(statistics.promptTokens()));
        root.set("output_tokens", quantiles(statistics.outputTokens()));
        root.set("classes", counts(statistics.classes()));
        root.set("models", counts(statistics.models()));
        return root;
    }

    private static ObjectNode counts(List<TraceStatistics.NameCount> counts) {
        ObjectNode node = Output.object();
        counts.forEach(count -> node.put(count.name(), count.requests()));
        return node;
    }

    static ObjectNode quantiles(TokenQuantiles tokens) {
        ObjectNode node = Output.object();
        Output.put(node, "mean", tokens.mean());
        return node.put("p50", tokens.p50())
                .put("p90", tokens.p90())
                .put("p99", tokens.p99())
                .put("max", tokens.max());
    }

    private static void printText(PrintWriter out, ImportReport report, TraceStatistics statistics, Trace trace) {
        TextTable facts = new TextTable("", ">");
        ImportReportOutput reading = new ImportReportOutput(report);
        reading.addCounts(facts);
        facts.row("span, s", Numbers.of(statistics.spanSeconds()));
        facts.row("rate, requests/s", Numbers.of(statistics.ratePerSecond()));
        facts.row("CV of the times between arrivals", Numbers.of(statistics.interArrivalCv()));
        shares(facts, "class ", statistics.classes(), statistics.requests());
        shares(facts, "model ", statistics.models(), statistics.requests());
        count(facts, "clients", trace.names(Label.CLIENT).size());
        count(facts, "sessions", trace.names(Label.SESSION).size());
        int predictions = predictions(trace);
        if (predictions > 0) {
            facts.row("requests with a predicted length", Numbers.whole(predictions));
        }
        facts.print(out);
        out.println();
        TextTable tokens = new TextTable("tokens", ">mean", ">p50", ">p90", ">p99", ">max");
        tokenRow(tokens, "prompt", statistics.promptTokens());
        tokenRow(tokens, "output", statistics.outputTokens());
        tokens.print(out);
        reading.printExamples(out);
        out.flush();
    }

    private static void count(TextTable facts, String what, int count) {
        if (count > 0) {
            facts.row(what, Numbers.whole(count));
        }
    }

    private static void shares(TextTable facts, String what, List<TraceStatistics.NameCount> counts, int requests) {
        for (TraceStatistics.NameCount count : counts) {
            facts.row(
                    what + count.name(),
                    String.format(
                            Locale.ROOT,
                            "%s (%.1f %%)",
                            Numbers.whole(count.requests()),
                            100.0 * count.requests() / requests));
        }
    }

    private static void tokenRow(TextTable table, String name, TokenQuantiles tokens) {
        table.row(
                name,
                Numbers.of(tokens.mean()),
                Numbers.whole(tokens.p50()),
                Numbers.whole(tokens.p90()),
                Numbers.whole(tokens.p99()),
                Numbers.whole(tokens.max()));
    }
}
