package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.PolicyCard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The changes that a user makes to a scenario, one at a time. Applying one yields the changed scenario, or throws an {@link
 * IllegalArgumentException} whose message tells the user what is wrong with the value.
 */
public final class ScenarioEdits {
    /** Most instances in a cluster. */
    public static final int MAX_INSTANCES = 64;

    /** Slowest arrivals relative to the trace. */
    public static final double MIN_RATE_SCALE = 0.01;

    /** Fastest arrivals relative to the trace. */
    public static final double MAX_RATE_SCALE = 100;

    private static final double NEW_CLASS_TTFT_SECONDS = 10;

    private ScenarioEdits() {}

    /** Another GPU for a group of instances, by its catalogue key. */
    public static UnaryOperator<ScenarioSpec> gpu(int group, String id) {
        return group(group, g -> g.withGpu(id));
    }

    /**
     * GPUs and models of the user's own beside those there are; one with an id that the user has added before replaces it.
     */
    public static UnaryOperator<ScenarioSpec> addToCatalog(UserCatalog more) {
        return spec -> spec.withCatalog(spec.catalog().plus(more));
    }

    /**
     * Another model for a group of instances, by its catalogue key, loaded at the start; one that takes turns with it already
     * changes places with it.
     */
    public static UnaryOperator<ScenarioSpec> model(int group, String id) {
        return TurnsEdits.replace(group, 0, id);
    }

    /** Another number of GPUs that share one model in a group of instances. */
    public static UnaryOperator<ScenarioSpec> tensorParallel(int group, int gpus) {
        return group(group, g -> g.withTensorParallel(gpus));
    }

    /** Another number of instances in a group. */
    public static UnaryOperator<ScenarioSpec> instances(int group, int count) {
        return spec -> {
            ClusterSpec changed = spec.cluster().withGroup(group, g -> g.withCount(count));
            if (count < 1 || changed.instances() > MAX_INSTANCES) {
                throw new IllegalArgumentException("A cluster of " + (count < 1 ? count : changed.instances())
                        + " instances cannot be simulated; choose 1 to " + MAX_INSTANCES + ".");
            }
            return spec.withCluster(changed);
        };
    }

    /** Another number of KV blocks in each instance of a group; 0 for as many as fit. */
    public static UnaryOperator<ScenarioSpec> kvBlocks(int group, int blocks) {
        if (blocks < 0) {
            throw new IllegalArgumentException("A KV cache of " + blocks
                    + " blocks is impossible; give a positive number, or 0 for all that fit.");
        }
        return group(group, g -> g.withKvBlocks(blocks));
    }

    /** Adds a group of one instance like those of the last. */
    public static UnaryOperator<ScenarioSpec> addGroup() {
        return spec -> {
            List<InstanceGroup> groups = new ArrayList<>(spec.cluster().groups());
            if (spec.cluster().instances() >= MAX_INSTANCES) {
                throw new IllegalArgumentException(
                        "The cluster has " + spec.cluster().instances()
                                + " instances already, and at most " + MAX_INSTANCES
                                + " can be simulated; lower another group's number first.");
            }
            groups.add(groups.get(groups.size() - 1).withCount(1));
            return spec.withCluster(spec.cluster().withGroups(groups));
        };
    }

    /** Removes a group of instances. */
    public static UnaryOperator<ScenarioSpec> removeGroup(int group) {
        return spec -> {
            List<InstanceGroup> groups = new ArrayList<>(spec.cluster().groups());
            if (groups.size() == 1) {
                throw new IllegalArgumentException(
                        "A cluster needs an instance; add another group before this one goes.");
            }
            groups.remove(group);
            return spec.withCluster(spec.cluster().withGroups(groups));
        };
    }

    /** Another batching mode, by its id, with its knobs at their defaults. */
    public static UnaryOperator<ScenarioSpec> batching(String mode) {
        return cluster(c -> c.batching().id().equals(mode) ? c : c.withBatching(ModeChoice.of(mode)));
    }

    /** Turns a knob of the batching mode. */
    public static UnaryOperator<ScenarioSpec> batchingKnob(BatchingCard card, Knob knob, double value) {
        knob.check(card.id(), value);
        return cluster(c -> c.withBatching(c.batching().withKnob(knob.name(), value)));
    }

    /** Another router, by its id. */
    public static UnaryOperator<ScenarioSpec> router(String id) {
        return cluster(c -> c.withRouter(id));
    }

    /** Another step-time model. */
    public static UnaryOperator<ScenarioSpec> stepTime(String label) {
        return cluster(c -> c.withStepTime(label));
    }

    /** Another arrival rate, relative to the trace. */
    public static UnaryOperator<ScenarioSpec> rateScale(double factor) {
        if (!(factor >= MIN_RATE_SCALE && factor <= MAX_RATE_SCALE)) {
            throw new IllegalArgumentException("An arrival rate of " + number(factor)
                    + " times the trace's is out of range; use " + number(MIN_RATE_SCALE) + " to "
                    + number(MAX_RATE_SCALE) + ".");
        }
        return spec -> spec.withRateScale(factor);
    }

    /** Another seed. */
    public static UnaryOperator<ScenarioSpec> seed(long seed) {
        return spec -> spec.withSeed(seed);
    }

    /** Another predictor for the policies that use one; empty for each policy's own. */
    public static UnaryOperator<ScenarioSpec> predictor(String label) {
        String trimmed = label.trim();
        if (!trimmed.isEmpty()) {
            Predictors.of(trimmed, ConfusionMatrixFile::read);
        }
        return spec -> spec.withPredictor(trimmed);
    }

    /** Another time that each prediction takes, in milliseconds; 0 for none, and {@link ScenarioSpec#MEASURED_LATENCY}. */
    public static UnaryOperator<ScenarioSpec> predictorLatency(double millis) {
        PredictionTimes.check(millis);
        return spec -> spec.withPredictorLatency(millis);
    }

    /** Takes the hindsight optimum into the comparison or out of it. */
    public static UnaryOperator<ScenarioSpec> hindsight(boolean wanted) {
        return spec ->
                spec.withHindsight(new HindsightChoice(wanted, spec.hindsight().seconds()));
    }

    /** Another time limit for the hindsight optimum, in seconds. */
    public static UnaryOperator<ScenarioSpec> hindsightSeconds(int seconds) {
        return spec -> spec.withHindsight(new HindsightChoice(spec.hindsight().wanted(), seconds));
    }

    /** Takes a policy into the comparison, at its end, or out of it. */
    public static UnaryOperator<ScenarioSpec> choose(String policyId, boolean chosen) {
        return spec -> {
            List<PolicyChoice> policies = new ArrayList<>(spec.policies());
            if (chosen) {
                if (indexOf(policies, policyId) < 0) {
                    policies.add(
                            PolicyChoice.of(PolicyCatalog.byId(policyId).card().id()));
                }
            } else {
                policies.removeIf(choice -> choice.id().equals(policyId));
            }
            if (policies.isEmpty()) {
                throw new IllegalArgumentException("A comparison needs a policy; choose another before this one goes.");
            }
            return ForkEdits.withoutOrphans(spec.withPolicies(policies));
        };
    }

    /** Turns a knob of a chosen policy. */
    public static UnaryOperator<ScenarioSpec> knob(PolicyCard card, Knob knob, double value) {
        knob.check(card.id(), value);
        return spec -> {
            List<PolicyChoice> policies = new ArrayList<>(spec.policies());
            int index = indexOf(policies, card.id());
            if (index < 0) {
                throw new IllegalArgumentException(
                        "Policy " + card.title() + " is not in the comparison; choose it first.");
            }
            Map<String, Double> knobs = new HashMap<>(policies.get(index).knobs());
            knobs.put(knob.name(), value);
            policies.set(index, new PolicyChoice(card.id(), knobs));
            return spec.withPolicies(policies);
        };
    }

    /** Replaces a service class; under another name it keeps its part in the assignment. */
    public static UnaryOperator<ScenarioSpec> sloClass(int index, SloClass replacement) {
        return spec -> {
            List<SloClass> classes = new ArrayList<>(spec.sloClasses());
            for (int k = 0; k < classes.size(); k++) {
                if (k != index && classes.get(k).name().equals(replacement.name())) {
                    throw new IllegalArgumentException(
                            "There is a class " + replacement.name() + " already; give this one another name.");
                }
            }
            String before = classes.set(index, replacement).name();
            AssignmentRules rules = spec.assignment();
            return spec.withSloClasses(classes)
                    .withAssignment(rules.withClasses(rules.classes().renamed(before, replacement.name())));
        };
    }

    /** Adds a service class under a name that is still free. */
    public static UnaryOperator<ScenarioSpec> addSloClass() {
        return spec -> {
            List<SloClass> classes = new ArrayList<>(spec.sloClasses());
            int number = classes.size() + 1;
            while (hasClass(classes, "Class " + number)) {
                number++;
            }
            classes.add(SloClass.ttft("Class " + number, NEW_CLASS_TTFT_SECONDS));
            return spec.withSloClasses(classes);
        };
    }

    /** Adds service classes that the trace names, with the targets of the first class, which their requests have had so far. */
    public static UnaryOperator<ScenarioSpec> addSloClasses(List<String> names) {
        return spec -> {
            List<SloClass> classes = new ArrayList<>(spec.sloClasses());
            SloClass like = classes.get(0);
            names.stream()
                    .distinct()
                    .filter(name -> !hasClass(spec.sloClasses(), name))
                    .forEach(name -> classes.add(new SloClass(name, like.ttftSeconds(), like.tpotSeconds())));
            return spec.withSloClasses(classes);
        };
    }

    /** Removes a service class, from the assignment too; other requests of it fall to the first of those left. */
    public static UnaryOperator<ScenarioSpec> removeSloClass(int index) {
        return spec -> {
            if (spec.sloClasses().size() == 1) {
                throw new IllegalArgumentException(
                        "A scenario needs a service class; add another before this one goes.");
            }
            List<SloClass> classes = new ArrayList<>(spec.sloClasses());
            String removed = classes.remove(index).name();
            AssignmentRules rules = spec.assignment();
            return spec.withSloClasses(classes)
                    .withAssignment(rules.withClasses(rules.classes().without(removed)));
        };
    }

    /** Where a policy stands among those chosen, -1 if it is not. */
    public static int indexOf(List<PolicyChoice> policies, String policyId) {
        for (int i = 0; i < policies.size(); i++) {
            if (policies.get(i).id().equals(policyId)) {
                return i;
            }
        }
        return -1;
    }

    /** As it was given, whole numbers without decimals. */
    private static String number(double value) {
        return Double.toString(value).replaceFirst("\\.0$", "");
    }

    private static boolean hasClass(List<SloClass> classes, String name) {
        return classes.stream().anyMatch(sloClass -> sloClass.name().equals(name));
    }

    private static UnaryOperator<ScenarioSpec> cluster(UnaryOperator<ClusterSpec> change) {
        return spec -> spec.withCluster(change.apply(spec.cluster()));
    }

    private static UnaryOperator<ScenarioSpec> group(int index, UnaryOperator<InstanceGroup> change) {
        return cluster(c -> c.withGroup(index, change));
    }
}
