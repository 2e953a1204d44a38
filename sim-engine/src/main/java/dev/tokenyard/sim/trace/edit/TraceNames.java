package dev.tokenyard.sim.trace.edit;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Names that mean something within their own trace only. */
final class TraceNames {
    private TraceNames() {}

    /** The same requests, with names of that kind that another trace does not have: numbered {@code #2} and up where it has any. */
    static Trace apart(Trace trace, Trace from, Label label) {
        Set<String> taken = new HashSet<>(from.names(label));
        List<String> names = trace.names(label);
        int number = 2;
        while (names.stream().anyMatch(taken::contains)) {
            String suffix = "#" + number++;
            names = trace.names(label).stream().map(name -> name + suffix).toList();
        }
        return number == 2
                ? trace
                : trace.withNames(
                        label,
                        names,
                        IntStream.range(0, trace.size())
                                .map(r -> trace.nameIndex(label, r))
                                .toArray());
    }
}
