package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.viewmodel.ModelNames;
import dev.tokenyard.sim.log.InstanceInfo;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the virtual queues of a lane are labelled: by the number of their GPUs and, where there are several, by the loaded model, for
 * all of them in the same form.
 *
 * @param form the form of the models' names, -1 where there is room for none
 * @param width what the widest label takes, in pixels
 */
record QueueLabel(int form, double width) {
    /** Of a row's width, what may be taken from the packs. */
    private static final double LARGEST_SHARE = 0.36;

    /** Between a number and a name. */
    static final double SPACE = 5;

    private static final String LOADS = "loads ";

    /**
     * The form with the longest words of which all fit.
     *
     * @param rowWidth width of a row in pixels
     * @param measure the width of words in pixels
     */
    static QueueLabel of(LaneModel lane, double rowWidth, ToDoubleFunction<String> measure) {
        List<String> models = lane.hasMixedModels()
                ? lane.log().instances().stream()
                        .map(InstanceInfo::modelId)
                        .distinct()
                        .toList()
                : List.of();
        return of(models, lane.modelNames(), lane.placeCount(), rowWidth, measure);
    }

    /** The same for models, none of which are told where there is but one, on so many sets of GPUs. */
    static QueueLabel of(
            List<String> models, ModelNames names, int places, double rowWidth, ToDoubleFunction<String> measure) {
        // Numbers are set in a bolder font, with figures of equal width.
        double number = 1.1 * measure.applyAsDouble("#" + places);
        if (models.isEmpty()) {
            return new QueueLabel(-1, number);
        }
        double room = LARGEST_SHARE * rowWidth;
        for (String before : List.of(LOADS, "")) {
            for (int form = 0; form < names.count(); form++) {
                double width = number + SPACE + widest(models, names, form, before, measure);
                if (width <= room) {
                    return new QueueLabel(form, width);
                }
            }
        }
        return new QueueLabel(-1, number);
    }

    private static double widest(
            List<String> models, ModelNames names, int form, String before, ToDoubleFunction<String> measure) {
        return models.stream()
                .mapToDouble(id -> measure.applyAsDouble(before + names.name(id, form)))
                .max()
                .orElse(0);
    }

    /** The words for a model, in forms that become shorter; none where there is no room for any. */
    List<String> words(ModelNames names, String modelId, boolean loading) {
        if (form < 0) {
            return List.of();
        }
        String name = names.name(modelId, form);
        return loading ? List.of(LOADS + name, name) : List.of(name);
    }
}
