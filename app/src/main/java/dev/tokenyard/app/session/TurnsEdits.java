package dev.tokenyard.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The changes that a user makes to the models that take turns on a group's GPUs, like those of {@link ScenarioEdits}. */
public final class TurnsEdits {
    private TurnsEdits() {}

    /** Adds a model, by its catalogue key. */
    public static UnaryOperator<ScenarioSpec> add(int group, String model) {
        return others(group, models -> models.add(model));
    }

    /**
     * Takes another model in place of one of the group's; one that takes turns already changes places with it.
     *
     * @param place number of the model, 0 for the one that is loaded at the start
     */
    public static UnaryOperator<ScenarioSpec> replace(int group, int place, String model) {
        return group(group, g -> {
            List<String> models = new ArrayList<>(g.models());
            int already = models.indexOf(model);
            if (already >= 0) {
                models.set(already, models.get(place));
            }
            models.set(place, model);
            return g.withModel(models.get(0))
                    .withTurns(new InstanceGroup.Turns(
                            models.subList(1, models.size()), g.turns().loadSeconds()));
        });
    }

    /** Removes one of the models beside the first, the next of which is number 0 here. */
    public static UnaryOperator<ScenarioSpec> remove(int group, int other) {
        return others(group, models -> models.remove(other));
    }

    /** Another time that loading takes, in seconds, or {@link InstanceGroup.Turns#DERIVED}. */
    public static UnaryOperator<ScenarioSpec> loadSeconds(int group, double seconds) {
        if (seconds != InstanceGroup.Turns.DERIVED && !(seconds >= 0 && seconds <= ClusterBuilder.MOST_LOAD_SECONDS)) {
            throw new IllegalArgumentException("A load time of " + seconds + " s is out of range; give 0 to "
                    + ClusterBuilder.MOST_LOAD_SECONDS + ", or \"derived\" for what the data sheets say.");
        }
        return group(group, g -> g.withTurns(new InstanceGroup.Turns(g.turns().otherModels(), seconds)));
    }

    private static UnaryOperator<ScenarioSpec> others(int group, Consumer<List<String>> change) {
        return group(group, g -> {
            List<String> models = new ArrayList<>(g.turns().otherModels());
            change.accept(models);
            InstanceGroup changed =
                    g.withTurns(new InstanceGroup.Turns(models, g.turns().loadSeconds()));
            ClusterBuilder.checkModels(changed);
            return changed;
        });
    }

    private static UnaryOperator<ScenarioSpec> group(int index, UnaryOperator<InstanceGroup> change) {
        return spec -> spec.withCluster(spec.cluster().withGroup(index, change));
    }
}
