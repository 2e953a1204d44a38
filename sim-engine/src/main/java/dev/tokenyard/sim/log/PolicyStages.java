package dev.tokenyard.sim.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which policies were in charge of a run one after the other, as far as a reader of its log must know. */
final class PolicyStages {
    private final List<Stage> stages = new ArrayList<>();

    /**
     * A policy in charge.
     *
     * @param fromTick from this moment on
     * @param pulled whether requests wait in a pool from which instances pull
     * @param plans what it wrote down of its plans, null if it did not plan
     */
    record Stage(long fromTick, boolean pulled, @Nullable PlanTrack plans) {
        Stage with(PlanTrack track) {
            return new Stage(fromTick, pulled, track);
        }

        private boolean isLike(Stage other) {
            return pulled == other.pulled && plans == other.plans;
        }
    }

    /** Another policy takes charge; whoever was to begin at that moment never did. */
    void add(long fromTick, boolean pulled) {
        if (!stages.isEmpty() && last().fromTick == fromTick) {
            stages.removeLast();
        }
        stages.add(new Stage(fromTick, pulled, null));
    }

    /** The policy in charge plans. */
    void setPlans(PlanTrack track) {
        stages.add(stages.removeLast().with(track));
    }

    private Stage last() {
        return stages.getLast();
    }

    /** Those of a run that is over: without plans that were never written, and without changes that make no difference. */
    PolicyStages until(long endTick) {
        PolicyStages kept = new PolicyStages();
        for (Stage stage : stages) {
            boolean isWritten = stage.plans != null && stage.plans.isWritten();
            Stage read = isWritten ? stage : new Stage(stage.fromTick, stage.pulled, null);
            boolean begins = kept.stages.isEmpty() || (read.fromTick <= endTick && !read.isLike(kept.last()));
            if (begins) {
                kept.stages.add(read);
            }
        }
        return kept;
    }

    /** Whether instances pulled at a moment. */
    boolean isPulled(long tick) {
        return at(tick).pulled;
    }

    /** Whether instances pulled at any time. */
    boolean isEverPulled() {
        return stages.stream().anyMatch(Stage::pulled);
    }

    /** The plans of whoever was in charge at a moment, null if it did not plan. */
    @Nullable
    PlanTrack plans(long tick) {
        return at(tick).plans;
    }

    /** Whether any policy planned. */
    boolean anyPlans() {
        return stages.stream().anyMatch(stage -> stage.plans != null);
    }

    private Stage at(long tick) {
        int k = stages.size() - 1;
        while (k > 0 && stages.get(k).fromTick > tick) {
            k--;
        }
        return stages.get(k);
    }

    /** Whether both say the same. */
    boolean sameAs(PolicyStages other) {
        boolean same = stages.size() == other.stages.size();
        for (int k = 0; same && k < stages.size(); k++) {
            Stage mine = stages.get(k);
            Stage theirs = other.stages.get(k);
            same = mine.fromTick == theirs.fromTick
                    && mine.pulled == theirs.pulled
                    && (mine.plans == null || theirs.plans == null
                            ? Objects.equals(mine.plans, theirs.plans)
                            : mine.plans.sameAs(theirs.plans));
        }
        return same;
    }
}
