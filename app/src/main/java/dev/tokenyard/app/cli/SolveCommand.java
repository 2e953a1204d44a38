package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.TheoryInstance;
import dev.tokenyard.app.session.TheoryInstance.Schedule;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The theory mode on a small instance. */
@Command(
        name = "solve",
        mixinStandardHelpOptions = true,
        description = "Schedules a small instance in the theory mode: unit rounds, one worker with M tokens.")
@SuppressWarnings("NullAway.Init")
final class SolveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--requests",
            required = true,
            paramLabel = "a:s:o[:p],...",
            description =
                    "Arrival round, prompt, output and predicted output of each request; or @FILE, a CSV a,s,o[,p].")
    private String requests;

    @Option(names = "--memory", required = true, paramLabel = "M", description = "Memory in tokens.")
    private int memory;

    @Option(names = "--policy", required = true, split = ",", paramLabel = "ID", description = "The policies.")
    private List<String> policies;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try {
            TheoryInstance instance = TheoryInstance.parse(requests, memory);
            ArrayNode schedules = Output.array();
            for (String policy : policies) {
                Schedule schedule = instance.schedule(policy);
                if (json) {
                    schedules.add(asJson(schedule));
                } else {
                    printText(out, schedule);
                }
            }
            if (json) {
                Output.print(out, policies.size() == 1 ? schedules.get(0) : schedules);
            }
        } catch (ScenarioException refused) {
            throw CommandFailure.badInput(refused);
        }
        return 0;
    }

    private static ObjectNode asJson(Schedule schedule) {
        ObjectNode node = Output.object().put("policy", schedule.policyId());
        ArrayNode starts = node.putArray("starts");
        Arrays.stream(schedule.startRounds()).forEach(starts::add);
        ArrayNode completions = node.putArray("completions");
        Arrays.stream(schedule.completionRounds()).forEach(completions::add);
        ArrayNode memory = node.putArray("memory");
        for (int t = 1; t <= schedule.memoryTokens().length; t++) {
            memory.addObject().put("t", t).put("tokens", schedule.memoryTokens()[t - 1]);
        }
        node.put("tel", schedule.totalLatencyRounds());
        node.put("makespan", schedule.makespanRounds());
        node.put("status", schedule.status());
        Output.put(node, "lower_bound", schedule.lowerBoundRounds());
        return node;
    }

    private static void printText(PrintWriter out, Schedule schedule) {
        out.println(schedule.policyId());
        out.println("  starts       " + joined(schedule.startRounds()));
        out.println("  completions  " + joined(schedule.completionRounds()));
        out.println("  memory       "
                + Arrays.stream(schedule.memoryTokens())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")));
        out.println(
                "  total latency " + schedule.totalLatencyRounds() + " rounds, makespan " + schedule.makespanRounds()
                        + ", " + schedule.status() + ", lower bound " + Numbers.wholeOr(schedule.lowerBoundRounds()));
        out.flush();
    }

    private static String joined(long[] rounds) {
        return Arrays.stream(rounds).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
}
