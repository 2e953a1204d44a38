package dev.tokenyard.app.report;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A scenario in words, fact by fact. */
final class ScenarioFacts {
    /**
     * A fact.
     *
     * @param name what it is about
     * @param value what holds, in one or more lines
     */
    record Fact(String name, List<String> value) {
        Fact(String name, String value) {
            this(name, List.of(value));
        }
    }

    private ScenarioFacts() {}

    static List<Fact> of(ReportSource source) {
        Comparison comparison = source.comparison();
        RunInfo info = comparison.lanes().get(0).log().info();
        ScenarioSpec scenario = comparison.scenario();
        boolean theory = RunWords.isTheory(info.batching());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Requests", requests(comparison.trace(), scenario, theory ? "rounds" : "s") + source.withFirstSeed()));
        facts.add(new Fact("Cluster", RunWords.instances(info.instances(), ScenarioFacts::words)));
        facts.add(new Fact("Batching", RunWords.batchingTitle(info.batching())));
        facts.add(new Fact("Routing and step times", routing(comparison.lanes())));
        facts.add(new Fact(
                "SLO classes",
                info.sloClasses().stream()
                        .map(slo -> words(slo, theory ? "rounds" : "s"))
                        .toList()));
        facts.add(new Fact(
                "Policies",
                IntStream.range(0, comparison.lanes().size())
                        .mapToObj(lane -> words(comparison, lane) + fork(comparison, lane, ", "))
                        .toList()));
        facts.add(new Fact(source.seedCount() == 1 ? "Seed" : "Seeds", source.seedNumbers()));
        return facts;
    }

    private static String requests(Trace trace, ScenarioSpec scenario, String unit) {
        String span = trace.size() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", over %,.4g %s",
                        Ticks.toSeconds(trace.arrivalTick(trace.size() - 1) - trace.arrivalTick(0)),
                        unit);
        String rate = scenario.rateScale() == 1
                ? ""
                : String.format(Locale.ROOT, ", at %.3g times the trace's rate", scenario.rateScale());
        String limit = scenario.limit() == 0 ? "" : String.format(Locale.ROOT, ", the first %,d", scenario.limit());
        return String.format(Locale.ROOT, "%,d of %s%s%s%s", trace.size(), trace.name(), limit, span, rate);
    }

    private static String words(RunWords.Kind kind) {
        InstanceInfo one = kind.example();
        String memory = String.format(
                Locale.ROOT,
                "%,d KV blocks of %,d token%s each",
                one.kvBlocks(),
                one.blockTokens(),
                one.blockTokens() == 1 ? "" : "s");
        String machines = kind.count() + " × " + kind.machine();
        return one.modelId().isEmpty()
                ? machines + ", " + memory
                : machines + " with " + one.modelId()
                        + (one.tensorParallel() > 1 ? " (tensor parallel " + one.tensorParallel() + ")" : "") + ", "
                        + memory;
    }

    private static String routing(List<Lane> lanes) {
        String all = RunWords.engine(lanes, " · ");
        return all.substring(all.indexOf(" · ") + " · ".length());
    }

    private static String words(SloClass slo, String unit) {
        List<String> targets = new ArrayList<>();
        if (Double.isFinite(slo.ttftSeconds())) {
            targets.add("first token within " + number(slo.ttftSeconds()) + " " + unit);
        }
        if (Double.isFinite(slo.tpotSeconds())) {
            targets.add("each further token within " + number(slo.tpotSeconds()) + " " + unit + " on average");
        }
        return slo.name() + ": " + (targets.isEmpty() ? "no target" : String.join(", ", targets));
    }

    private static String words(Comparison comparison, int number) {
        Lane lane = comparison.lanes().get(number);
        String predictor = RunWords.predictor(lane.log().info());
        String knobs = comparison.knobs(number).entrySet().stream()
                .map(knob -> knob.getKey() + " " + number(knob.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
        return lane.card().title() + " (" + lane.card().citation() + ")"
                + (predictor.isEmpty() ? "" : ", predictor " + predictor)
                + (knobs.isEmpty() ? "" : ", " + knobs)
                + (lane.note().isEmpty() ? "" : ", " + lane.note());
    }

    /** What the forks of a comparison are, a sentence for each. */
    static List<String> forks(Comparison comparison) {
        return IntStream.range(0, comparison.lanes().size())
                .filter(lane -> comparison.lanes().get(lane).origin() != null)
                .mapToObj(lane -> fork(
                                comparison,
                                lane,
                                comparison.lanes().get(lane).card().title() + ": ")
                        + ".")
                .toList();
    }

    /** Where a fork comes from and who goes on in it; empty for a lane that is none. */
    private static String fork(Comparison comparison, int number, String lead) {
        Lane.Origin origin = comparison.lanes().get(number).origin();
        if (origin == null) {
            return "";
        }
        boolean theory = comparison.scenario().cluster().isTheory();
        String parent = comparison
                .lanes()
                .get(comparison.laneOf(origin.parent()))
                .card()
                .title();
        String moment = (theory ? "round " : "") + RangeWords.moment(origin.tick(), theory);
        String id = comparison.lanes().get(number).card().id();
        String successor = comparison.scenario().forks().stream()
                .filter(fork -> fork.id().equals(id))
                .map(fork -> PolicyCatalog.byId(fork.policy().id()).card().title())
                .findFirst()
                .orElse("another policy");
        return lead + "a fork that leaves " + parent + " at " + moment + ", from where " + successor
                + " goes on; up to there both are the same run";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
