package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ReadingBenchmark;
import dev.tokenyard.app.session.SpeedBenchmark;
import dev.tokenyard.app.session.SpeedReport;
import dev.tokenyard.app.session.SpeedReport.Measurement;
import dev.tokenyard.app.session.WindowReport;
import dev.tokenyard.app.session.reproduce.ClusterBenchmark;
import dev.tokenyard.policies.BatchingModes;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    private static final int CLUSTER_REQUESTS = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--requests",
            defaultValue = "200000",
            paramLabel = "N",
            description = "Requests: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(
            names = "--scale",
            description =
                    "Also run FCFS on 10,000 to 10,000,000 requests; takes a minute and some gigabytes of memory.")
    private boolean scale;

    @Option(
            names = "--cluster",
            description = "Instead, run FCFS and QLM on 80 instances that serve 4 models, and 100,000 requests.")
    private boolean cluster;

    @Option(
            names = "--traces",
            description = "Instead, read a generated file of each trace format with so many requests.")
    private boolean traces;

    @Option(
            names = "--ui",
            description =
                    "Instead, measure how smoothly the window runs: six lanes of eight instances with so many requests,"
                            + " and a slider under the hand.")
    private boolean ui;

    @Option(
            names = "--soak",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "With --ui: how long it plays on and on, to see whether memory grows: ${DEFAULT-VALUE}.")
    private double soakSeconds;

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
        Consumer<String> progress = message -> {
            if (chatty) {
                spec.commandLine().getErr().println(message);
                spec.commandLine().getErr().flush();
            }
        };
        PrintWriter out = spec.commandLine().getOut();
        if (traces) {
            printReading(out, progress);
            return 0;
        }
        if (ui) {
            printWindow(out, TokenyardCommand.whatIf(spec).window(requests, soakSeconds, progress));
            return 0;
        }
        if (cluster) {
            printClusters(out, ClusterBenchmark.run(CLUSTER_REQUESTS, progress));
            return 0;
        }
        SpeedReport report = SpeedBenchmark.run(requests, scale, TokenyardCommand.whatIf(spec), progress);
        if (json) {
            Output.print(out, asJson(report));
        } else {
            print(out, report);
        }
        return 0;
    }

    /** Whether a person is watching. */
    @SuppressWarnings("SystemConsoleNull") // It is null where neither input nor output is attached.
    static boolean isTerminal() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static void print(PrintWriter out, SpeedReport report) {
        out.println(report.machine());
        out.println();
        printTable(out, report.measurements());
        if (!report.scaling().isEmpty()) {
            out.println("Scaling");
            printTable(out, report.scaling());
        }
        out.println("What-if: " + Numbers.whole(report.whatIfRequests()) + " requests under " + report.whatIfPolicies()
                + " policies on all cores, recorded: "
                + report.whatIfRunMillis().entrySet().stream()
                        .map(run -> Numbers.of(run.getValue().median()) + " ms (best "
                                + Numbers.of(run.getValue().best()) + ") at " + run.getKey() + " load")
                        .collect(Collectors.joining(", "))
                + "; " + Numbers.of(report.whatIfMillis())
                + " ms from a moved slider to the new picture of the window (medians)");
        out.println();
        TextTable ratios = new TextTable("ratio", ">value");
        report.ratios().forEach((name, value) -> ratios.row(name, Numbers.of(value)));
        ratios.print(out);
    }

    private void printWindow(PrintWriter out, WindowReport report) {
        if (json) {
            Output.print(out, WindowReportJson.of(report));
            return;
        }
        out.printf(
                Locale.ROOT,
                "%d lanes of %d instances, %,d requests in each, up to %,d waiting; 1280 x 800, drawn in software%n",
                report.lanes(),
                report.instances(),
                report.requests(),
                report.mostWaiting());
        TextTable table = new TextTable("work on the FX thread", ">count", ">p50 ms", ">p99 ms", ">worst ms");
        addWork(table, "a frame while it plays", report.frames());
        addWork(table, "the frame after a leap", report.seeks());
        table.print(out);
        out.printf(
                Locale.ROOT,
                "Memory in use over %.0f s of playing: %.1f MiB, then %.1f MiB; trend %+.1f MiB an hour%n",
                report.soak().seconds(),
                report.soak().startMib(),
                report.soak().endMib(),
                report.soak().mibPerHour());
        WindowReport.Drag drag = report.drag();
        out.printf(
                Locale.ROOT,
                "A slider under the hand, %,d requests x %d policies:%n",
                drag.requests(),
                drag.policies());
        TextTable following = new TextTable("a second", ">pictures", ">strips", ">compare pages");
        addUpdates(
                following,
                String.format(Locale.ROOT, "first drag, %.0f s after the page was opened", drag.idleSeconds()),
                drag.first());
        addUpdates(following, "later ones, to and fro", drag.again());
        addUpdates(following, "values that no slider has, all simulated", drag.fresh());
        following.print(out);
    }

    private static void addUpdates(TextTable table, String name, WindowReport.Updates updates) {
        table.row(name, Numbers.of(updates.pictures()), Numbers.of(updates.strips()), Numbers.of(updates.charts()));
    }

    private static void addWork(TextTable table, String name, WindowReport.Work work) {
        table.row(
                name,
                Integer.toString(work.count()),
                Numbers.of(work.p50()),
                Numbers.of(work.p99()),
                Numbers.of(work.worst()));
    }

    private void printReading(PrintWriter out, Consumer<String> progress) throws CommandFailure {
        List<ReadingBenchmark.Measurement> measurements;
        try {
            measurements = ReadingBenchmark.run(requests, progress);
        } catch (IOException unwritable) {
            throw new CommandFailure(
                    CommandFailure.FAILED,
                    "No file to read could be written in the folder for temporary files (" + unwritable.getMessage()
                            + "); make room there.",
                    unwritable);
        }
        if (json) {
            ObjectNode root = Output.object().put("machine", SpeedBenchmark.machine());
            ArrayNode results = root.putArray("results");
            for (ReadingBenchmark.Measurement m : measurements) {
                ObjectNode node = results.addObject()
                        .put("name", "traces")
                        .put("format", m.formatId())
                        .put("bytes", m.bytes())
                        .put("rows", m.rows());
                Output.put(node, "best_seconds", m.seconds());
                Output.put(node, "mb_per_s", m.megabytesPerSecond());
                Output.put(node, "rows_per_s", m.rowsPerSecond());
            }
            Output.print(out, root);
            return;
        }
        out.println(SpeedBenchmark.machine());
        out.println();
        TextTable table = new TextTable("format", ">MB", ">rows", ">seconds", ">MB/s", ">rows/s");
        for (ReadingBenchmark.Measurement m : measurements) {
            table.row(
                    m.formatId(),
                    Numbers.of(m.bytes() / 1e6),
                    Numbers.whole(m.rows()),
                    Numbers.of(m.seconds()),
                    Numbers.whole(Math.round(m.megabytesPerSecond())),
                    Numbers.whole(Math.round(m.rowsPerSecond())));
        }
        table.print(out);
    }

    private void printClusters(PrintWriter out, List<ClusterBenchmark.Measurement> measurements) {
        if (json) {
            ObjectNode root = Output.object();
            ArrayNode results = root.putArray("results");
            for (ClusterBenchmark.Measurement m : measurements) {
                ObjectNode node = results.addObject()
                        .put("name", "cluster")
                        .put("policy", m.policyId())
                        .put("instances", m.instances())
                        .put("requests", m.requests());
                Output.put(node, "best_seconds", m.seconds());
                node.put("plans", m.plans());
                Output.put(node, "plan_seconds", m.planSeconds());
                Output.put(node, "longest_plan_millis", m.longestPlanMillis());
            }
            Output.print(out, root);
            return;
        }
        TextTable table = new TextTable(
                "policy", ">instances", ">requests", ">seconds", ">plans", ">seconds of plans", ">longest plan ms");
        for (ClusterBenchmark.Measurement m : measurements) {
            table.row(
                    m.policyId(),
                    Numbers.whole(m.instances()),
                    Numbers.whole(m.requests()),
                    Numbers.of(m.seconds()),
                    Numbers.whole(m.plans()),
                    Numbers.of(m.planSeconds()),
                    Numbers.of(m.longestPlanMillis()));
        }
        table.print(out);
    }

    private static void printTable(PrintWriter out, List<Measurement> measurements) {
        TextTable table = new TextTable(
                "policy", "load", "log", ">requests", ">requests/s", ">best", ">bytes/request", ">heap peak MB");
        for (Measurement m : measurements) {
            table.row(
                    m.policyId(),
                    m.load(),
                    m.recorded() ? "full" : "none",
                    Numbers.whole(m.requests()),
                    Numbers.whole(Math.round(m.requestsPerSecond().median())),
                    Numbers.whole(Math.round(m.requestsPerSecond().best())),
                    Numbers.of(m.allocatedBytesPerRequest()),
                    Numbers.of(m.heapPeakMegabytes()));
        }
        table.print(out);
        out.println();
    }

    private static ObjectNode asJson(SpeedReport report) {
        ObjectNode root = Output.object().put("machine", report.machine());
        ArrayNode results = root.putArray("results");
        report.measurements().forEach(m -> addRun(results, "run", m));
        report.scaling().forEach(m -> addRun(results, "scaling", m));
        ObjectNode whatIf = results.addObject()
                .put("name", "what-if")
                .put("requests", report.whatIfRequests())
                .put("policies", report.whatIfPolicies());
        ObjectNode runMillis = whatIf.putObject("run_millis");
        report.whatIfRunMillis().forEach((load, millis) -> Output.put(runMillis, load, millis.median()));
        ObjectNode bestMillis = whatIf.putObject("best_run_millis");
        report.whatIfRunMillis().forEach((load, millis) -> Output.put(bestMillis, load, millis.best()));
        Output.put(whatIf, "millis", report.whatIfMillis());
        ObjectNode ratios = root.putObject("ratios");
        report.ratios().forEach((name, value) -> Output.put(ratios, name, value));
        return root;
    }

    private static void addRun(ArrayNode results, String name, Measurement m) {
        ObjectNode node = results.addObject()
                .put("name", name)
                .put("policy", m.policyId())
                .put("batching", BatchingModes.DEFAULT)
                .put("load", m.load())
                .put("log", m.recorded())
                .put("requests", m.requests());
        Output.put(node, "requests_per_s", m.requestsPerSecond().median());
        Output.put(node, "best_requests_per_s", m.requestsPerSecond().best());
        Output.put(node, "allocated_bytes_per_request", m.allocatedBytesPerRequest());
        Output.put(node, "heap_peak_mb", m.heapPeakMegabytes());
    }
}
