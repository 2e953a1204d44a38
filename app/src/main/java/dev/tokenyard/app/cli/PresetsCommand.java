package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.Presets;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;

/** Lists the recipes that were fitted to published traces. */
@Command(
        name = "presets",
        mixinStandardHelpOptions = true,
        description = "Lists the workload recipes that were fitted to published traces; each may be given as a trace.")
@SuppressWarnings("NullAway.Init")
final class PresetsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode list = Output.array();
            for (Presets.Preset preset : Presets.all()) {
                list.addObject()
                        .put("name", preset.name())
                        .put("title", preset.title())
                        .put("source", preset.source())
                        .put("fitted_to", preset.fittedTo());
            }
            Output.print(out, list);
            return 0;
        }
        for (Presets.Preset preset : Presets.all()) {
            out.println(preset.name() + ": " + preset.title());
            out.println("  source     " + preset.source());
            out.println("  fitted to  " + preset.fittedTo());
        }
        out.flush();
        return 0;
    }
}
