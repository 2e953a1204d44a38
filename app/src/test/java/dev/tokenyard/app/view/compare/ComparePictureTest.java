package dev.tokenyard.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws the page in both themes and sizes into {@code target/compare} for people to look at. */
class ComparePictureTest {
    private static final Path FOLDER = Path.of("target", "compare");
    private static final Comparison COMPARISON = DemoComparison.of(900, 2, "fcfs", "sjf", "ssjf", "mc-sf", "edf");

    @ParameterizedTest
    @CsvSource({"DARK, 1280, 756", "LIGHT, 1280, 756", "DARK, 1920, 1156", "LIGHT, 1920, 1156"})
    void drawsThePage(Theme theme, int width, int height) throws Exception {
        Image picture = FxThread.call(() -> {
            PageFixture fixture = new PageFixture(theme, COMPARISON, width, height);
            if (height > 1000) {
                fixture.model.baselineProperty().set("FCFS");
                fixture.settle();
            }
            Image taken = fixture.scene.snapshot(null);
            fixture.close();
            return taken;
        });

        keep(picture, "page-" + theme + "-" + width);
        Set<Integer> colours = coloursOf(picture);
        for (int lane = 0; lane < COMPARISON.lanes().size(); lane++) {
            assertThat(colours).contains(argb(theme.policy(lane)));
        }
        assertThat(colours).contains(argb(theme.panel()), argb(theme.ground()), argb(theme.success()));
    }

    @ParameterizedTest
    @CsvSource({"DARK, LATENCY", "LIGHT, OBJECTIVES", "LIGHT, OVER_TIME"})
    void drawsEveryTopic(Theme theme, ChartChoice choice) throws Exception {
        Image picture = FxThread.call(() -> {
            PageFixture fixture = new PageFixture(theme, COMPARISON, 1920, 1156);
            fixture.model.keyFiguresOnlyProperty().set(false);
            fixture.model.baselineProperty().set("FCFS");
            fixture.model.litPolicyProperty().set("SSJF");
            ((javafx.scene.control.ToggleButton) fixture.find(
                            "#charts-" + choice.label().toLowerCase(Locale.ROOT).replace(' ', '-')))
                    .fire();
            fixture.settle();
            Image taken = fixture.scene.snapshot(null);
            fixture.close();
            return taken;
        });

        keep(picture, "topic-" + choice + "-" + theme);
        assertThat(coloursOf(picture)).contains(argb(theme.policy(2)));
    }

    @ParameterizedTest
    @CsvSource({"DARK", "LIGHT"})
    void drawsAnEnlargedChart(Theme theme) throws Exception {
        Image picture = FxThread.call(() -> {
            PageFixture fixture = new PageFixture(theme, COMPARISON, 1280, 756);
            ((javafx.scene.control.Button) fixture.find("#chart-ttft-cdf .button")).fire();
            fixture.settle();
            Image taken = fixture.scene.snapshot(null);
            fixture.close();
            return taken;
        });

        keep(picture, "enlarged-" + theme);
        assertThat(coloursOf(picture)).contains(argb(theme.violation()));
    }

    /** A page narrower than any window of the application, with more policies than fit, two runs cut short. */
    @ParameterizedTest
    @CsvSource({"DARK", "LIGHT"})
    void drawsANarrowPageWithCaveats(Theme theme) throws Exception {
        Comparison many = DemoComparison.of(200, 1, "fcfs", "sjf", "ssjf", "mc-sf", "mc-benchmark", "edf");
        Image picture = FxThread.call(() -> {
            PageFixture fixture = new PageFixture(theme, many, 900, 700);
            fixture.page.showCaveats(List.of("FCFS completed 180 of 200 requests (20 unfinished, 0 refused)."));
            fixture.model.baselineProperty().set("MC-SF");
            fixture.settle();
            Image taken = fixture.scene.snapshot(null);
            fixture.close();
            return taken;
        });

        keep(picture, "narrow-" + theme);
        assertThat(coloursOf(picture)).contains(argb(theme.warning()));
    }

    private static void keep(Image picture, String name) throws Exception {
        Files.createDirectories(FOLDER);
        PictureExport.writePng(picture, FOLDER.resolve(name.toLowerCase(Locale.ROOT) + ".png"));
    }

    private static Set<Integer> coloursOf(Image picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colours.add(picture.getPixelReader().getArgb(x, y));
            }
        }
        return colours;
    }

    private static int argb(Color colour) {
        return 0xFF000000 | Integer.parseInt(Theme.hex(colour).substring(1), 16);
    }
}
