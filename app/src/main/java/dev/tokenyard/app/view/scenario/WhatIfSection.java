package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.predict.ErrorFamily;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.Foresight;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
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
    /** A thirty-second of a doubling is two per cent: with fewer steps a curve would jump, with more nobody saw a difference. */
    private static final int RATES_PER_DOUBLING = 32;

    private static final int SIZES_PER_DOUBLING = 16;
    private static final int ERRORS_PER_UNIT = 100;

    private static final String TIMES = "×";

    private static final double NUDGE_DOUBLINGS = 0.125;
    private static final double NUDGE_ERROR = 0.05;

    /** What a hand crosses before all that lies beyond is there as well. */
    private static final int STEPS_BESIDE_THE_LAST = 40;

    private static final int STEPS_BESIDE_OTHERS = 8;

    private final Supplier<ClusterBuilder> clusters;
    private final WhatIfSlider rate = new WhatIfSlider(
            "Arrival rate",
            -MOST_RATE_DOUBLINGS,
            MOST_RATE_DOUBLINGS,
            RATES_PER_DOUBLING,
            value -> ScenarioEdits.rateScale(rateOf(value)));
    private final WhatIfSlider blocks = new WhatIfSlider(
            "KV cache blocks",
            LEAST_BLOCK_DOUBLINGS,
            LEAST_BLOCK_DOUBLINGS + 1,
            SIZES_PER_DOUBLING,
            value -> ScenarioEdits.kvBlocks(0, blocksOf(value)));
    private final WhatIfSlider instances = new WhatIfSlider(
            "Instances", 1, MOST_INSTANCES, 1, value -> ScenarioEdits.instances(0, (int) Math.round(value)));
    private final WhatIfSlider error = new WhatIfSlider(
            "Prediction error",
            0,
            1,
            ERRORS_PER_UNIT,
            value -> ScenarioEdits.predictor(ErrorFamily.RELATIVE.label(value)));
    private final List<WhatIfSlider> sliders = List.of(rate, blocks, instances, error);
    /** The one that was in the hand last; at first the one that most will reach for. */
    private WhatIfSlider last = rate;

    private final EditField rateField = new EditField(
            "Arrival rate, times the trace's", 5, text -> edit(() -> ScenarioEdits.rateScale(typed(text))));
    private final Label blocksFigure = Rows.figure();
    private final Label instancesFigure = Rows.figure();
    private final Label errorFigure = Rows.figure();

    WhatIfSection(ScenarioViewModel model, Supplier<ClusterBuilder> clusters) {
        super("What if", model);
        this.clusters = clusters;
        getStyleClass().add("what-if");
        rate.setId("what-if-rate");
        Rows.explain(
                rateField,
                "what-if-rate-field",
                "How many times faster requests arrive than in the trace; type any factor.");
        blocks.setId("what-if-blocks");
        instances.setId("what-if-instances");
        rate.setBlockIncrement(NUDGE_DOUBLINGS);
        blocks.setBlockIncrement(NUDGE_DOUBLINGS);
        instances.setBlockIncrement(1);
        error.setId("what-if-error");
        error.setBlockIncrement(NUDGE_ERROR);
        content()
                .getChildren()
                .addAll(
                        new VBox(Rows.of("arrival rate", rateField), rate),
                        new VBox(Rows.of("KV cache", blocksFigure), blocks),
                        new VBox(Rows.of("instances", instancesFigure), instances),
                        new VBox(Rows.of("prediction error", errorFigure), error));
        sliders.forEach(this::drive);
        model.hand().setLikely(this::likely);
    }

    /** Has a slider change the scenario, and say what else it may change it to while a hand is there. */
    private void drive(WhatIfSlider slider) {
        slider.valueProperty().addListener(value -> {
            last = slider.isHeld() || slider.isFocused() ? slider : last;
            edit(slider::change);
            reach();
        });
        InvalidationListener held = changed -> {
            model().hand().tryingProperty().set(slider.isHeld());
            reach();
        };
        slider.pressedProperty().addListener(held);
        slider.valueChangingProperty().addListener(held);
        slider.getParent().hoverProperty().addListener(changed -> reach());
        slider.focusedProperty().addListener(changed -> reach());
    }

    /** What the slider in the hand may come to, else the one in the line under the pointer, else the one that has the keys. */
    private void reach() {
        Predicate<WhatIfSlider> pointed = slider -> slider.getParent().isHover();
        model().hand()
                .withinReachProperty()
                .set(Stream.<Predicate<WhatIfSlider>>of(WhatIfSlider::isHeld, pointed, Node::isFocused)
                        .flatMap(near -> sliders.stream().filter(near))
                        .findFirst()
                        .map(WhatIfSlider::otherChanges)
                        .orElse(List.of()));
    }

    /** While no hand is at any of them: the steps beside the one that was in the hand last, then some beside each other. */
    private List<UnaryOperator<ScenarioSpec>> likely() {
        return Stream.concat(Stream.of(last), sliders.stream().filter(slider -> slider != last))
                .filter(slider -> !slider.isDisabled())
                .flatMap(slider -> slider.otherChanges().stream()
                        .limit(slider == last ? STEPS_BESIDE_THE_LAST : STEPS_BESIDE_OTHERS))
                .toList();
    }

    @Override
    void show(ScenarioSpec spec) {
        showUnlessDragged(rate, Math.log(spec.rateScale()) / Math.log(2));
        rateField.display(TIMES + " " + words(spec.rateScale()));
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
    private static void showUnlessDragged(WhatIfSlider slider, double value) {
        if (!slider.isHeld()) {
            slider.setValue(value);
        }
    }

    /** All digits, and two at least. */
    private static String words(double factor) {
        String rounded = String.format(Locale.ROOT, "%.2f", factor);
        return Double.parseDouble(rounded) == factor ? rounded : Double.toString(factor);
    }

    private static double typed(String text) {
        String factor = text.strip();
        return FieldText.parseNumber(
                "The arrival rate", factor.startsWith(TIMES) ? factor.substring(TIMES.length()) : factor);
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
