package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.viewmodel.BlockText;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.Foresight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Sentences of a lane in several forms, the longest first: where one would be cut, a shorter one says less but all of it. */
final class LaneWords {
    private LaneWords() {}

    /**
     * Batching mode, foresight and citation. The citation loses its parts from the end; then the mode goes, which all lanes
     * share; the last form is the name of the predictor, or the foresight where there is none.
     */
    static List<String> subtitles(Lane lane) {
        String foresight = lane.card().foresight().label();
        String predictor = RunWords.predictor(lane.log().info());
        boolean predicts = !predictor.isEmpty() && lane.card().foresight() != Foresight.BLIND;
        // Comparisons of unequal foresight must be seen to be so: what was known of lengths, and from whom.
        String knowing = predicts ? foresight + " (" + predictor + ")" : foresight;
        String known = RunWords.modeTitle(lane.log().info().batching()) + " · " + knowing;
        List<String> forms = new ArrayList<>();
        String note = note(lane);
        if (!note.isEmpty()) {
            // What tells the lane from the others comes before what is known of it anyway.
            String noted = note + " · " + known;
            for (String citation : shortened(lane.card().citation())) {
                forms.add(noted + " · " + citation);
            }
            forms.addAll(List.of(noted, note + " · " + knowing, note));
        }
        for (String citation : shortened(lane.card().citation())) {
            forms.add(known + " · " + citation);
        }
        forms.add(known);
        forms.add(knowing);
        if (predicts) {
            forms.add(lane.log().info().predictor());
        }
        return List.copyOf(forms);
    }

    private static String note(Lane lane) {
        Lane.Origin origin = lane.origin();
        return origin == null
                ? lane.note()
                : "forked at " + RunClock.of(lane.log().info()).moment(origin.tick());
    }

    /** A text, and the same without what follows its last comma, and so on; none of an empty text. */
    static List<String> shortened(String text) {
        List<String> forms = new ArrayList<>();
        for (String form = text; !form.isEmpty(); form = form.substring(0, Math.max(0, form.lastIndexOf(", ")))) {
            forms.add(form);
        }
        return forms;
    }

    /**
     * How many requests are in the batch of an instance and how much of its memory is in use. But for the last form each
     * says what its figures are.
     *
     * @param share the part of the memory, as a percentage
     */
    static List<String> load(RunClock clock, int residents, String share) {
        String memory = (clock == RunClock.ROUNDS ? "memory " : "KV ") + share;
        return List.of(
                "batch " + residents + " · " + memory,
                residents + " · " + memory,
                "batch " + residents,
                Integer.toString(residents));
    }

    /** That an instance is drawn without its batch, and where that is found; empty where nothing is left out. */
    static List<String> leftOut(InstanceLayout.Detail detail) {
        return switch (detail) {
            case FULL -> List.of();
            case MAP -> List.of("batches left out: click an instance for its batch", "batches left out");
            case BAR ->
                List.of(
                        "batches and memory maps left out: click an instance for its batch",
                        "batches and maps left out");
        };
    }

    /** The first instance whose queue is blocked, -1 if none is. */
    static int firstBlocked(RunCursor cursor) {
        for (int i = 0; i < cursor.log().instances().size(); i++) {
            if (isBlocked(cursor, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBlocked(RunCursor cursor, int i) {
        boolean waits = cursor.waitingCount(i) > 0 || cursor.pooledCount() > 0;
        // Of models that take turns, the one that has the GPUs speaks for them.
        return waits && cursor.hasGpus(i) && cursor.blockReason(i) != BlockReason.NONE;
    }

    /**
     * Why the head of a queue is not admitted, for instance {@code A100-80G #2 blocked: KV cache full, needs 14 blocks, 2
     * free}.
     *
     * @param blocked the first instance whose queue is blocked
     * @param needed what its head needs, in the reason's unit
     * @param names what the instances are called where the sentence stands
     */
    static List<String> blocked(RunCursor cursor, int blocked, long needed, IntFunction<String> names) {
        int others = -1;
        int instances = cursor.log().instances().size();
        for (int i = 0; i < instances; i++) {
            others += isBlocked(cursor, i) ? 1 : 0;
        }
        String name = instances == 1 ? "" : names.apply(blocked);
        String some = others <= 0 ? name : name + " and " + others + " more";
        String few = others <= 0 ? name : name + " +" + others;
        BlockReason reason = cursor.blockReason(blocked);
        int available = cursor.blockAvailable(blocked);
        String whole =
                BlockText.of(reason, needed, available, RunClock.of(cursor.log().info()));
        String brief = figuresInBrief(reason, needed, available);
        String called = RunWords.brief(reason) + (brief.isEmpty() ? "" : ", " + brief);
        String alone = RunWords.brief(reason) + (brief.isEmpty() ? "" : ": " + brief);
        return List.of(
                before(some, " blocked: ", "blocked: ") + whole,
                before(few, " blocked: ", "blocked: ") + whole,
                name.isEmpty() ? alone : few + ": " + called,
                name.isEmpty() ? alone : name + ": " + called,
                alone,
                RunWords.brief(reason));
    }

    private static String before(String name, String between, String without) {
        return name.isEmpty() ? without : name + between;
    }

    private static String figuresInBrief(BlockReason reason, long needed, int available) {
        return switch (reason) {
            case KV_FULL -> "needs " + StageText.count(needed) + ", " + StageText.count(available) + " free";
            case LOOK_AHEAD -> StageText.count(needed) + " of " + StageText.count(available) + " tok";
            case BATCH_CAP -> StageText.count(available);
            case BATCH_FILLING -> available + " of " + needed;
            case NONE, TOKEN_BUDGET, PREEMPTED, SWAPPED, HELD, BATCH_RUNNING, OTHER_MODEL -> "";
        };
    }
}
