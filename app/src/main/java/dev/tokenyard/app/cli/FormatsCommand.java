package dev.tokenyard.app.cli;

import dev.tokenyard.sim.trace.format.TraceFormat;
import dev.tokenyard.sim.trace.format.TraceFormats;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the formats of traces that can be read. */
@Command(
        name = "formats",
        mixinStandardHelpOptions = true,
        description = "Lists the formats of traces that can be read, with what to cite.")
@SuppressWarnings("NullAway.Init")
final class FormatsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Output.object();
            ArrayNode list = root.putArray("formats");
            for (TraceFormat format : TraceFormats.all()) {
                list.addObject()
                        .put("id", format.id())
                        .put("title", format.title())
                        .put("citation", format.citation());
            }
            Output.print(out, root);
            return 0;
        }
        TextTable table = new TextTable("id", "format", "cite");
        TraceFormats.all().forEach(format -> table.row(format.id(), format.title(), format.citation()));
        table.print(out);
        out.flush();
        return 0;
    }
}
