package dev.tokenyard.app.cli;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.view.theme.Theme;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command, given as a user types it, printed and ended with. */
record CommandResult(int exitCode, String out, String err) {
    static CommandResult of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = TokenyardCommand.commandLine(
                ExportOptions.figure(Theme.paper()), (trace, policies) -> new double[] {12});
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return new CommandResult(line.execute(arguments), out.toString(), err.toString());
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }

    static List<String> fieldsOf(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }
}
