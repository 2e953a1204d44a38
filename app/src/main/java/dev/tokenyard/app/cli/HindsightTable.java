package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.HindsightStudy;
import dev.tokenyard.app.session.SeedRange;
import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.PaperInstances;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How far exact solutions go: random instances as in the paper's experiments, as a table in Markdown. */
final class HindsightTable {

    private final List<Integer> sizes;
    private final int seeds;
    private final Limits limits;

    HindsightTable(List<Integer> sizes, int seeds, Limits limits) throws CommandFailure {
        if (seeds < 1 || seeds > SeedRange.MOST || sizes.stream().anyMatch(n -> n < 1 || n > 10_000)) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "The table has sizes " + sizes + " and " + seeds + " seeds; give sizes from 1 to 10000 and 1 to "
                            + SeedRange.MOST + " seeds.");
        }
        this.sizes = List.copyOf(sizes);
        this.seeds = seeds;
        this.limits = limits;
    }

    void print(CommandSpec spec, boolean json, BooleanSupplier cancelled) {
        PrintWriter out = spec.commandLine().getOut();
        ArrayNode rows = Output.array();
        if (!json) {
            out.println("| model | n | seed | MC-SF | best found | bound | gap | seconds | how |");
            out.println("|---|---|---|---|---|---|---|---|---|");
        }
        for (int model = 1; model <= 2; model++) {
            for (int n : sizes) {
                for (int seed = 1; seed <= seeds && !cancelled.getAsBoolean(); seed++) {
                    HindsightInstance instance =
                            model == 1 ? PaperInstances.model1(n, seed) : PaperInstances.model2(n, seed);
                    HindsightStudy study = HindsightStudy.of(instance, limits, (phase, best, bound) -> {}, cancelled);
                    if (json) {
                        rows.add(new Row(model, n, seed, study).json());
                    } else {
                        out.println(new Row(model, n, seed, study).text());
                        out.flush();
                    }
                }
            }
        }
        if (json) {
            Output.print(out, rows);
        }
    }

    private record Row(int model, int n, int seed, HindsightStudy study) {
        private long mcSf() {
            return study.rules().get(0).totalLatencyRounds();
        }

        private double gap() {
            return study.result().gap(study.result().totalLatencyRounds());
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %d | %d | %d | %d | %d | %s | %.1f | %s |",
                    model,
                    n,
                    seed,
                    mcSf(),
                    study.result().totalLatencyRounds(),
                    study.result().lowerBoundRounds(),
                    study.isExact() ? "0" : Numbers.percent(gap()),
                    study.seconds(),
                    study.result().evidence());
        }

        ObjectNode json() {
            return Output.object()
                    .put("model", model)
                    .put("requests", n)
                    .put("seed", seed)
                    .put("mc_sf", mcSf())
                    .put("best", study.result().totalLatencyRounds())
                    .put("lower_bound", study.result().lowerBoundRounds())
                    .put("exact", study.isExact())
                    .put("seconds", study.seconds())
                    .put("evidence", study.result().evidence());
        }
    }
}
