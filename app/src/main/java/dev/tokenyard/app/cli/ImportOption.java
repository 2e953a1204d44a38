package dev.tokenyard.app.cli;

import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a trace file is to be read, as commands are given it: what its columns mean, and what to do with what is amiss. */
final class ImportOption {
    @Option(
            names = "--repair",
            paramLabel = "WHAT=HOW",
            description =
                    "What to do with what is amiss in the trace: failed=drop or keep (requests with 0 output tokens),"
                            + " order=sort or refuse (rows out of order), times=keep or spread (times in coarse steps),"
                            + " arrivals=refuse, at-once or poisson:RATE[:SEED] (a trace without times), blocks=cut or refuse (ids"
                            + " of prefix blocks that do not fit the prompt). The first of each is"
                            + " the default. May be repeated.")
    private List<String> repairs = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "ROLE=COLUMN,...",
            description = "What the columns of a table of no known format mean, as in"
                    + " time=ts:ms,prompt=in,output=out,class=tier. Roles are time, prompt, output, class, model,"
                    + " session and client; the unit of the time is s, ms, us, ns, clock (date and time) or epoch"
                    + " (a number since 1970). Columns without a header are numbered from 1.")
    private String columns = "";

    /** What the columns mean, none if nothing is said of them. */
    ColumnMapping columns() throws CommandFailure {
        try {
            return columns.isEmpty() ? ColumnMapping.NONE : ColumnMapping.parse(columns);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, "Option --columns: " + refused.getMessage(), refused);
        }
    }

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
