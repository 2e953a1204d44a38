package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.HandMadeRun;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.ModelNames;
import dev.tokenyard.sim.log.InstanceInfo;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

/** Names that give way to the room there is, and behind which passes what travels. */
class FittingNamesTest {
    private static double taken(String name, double room) {
        return room + 7.0 * name.length() + 20;
    }

    @Test
    void figuresLoseTheirNamesBeforeTheyLieOverATitle() {
        double before = Double.POSITIVE_INFINITY;
        for (double free = 400; free >= 60; free--) {
            FigureNames names = FigureNames.fitting(FigureNames.SO_FAR, free, 0, 60, 25, FittingNamesTest::taken);
            double wide = taken(names.met(), 60) + (names.showsMissed() ? taken(names.missed(), 25) : 0);
            assertThat(wide).isLessThanOrEqualTo(Math.max(free, taken("", 60)));
            assertThat(wide).isLessThanOrEqualTo(before);
            before = wide;
        }
        assertThat(FigureNames.fitting(FigureNames.SO_FAR, 400, 0, 60, 25, FittingNamesTest::taken))
                .isEqualTo(new FigureNames("met so far", "violations", true));
        assertThat(FigureNames.fitting(FigureNames.SO_FAR, 60, 0, 60, 25, FittingNamesTest::taken))
                .isEqualTo(new FigureNames("", "", false));
    }

    @Test
    void figuresLoseTheirNamesForThePredictorButNotTheNumberOfViolations() {
        double spared = 55;
        int shortened = 0;
        for (double free = 400; free >= 60; free--) {
            FigureNames alone = FigureNames.fitting(FigureNames.SO_FAR, free, 0, 60, 25, FittingNamesTest::taken);
            FigureNames names = FigureNames.fitting(FigureNames.SO_FAR, free, spared, 60, 25, FittingNamesTest::taken);
            assertThat(names.showsMissed()).isEqualTo(alone.showsMissed());
            if (!names.equals(alone)) {
                assertThat(taken(names.met(), 60) + taken(names.missed(), 25)).isLessThanOrEqualTo(free - spared);
                shortened++;
            }
        }
        assertThat(shortened).isPositive();
    }

    @Test
    void aCaptionHasFormsThatBecomeShorter() {
        assertThat(ArrivalPainter.waiting(1_222, 3))
                .containsExactly("waiting 1,222 in 3 groups", "1,222 in 3 groups", "waiting 1,222", "1,222");
        assertThat(ArrivalPainter.waiting(5, 1)).startsWith("waiting 5 in 1 group");
        assertThat(ArrivalPainter.waiting(5, 0)).containsExactly("waiting 5", "5");
    }

    @Test
    void foldedQueuesSayHowManyWaitInThem() {
        assertThat(PlanWords.folded(6, 431))
                .startsWith("+ 6 queues with 431 requests")
                .endsWith("+ 6");
        assertThat(PlanWords.folded(1, 1)).startsWith("+ 1 queue with 1 request");
        assertThat(PlanWords.folded(2, 0)).startsWith("+ 2 queues without requests");
    }

    @Test
    void tagsOfALaneAreAllOfTheSameForm() {
        InstanceInfo any = new HandMadeRun(new int[] {0}, 0).log().instances().get(0);
        List<InstanceInfo> instances = List.of(ofModel(any, "llama-2-13b"), ofModel(any, "mistral-7b"));
        InstanceTags tags = new InstanceTags(instances, ModelNames.of(List.of("llama-2-13b", "mistral-7b")));
        assertThat(tags.tag(1, tags.form(80, text -> 7.0 * text.length()))).isEqualTo("mistral-7b");
        assertThat(tags.tag(0, tags.form(80, text -> 7.0 * text.length()))).isEqualTo("llama-2-13b");
        assertThat(tags.tag(1, tags.form(40, text -> 7.0 * text.length()))).isEqualTo("m-7b");
        assertThat(tags.tag(0, tags.form(40, text -> 7.0 * text.length()))).isEqualTo("l-13b");
        assertThat(tags.form(20, text -> 7.0 * text.length())).isNegative();
        assertThat(new InstanceTags(List.of(any), ModelNames.of(List.of(any.modelId()))).form(500, String::length))
                .as("alike instances need no tags")
                .isNegative();
    }

    private static InstanceInfo ofModel(InstanceInfo info, String model) {
        return new InstanceInfo(
                info.name(),
                info.gpuId(),
                model,
                info.tensorParallel(),
                info.kvBlocks(),
                info.blockTokens(),
                info.batchCap(),
                info.tokenBudget(),
                info.options());
    }

    @Test
    void whatTravelsPassesBehindNames() {
        FxThread.run(() -> {
            Type.ensureLoaded();
            Canvas canvas = new Canvas(80, 20);
            Pen pen = new Pen(canvas.getGraphicsContext2D());
            Box all = new Box(0, 0, 80, 20);
            pen.fill(all, Theme.DARK.ground());
            pen.name("#1 loads", 10, 10, Type.semiBold(Type.SMALL), Theme.DARK.text());
            WritableImage before = canvas.snapshot(null, null);
            pen.fill(new Box(0, 6, 80, 8), Color.RED);
            pen.repeatNames(Theme.DARK.ground());
            WritableImage after = canvas.snapshot(null, null);
            int right = (int) (10 + pen.width("#1 loads", Type.semiBold(Type.SMALL)));
            for (int x = 10; x < right; x++) {
                assertThat(after.getPixelReader().getArgb(x, 10))
                        .as("at " + x)
                        .isEqualTo(before.getPixelReader().getArgb(x, 10));
            }
            assertThat(after.getPixelReader().getColor(4, 10)).isEqualTo(Color.RED);
            pen.forgetNames();
            pen.fill(all, Color.RED);
            pen.repeatNames(Theme.DARK.ground());
            assertThat(canvas.snapshot(null, null).getPixelReader().getColor(30, 10))
                    .isEqualTo(Color.RED);
        });
    }
}
