package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.predict.ErrorFamily;
import dev.tokenyard.app.view.theme.FilledSlider;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.Foresight;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.VBox;

/**
 * Sliders for the questions that are asked most; each step of a drag is simulated. In a cluster of several kinds of
 * instances they turn the first kind, and say so.
 */
final class WhatIfSection extends Section {
    private static final double MOST_RATE_DOUBLINGS = 2;
    private static final double LEAST_BLOCK_DOUBLINGS = 5;
    private static final double LEAST_TOKEN_DOUBLINGS = 3;
    private static final double MOST_TOKEN_DOUBLINGS = 8;
    private static final int MOST_INSTANCES = 8;
    /** A slow hand is that far away in half a second. */
    private static final int PIXELS_BESIDE = 20;

    private static final double NUDGE_DOUBLINGS = 0.1;
    private static final double NUDGE_ERROR = 0.05;

    private final Supplier<ClusterBuilder> clusters;
    private final Slider rate = new FilledSlider("Arrival rate", -MOST_RATE_DOUBLINGS, MOST_RATE_DOUBLINGS);
    private final Slider blocks = new FilledSlider("KV cache blocks", LEAST_BLOCK_DOUBLINGS, LEAST_BLOCK_DOUBLINGS + 1);
    private final Slider instances = new FilledSlider("Instances", 1, MOST_INSTANCES);
    private final Label rateFigure = Rows.figure();
    private final Label blocksFigure = Rows.figure();
    private final Slider error = new FilledSlider("Prediction error", 0, 1);
    private final Label instancesFigure = Rows.figure();
    private final Label errorFigure = Rows.figure();

    WhatIfSection(ScenarioViewModel model, Supplier<ClusterBuilder> clusters) {
        super("What if", model);
        this.clusters = clusters;
        rate.setId("what-if-rate");
        blocks.setId("what-if-blocks");
        instances.setId("what-if-instances");
        rate.setBlockIncrement(NUDGE_DOUBLINGS);
        blocks.setBlockIncrement(NUDGE_DOUBLINGS);
        instances.setBlockIncrement(1);
        error.setId("what-if-error");
        error.setBlockIncrement(NUDGE_ERROR);
        drive(rate, value -> ScenarioEdits.rateScale(rateOf(value)));
        drive(blocks, value -> ScenarioEdits.kvBlocks(0, blocksOf(value)));
        drive(instances, value -> ScenarioEdits.instances(0, (int) Math.round(value)));
        drive(error, value -> ScenarioEdits.predictor(ErrorFamily.RELATIVE.label(value)));
        content()
                .getChildren()
                .addAll(
                        new VBox(Rows.of("arrival rate", rateFigure), rate),
                        new VBox(Rows.of("KV cache", blocksFigure), blocks),
                        new VBox(Rows.of("instances", instancesFigure), instances),
                        new VBox(Rows.of("prediction error", errorFigure), error));
    }

    /** Has a slider change the scenario, and say what it would change it to next while it is in the hand. */
    private void drive(Slider slider, DoubleFunction<UnaryOperator<ScenarioSpec>> change) {
        slider.valueProperty().addListener(value -> {
            edit(() -> change.apply(slider.getValue()));
            showBeside(slider, change);
        });
        InvalidationListener held = changed -> {
            model().tryingProperty().set(isHeld(slider));
            showBeside(slider, change);
        };
        slider.pressedProperty().addListener(held);
        slider.valueChangingProperty().addListener(held);
    }

    private void showBeside(Slider slider, DoubleFunction<UnaryOperator<ScenarioSpec>> change) {
        model().besideHandProperty().set(isHeld(slider) ? beside(slider, change) : List.of());
    }

    /** What the slider would change the scenario to some pixels to the right and to the left, the nearest first. */
    private static List<UnaryOperator<ScenarioSpec>> beside(
            Slider slider, DoubleFunction<UnaryOperator<ScenarioSpec>> change) {
        Node thumb = slider.lookup(".thumb");
        double thumbWidth = thumb == null ? 0 : thumb.getLayoutBounds().getWidth();
        double track = slider.getWidth()
                - slider.getInsets().getLeft()
                - slider.getInsets().getRight()
                - thumbWidth;
        double valuePerPixel = (slider.getMax() - slider.getMin()) / Math.max(1, track);
        return IntStream.rangeClosed(1, PIXELS_BESIDE)
                .boxed()
                .flatMap(pixels -> Stream.of(pixels, -pixels))
                .map(pixels -> slider.getValue() + pixels * valuePerPixel)
                .filter(value -> value >= slider.getMin() && value <= slider.getMax())
                .map(change::apply)
                .toList();
    }

    private static boolean isHeld(Slider slider) {
        return slider.isPressed() || slider.isValueChanging();
    }

    @Override
    void show(ScenarioSpec spec) {
        showUnlessDragged(rate, Math.log(spec.rateScale()) / Math.log(2));
        rateFigure.setText(String.format(Locale.ROOT, "× %.2f", spec.rateScale()));
        InstanceGroup first = spec.cluster().groups().get(0);
        String of = spec.cluster().groups().size() == 1 ? "" : ClusterBuilder.gpuName(first.gpu()) + ": ";
        showUnlessDragged(instances, first.count());
        instancesFigure.setText(of + first.count());
        showError(spec);
        if (spec.cluster().isTheory()) {
            showTokens(first.kvBlocks());
        } else {
            showBlocks(first, of);
        }
    }

    /** The largest relative error of predictions, for policies that predict. */
    private void showError(ScenarioSpec spec) {
        boolean predicts = spec.policies().stream()
                .anyMatch(policy -> PolicyCatalog.byId(policy.id()).card().foresight() == Foresight.PREDICTED);
        error.setDisable(!predicts);
        OptionalDouble level = ErrorFamily.RELATIVE.level(spec.predictor());
        showUnlessDragged(error, level.orElse(0));
        errorFigure.setText(
                !predicts
                        ? "no policy predicts"
                        : level.isEmpty()
                                ? spec.predictor().isEmpty() ? "each policy's own" : spec.predictor()
                                : level.getAsDouble() == 0
                                        ? "none"
                                        : "± " + Math.round(100 * level.getAsDouble()) + " %");
    }

    /** Any memory will do for the theory; the slider reaches from a few tokens to several times what there is. */
    private void showTokens(int tokens) {
        double present = log2(Math.max(1, tokens));
        blocks.setDisable(tokens == 0);
        blocks.setMin(Math.min(LEAST_TOKEN_DOUBLINGS, present));
        blocks.setMax(Math.max(MOST_TOKEN_DOUBLINGS, present + 1));
        showUnlessDragged(blocks, present);
        blocksFigure.setText(tokens == 0 ? "not set" : TimeText.count(tokens, "token", "tokens"));
    }

    private void showBlocks(InstanceGroup group, String of) {
        blocks.setMin(LEAST_BLOCK_DOUBLINGS);
        try {
            int fitting = clusters.get().blocksThatFit(group);
            int present = group.kvBlocks() == 0 ? fitting : group.kvBlocks();
            blocks.setMax(Math.max(LEAST_BLOCK_DOUBLINGS + 1, log2(Math.max(fitting, present))));
            blocks.setDisable(false);
            showUnlessDragged(blocks, log2(present));
            blocksFigure.setText(of + TimeText.count(present) + (present == fitting ? " blocks, all" : " blocks"));
        } catch (IllegalArgumentException doesNotFit) {
            blocks.setDisable(true);
            blocksFigure.setText("the model does not fit");
        }
    }

    /** A slider in the user's hand stays where the hand is; the scenario says the same but for rounding. */
    private static void showUnlessDragged(Slider slider, double value) {
        if (!isHeld(slider)) {
            slider.setValue(value);
        }
    }

    private static double rateOf(double doublings) {
        return Math.round(100 * Math.pow(2, doublings)) / 100.0;
    }

    /** The right end stands for all that fit, so that it stays so on another GPU. */
    private int blocksOf(double doublings) {
        boolean all = doublings >= blocks.getMax() && !model().spec().cluster().isTheory();
        return all ? 0 : (int) Math.round(Math.pow(2, doublings));
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
