package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.KnobWords;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.SeedRange;
import dev.tokenyard.app.session.predict.ErrorFamily;
import dev.tokenyard.app.session.sweep.SweepKnob.Role;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.predict.ConfusionMatrixSource;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.KnobKind;
import dev.tokenyard.sim.policy.PolicyCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The one list of what can be swept of a scenario, in the window and on the command line. */
public final class SweepKnobs {
    /** The id of the arrival rate in requests per second. */
    public static final String RATE = "rate";

    /** The id of the arrival rate as a multiple of the trace's. */
    public static final String RATE_SCALE = "rate-scale";

    /** The id of the number of seeds. */
    public static final String SEEDS = "seeds";

    private static final int MOST_BLOCKS = 10_000_000;
    private static final int FALLBACK_BLOCKS = 8_000;
    private static final double LEAST_LOAD = 0.25;
    private static final double MOST_LOAD = 2;
    private static final int USUAL_INSTANCES = 8;
    private static final double MOST_NOISE = 1000;
    private static final double WIDE = 16;
    private static final double AROUND = 4;

    private SweepKnobs() {}

    /** What can be swept of a scenario, most usual first. */
    public static List<SweepKnob> of(ScenarioSpec scenario, SweepBasis basis) {
        List<SweepKnob> knobs = new ArrayList<>();
        if (Double.isFinite(basis.requestsPerSecond()) && basis.requestsPerSecond() > 0) {
            knobs.add(rate(basis.requestsPerSecond(), scenario.cluster().isTheory() ? "req/round" : "req/s"));
        }
        knobs.add(rateScale());
        int groups = scenario.cluster().groups().size();
        for (int g = 0; g < groups; g++) {
            knobs.add(instances(scenario, g));
        }
        for (int g = 0; g < groups; g++) {
            int blocks = g < basis.kvBlocks().size() ? basis.kvBlocks().get(g) : 0;
            knobs.add(kvBlocks(scenario, g, blocks));
        }
        if (scenario.policies().stream()
                .anyMatch(choice -> PolicyCatalog.byId(choice.id()).card().foresight() == Foresight.PREDICTED)) {
            knobs.add(error(ErrorFamily.RELATIVE, "epsilon", "Relative error ε of predictions", 0, 1));
            knobs.add(error(ErrorFamily.RANK, "tau", "Rank correlation τ of predictions", -1, 1));
            knobs.add(error(ErrorFamily.NOISE, "sd", "Noise of predictions", 0, MOST_NOISE));
        }
        BatchingCard mode =
                BatchingModes.byId(scenario.cluster().batching().id()).card();
        mode.knobs().stream().filter(SweepKnobs::isNumber).forEach(knob -> knobs.add(ofMode(mode, knob)));
        for (PolicyChoice choice : scenario.policies()) {
            PolicyCard card = PolicyCatalog.byId(choice.id()).card();
            card.knobs().stream().filter(SweepKnobs::isNumber).forEach(knob -> knobs.add(ofPolicy(card, knob)));
        }
        knobs.add(seeds());
        return knobs;
    }

    /**
     * A knob by its id.
     *
     * @throws IllegalArgumentException if the scenario has none of that name; the message lists those it has
     */
    public static SweepKnob byId(String id, ScenarioSpec scenario, SweepBasis basis) {
        List<SweepKnob> knobs = of(scenario, basis);
        return knobs.stream()
                .filter(knob -> knob.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        id.equals(RATE)
                                ? "The requests of this trace all arrive at once, so there is no rate to sweep; sweep something"
                                        + " else."
                                : "Nothing named \"" + id + "\" can be swept here; use "
                                        + knobs.stream().map(SweepKnob::id).collect(Collectors.joining(", ")) + "."));
    }

    private static SweepKnob rate(double tracesRate, String unit) {
        return new SweepKnob(
                RATE,
                "Arrival rate",
                unit,
                false,
                tracesRate * ScenarioEdits.MIN_RATE_SCALE,
                tracesRate * ScenarioEdits.MAX_RATE_SCALE,
                Role.LOAD,
                new SweepRange(roundly(LEAST_LOAD * tracesRate), roundly(MOST_LOAD * tracesRate), SweepRange.USUAL),
                (scenario, value) -> ScenarioEdits.rateScale(Math.clamp(
                                value / tracesRate, ScenarioEdits.MIN_RATE_SCALE, ScenarioEdits.MAX_RATE_SCALE))
                        .apply(scenario),
                scenario -> OptionalDouble.of(scenario.rateScale() * tracesRate));
    }

    private static SweepKnob rateScale() {
        return new SweepKnob(
                RATE_SCALE,
                "Arrival rate, times the trace's",
                "",
                false,
                ScenarioEdits.MIN_RATE_SCALE,
                ScenarioEdits.MAX_RATE_SCALE,
                Role.LOAD,
                new SweepRange(LEAST_LOAD, MOST_LOAD, SweepRange.USUAL),
                (scenario, value) -> ScenarioEdits.rateScale(value).apply(scenario),
                scenario -> OptionalDouble.of(scenario.rateScale()));
    }

    private static SweepKnob instances(ScenarioSpec scenario, int group) {
        int others = scenario.cluster().instances()
                - scenario.cluster().groups().get(group).count();
        return new SweepKnob(
                inGroup("instances", scenario, group),
                "Instances" + ofGroup(scenario, group),
                "",
                true,
                1,
                ScenarioEdits.MAX_INSTANCES - others,
                Role.OTHER,
                new SweepRange(1, Math.min(USUAL_INSTANCES, ScenarioEdits.MAX_INSTANCES - others), USUAL_INSTANCES),
                (spec, value) -> ScenarioEdits.instances(group, (int) value).apply(spec),
                spec -> OptionalDouble.of(spec.cluster().groups().get(group).count()));
    }

    private static SweepKnob kvBlocks(ScenarioSpec scenario, int group, int known) {
        int most = known > 0 ? known : FALLBACK_BLOCKS;
        return new SweepKnob(
                inGroup("kv-blocks", scenario, group),
                "KV blocks" + ofGroup(scenario, group),
                "",
                true,
                1,
                MOST_BLOCKS,
                Role.OTHER,
                new SweepRange(Math.max(1, Math.rint(most / 8.0)), Math.max(2, most), SweepRange.USUAL),
                (spec, value) -> ScenarioEdits.kvBlocks(group, (int) value).apply(spec),
                spec -> {
                    int blocks = spec.cluster().groups().get(group).kvBlocks();
                    int present = blocks > 0 ? blocks : known;
                    return present > 0 ? OptionalDouble.of(present) : OptionalDouble.empty();
                });
    }

    private static SweepKnob error(ErrorFamily family, String knob, String title, double min, double usualMost) {
        String predictor = family.name().toLowerCase(Locale.ROOT);
        Knob setting = Knob.find(
                predictor,
                Predictors.settings(predictor, ConfusionMatrixSource.NONE)
                        .card()
                        .knobs(),
                knob);
        return new SweepKnob(
                "predictor." + predictor,
                title,
                setting.unit(),
                false,
                min,
                setting.kind().max(),
                Role.OTHER,
                new SweepRange(0, usualMost, SweepRange.USUAL),
                (spec, value) -> ScenarioEdits.predictor(predictor + ":" + SweepWords.exact(value))
                        .apply(spec),
                spec -> setOf(spec.predictor(), predictor, knob));
    }

    private static OptionalDouble setOf(String label, String predictor, String knob) {
        if (!label.equals(predictor) && !label.startsWith(predictor + ":")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                Predictors.settings(label, ConfusionMatrixSource.NONE).knob(knob));
    }

    private static SweepKnob ofMode(BatchingCard mode, Knob knob) {
        return ofKnob(
                mode.id() + "." + knob.name(),
                mode.title() + " " + KnobWords.name(knob),
                knob,
                (spec, value) -> ScenarioEdits.batchingKnob(mode, knob, value).apply(spec),
                spec -> OptionalDouble.of(
                        spec.cluster().batching().knobs().getOrDefault(knob.name(), knob.defaultValue())));
    }

    private static SweepKnob ofPolicy(PolicyCard card, Knob knob) {
        return ofKnob(
                card.id() + "." + knob.name(),
                card.title() + " " + KnobWords.name(knob),
                knob,
                (spec, value) -> ScenarioEdits.knob(card, knob, value).apply(spec),
                spec -> spec.policies().stream()
                        .filter(choice -> choice.id().equals(card.id()))
                        .mapToDouble(choice -> choice.knobs().getOrDefault(knob.name(), knob.defaultValue()))
                        .findFirst());
    }

    private static SweepKnob ofKnob(
            String id,
            String title,
            Knob knob,
            SweepKnob.Setter setter,
            Function<ScenarioSpec, OptionalDouble> getter) {
        boolean whole = knob.kind() instanceof KnobKind.Whole;
        return new SweepKnob(
                id,
                title,
                knob.unit(),
                whole,
                knob.kind().min(),
                knob.kind().max(),
                Role.OTHER,
                usual(knob, whole),
                setter,
                getter);
    }

    /** All of a narrow range; of a wide one what lies around the default. */
    private static SweepRange usual(Knob knob, boolean whole) {
        double min = knob.kind().min();
        double max = knob.kind().max();
        double size = Math.abs(knob.defaultValue());
        if (size > 0 && max - min > WIDE * size) {
            double from = Math.max(min, size / AROUND);
            double to = Math.min(max, size * AROUND);
            return new SweepRange(whole ? Math.rint(from) : from, whole ? Math.rint(to) : to, SweepRange.USUAL);
        }
        return new SweepRange(min, max, SweepRange.USUAL);
    }

    private static SweepKnob seeds() {
        return new SweepKnob(
                SEEDS,
                "Seeds",
                "",
                true,
                2,
                SeedRange.MOST_SHOWN,
                Role.REPETITIONS,
                new SweepRange(2, 18, SweepRange.USUAL),
                (spec, value) -> spec,
                spec -> OptionalDouble.empty());
    }

    private static boolean isNumber(Knob knob) {
        return knob.kind() instanceof KnobKind.Real || knob.kind() instanceof KnobKind.Whole;
    }

    private static String inGroup(String id, ScenarioSpec scenario, int group) {
        return scenario.cluster().groups().size() == 1 ? id : id + "." + (group + 1);
    }

    private static String ofGroup(ScenarioSpec scenario, int group) {
        List<InstanceGroup> groups = scenario.cluster().groups();
        return groups.size() == 1
                ? ""
                : " of group " + (group + 1) + ", " + groups.get(group).gpu();
    }

    /** To two digits. */
    private static double roundly(double value) {
        return SweepWords.rounded(value, 2);
    }
}
