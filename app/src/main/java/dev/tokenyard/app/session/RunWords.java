package dev.tokenyard.app.session;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.PullPolicy;
import dev.tokenyard.sim.time.Ticks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run was made of, in the words of tables, charts and panes. */
public final class RunWords {
    private RunWords() {}

    /**
     * Instances that differ in their names alone.
     *
     * @param count how many
     * @param example one of them
     */
    public record Kind(int count, InstanceInfo example) {
        /** The GPU, or what stands for it in the theory mode. */
        public String machine() {
            return example.modelId().isEmpty() ? "worker" : example.gpuId();
        }
    }

    /** The kinds of instances, in the order of their first ones. */
    public static List<Kind> kinds(List<InstanceInfo> instances) {
        Map<InstanceInfo, Integer> counts = new LinkedHashMap<>();
        for (InstanceInfo info : instances) {
            InstanceInfo kind = info.sharesGpus() ? info.withSharedGpus(0) : info;
            counts.merge(kind.named(""), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(kind -> new Kind(kind.getValue(), kind.getKey()))
                .toList();
    }

    /**
     * The kinds of instances, each in the given words, with a plus between them; between models that take turns on the same
     * GPUs stands "in turns with".
     */
    public static String instances(List<InstanceInfo> instances, Function<Kind, String> words) {
        StringBuilder text = new StringBuilder();
        boolean sharedBefore = false;
        for (Kind kind : kinds(instances)) {
            boolean shares = kind.example().sharesGpus();
            if (!text.isEmpty()) {
                text.append(shares && sharedBefore ? " in turns with " : " + ");
            }
            text.append(words.apply(kind));
            sharedBefore = shares;
        }
        return text.toString();
    }

    /** A batching mode by its id with its knobs, for instance {@code sarathi (chunk 512)}. */
    public static String batching(BatchingInfo batching) {
        return withKnobs(batching.id(), batching.knobs());
    }

    /** A batching mode by its title with its knobs, for instance {@code Sarathi-Serve (chunk 512)}. */
    public static String batchingTitle(BatchingInfo batching) {
        return withKnobs(modeTitle(batching), batching.knobs());
    }

    /** The title of a batching mode; its id if it is not known. */
    public static String modeTitle(BatchingInfo batching) {
        return BatchingModes.all().stream()
                .map(mode -> mode.card())
                .filter(card -> card.id().equals(batching.id()))
                .map(card -> card.title())
                .findFirst()
                .orElse(batching.id());
    }

    /** Whether runs in a batching mode are counted in rounds and tokens. */
    public static boolean isTheory(BatchingInfo batching) {
        return batching.id().equals(TheoryMode.BATCHING);
    }

    /** Whether a class of a run has an objective that could be missed. */
    public static boolean hasObjectives(RunInfo info) {
        return info.sloClasses().stream().anyMatch(RunWords::hasObjective);
    }

    /** Whether a class has an objective that could be missed. */
    public static boolean hasObjective(SloClass sloClass) {
        return Double.isFinite(sloClass.ttftSeconds()) || Double.isFinite(sloClass.tpotSeconds());
    }

    private static String withKnobs(String mode, Map<String, String> knobs) {
        return knobs.isEmpty()
                ? mode
                : knobs.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(knob -> knob.getKey() + " " + knob.getValue())
                        .collect(Collectors.joining(", ", mode + " (", ")"));
    }

    /** Where length estimates came from and what each took, for instance {@code confusion, 7.6 ms each}; empty without any. */
    public static String predictor(RunInfo info) {
        return info.predictionTicks() == 0
                ? info.predictor()
                : info.predictor() + ", " + FigureFormat.plain((double) info.predictionTicks() / Ticks.PER_MILLISECOND)
                        + " ms each";
    }

    /**
     * How requests were batched and routed and how long steps took, with a separator between the three. All but the routing
     * holds for all lanes alike.
     */
    public static String engine(List<Lane> lanes, String separator) {
        RunInfo info = lanes.get(0).log().info();
        return String.join(
                separator, batching(info.batching()) + " batching", routing(lanes), info.stepTime() + " step times");
    }

    /** The router, but for policies whose instances pull. */
    private static String routing(List<Lane> lanes) {
        List<String> routers = lanes.stream()
                .map(lane -> lane.log().info().router())
                .distinct()
                .toList();
        String pulling = lanes.stream()
                .filter(lane -> lane.log().info().isPulled())
                .map(lane -> lane.card().title())
                .collect(Collectors.joining(", "));
        String others =
                routers.stream().filter(router -> !router.equals(PullPolicy.ID)).collect(Collectors.joining(", "));
        if (pulling.isEmpty()) {
            return others + " routing";
        }
        return others.isEmpty() ? "instances pull" : others + " routing, " + pulling + ": instances pull";
    }

    /** Why the head of a queue was not admitted, in a word or two for where there is little room. */
    public static String brief(BlockReason reason) {
        return switch (reason) {
            case KV_FULL -> "KV full";
            case BATCH_CAP -> "batch cap";
            case TOKEN_BUDGET -> "token budget";
            case LOOK_AHEAD -> "look-ahead";
            case PREEMPTED -> "preemption";
            case HELD -> "held";
            case BATCH_RUNNING -> "batch runs";
            case BATCH_FILLING -> "batch fills";
            case SWAPPED -> "swapped first";
            case OTHER_MODEL -> "other model first";
            case NONE -> reason.label();
        };
    }
}
