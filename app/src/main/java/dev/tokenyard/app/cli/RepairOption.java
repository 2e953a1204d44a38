package dev.tokenyard.app.cli;

import dev.tokenyard.sim.trace.ImportOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What to do with what is amiss in a trace file, as commands are given it. */
final class RepairOption {
    @Option(
            names = "--repair",
            paramLabel = "WHAT=HOW",
            description =
                    "What to do with what is amiss in the trace: failed=drop or keep (requests with 0 output tokens),"
                            + " order=sort or refuse (rows out of order), times=keep or spread (times in coarse steps),"
                            + " arrivals=refuse, at-once or poisson:RATE[:SEED] (a trace without times). The first of each is"
                            + " the default. May be repeated.")
    private List<String> repairs = new ArrayList<>();

    ImportOptions options() throws CommandFailure {
        ImportOptions options = ImportOptions.DEFAULT;
        for (String repair : repairs) {
            int equals = repair.indexOf('=');
            try {
                options = equals < 0
                        ? options.with(repair, "")
                        : options.with(repair.substring(0, equals), repair.substring(equals + 1));
            } catch (IllegalArgumentException refused) {
                throw new CommandFailure(CommandFailure.BAD_INPUT, "Option --repair: " + refused.getMessage(), refused);
            }
        }
        return options;
    }
}
