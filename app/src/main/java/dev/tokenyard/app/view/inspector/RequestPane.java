package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.RequestDetail;
import dev.tokenyard.app.viewmodel.RequestDetail.Contrast;
import dev.tokenyard.app.viewmodel.RequestDetail.Prediction;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.Sentence;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** A request: its figures, its life in every lane, and why it waited in the chosen one. */
final class RequestPane extends VBox {
    private final List<String> lines = new ArrayList<>();

    RequestPane(RequestDetail detail, Theme theme, IntConsumer chooseLane) {
        super(10);
        FactRows facts = facts(detail, theme);
        LifeGantt gantt = new LifeGantt(chooseLane);
        gantt.show(detail, theme);
        getChildren().addAll(facts, new SectionHeading("Its life in every lane"), gantt);
        lines.addAll(facts.lines());
        lines.add(LifeGantt.words(detail));
        addStory("Why it waited", detail, detail.lane(), detail.story());
        Contrast contrast = detail.contrast();
        if (contrast != null) {
            addStory("Why not", detail, contrast.lane(), contrast.story());
        }
    }

    private static FactRows facts(RequestDetail detail, Theme theme) {
        RunClock clock = RunClock.of(detail.comparison());
        FactRows facts = new FactRows();
        Rectangle swatch = new Rectangle(9, 9, theme.sloClass(detail.classIndex()));
        swatch.setArcWidth(4);
        swatch.setArcHeight(4);
        swatch.setTranslateY(3.5);
        facts.add("class", detail.className(), swatch);
        facts.add("arrived", clock.moment(detail.arrivalTick()));
        facts.add("prompt", TimeText.count(detail.promptTokens(), "token", "tokens"));
        facts.add("output", TimeText.count(detail.outputTokens(), "token", "tokens"));
        addPredicted(facts, detail.predicted());
        facts.add(
                "first token due",
                detail.deadlineTick() == Ticks.NEVER ? "no deadline" : clock.moment(detail.deadlineTick()));
        return facts;
    }

    /** Once, where all who predict say the same, as they do with one predictor for all; else who says what. */
    private static void addPredicted(FactRows facts, List<Prediction> predicted) {
        boolean alike =
                predicted.stream().mapToLong(Prediction::tokens).distinct().count() == 1;
        if (alike) {
            facts.add("output predicted", tokens(predicted.get(0)));
        } else {
            predicted.forEach(one -> facts.add("predicted, " + one.policyTitle(), tokens(one)));
        }
    }

    private static String tokens(Prediction prediction) {
        return TimeText.count(prediction.tokens(), "token", "tokens");
    }

    private void addStory(String heading, RequestDetail detail, int lane, List<Sentence> story) {
        String words =
                heading + " (" + detail.comparison().lanes().get(lane).card().title() + ")";
        getChildren().addAll(new SectionHeading(words), new ReasonList(story));
        lines.add(words);
        story.forEach(sentence -> lines.add("- " + sentence.text()));
    }

    /** The pane as plain text. */
    String text() {
        return String.join("\n", lines);
    }
}
