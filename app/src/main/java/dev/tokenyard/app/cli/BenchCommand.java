package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.SpeedBenchmark;
import dev.tokenyard.app.session.SpeedBenchmark.Measurement;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Measures the simulator's speed on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the simulator's speed on this machine.")
@SuppressWarnings("NullAway.Init")
final class BenchCommand implements Callable<Integer> {
    private static final int FEWEST = 1_000;
    private static final int MOST = 20_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--requests",
            defaultValue = "200000",
            paramLabel = "N",
            description = "Requests: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        if (requests < FEWEST || requests > MOST) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --requests is " + requests + "; give " + FEWEST + " to " + MOST + ".");
        }
        boolean chatty = !json && isTerminal();
        SpeedBenchmark.Report report = SpeedBenchmark.run(requests, TokenyardCommand.whatIf(spec), message -> {
            if (chatty) {
                spec.commandLine().getErr().println(message);
                spec.commandLine().getErr().flush();
            }
        });
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Output.print(out, asJson(report));
        } else {
            print(out, report);
        }
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // It is null where neither input nor output is attached.
    private static boolean isTerminal() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static void print(PrintWriter out, SpeedBenchmark.Report report) {
        out.println(report.machine());
        out.println();
        TextTable table =
                new TextTable("policy", "load", "log", ">requests", ">requests/s", ">bytes/request", ">heap peak MB");
        for (Measurement m : report.measurements()) {
            table.row(
                    m.policyId(),
                    m.load(),
                    m.recorded() ? "full" : "none",
                    Numbers.whole(m.requests()),
                    Numbers.whole(Math.round(m.requestsPerSecond())),
                    Numbers.of(m.allocatedBytesPerRequest()),
                    Numbers.of(m.heapPeakMegabytes()));
        }
        table.print(out);
        out.println();
        out.println("What-if: " + Numbers.whole(report.whatIfRequests()) + " requests under " + report.whatIfPolicies()
                + " policies on all cores: " + Numbers.of(report.whatIfRunMillis())
                + " ms for the recorded runs and their figures, " + Numbers.of(report.whatIfMillis())
                + " ms from a moved slider to the new picture of the window (medians)");
        out.println();
        TextTable ratios = new TextTable("ratio", ">value");
        report.ratios().forEach((name, value) -> ratios.row(name, Numbers.of(value)));
        ratios.print(out);
    }

    private static ObjectNode asJson(SpeedBenchmark.Report report) {
        ObjectNode root = Output.object().put("machine", report.machine());
        ArrayNode results = root.putArray("results");
        for (Measurement m : report.measurements()) {
            ObjectNode node = results.addObject()
                    .put("name", "run")
                    .put("policy", m.policyId())
                    .put("batching", "vllm-v1")
                    .put("load", m.load())
                    .put("log", m.recorded())
                    .put("requests", m.requests());
            Output.put(node, "requests_per_s", m.requestsPerSecond());
            Output.put(node, "allocated_bytes_per_request", m.allocatedBytesPerRequest());
            Output.put(node, "heap_peak_mb", m.heapPeakMegabytes());
        }
        ObjectNode whatIf = results.addObject()
                .put("name", "what-if")
                .put("requests", report.whatIfRequests())
                .put("policies", report.whatIfPolicies());
        Output.put(whatIf, "run_millis", report.whatIfRunMillis());
        Output.put(whatIf, "millis", report.whatIfMillis());
        ObjectNode ratios = root.putObject("ratios");
        for (Map.Entry<String, Double> ratio : report.ratios().entrySet()) {
            Output.put(ratios, ratio.getKey(), ratio.getValue());
        }
        return root;
    }
}
