package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of the whole window, to be looked at; the test only makes sure that there is something in the midst of them. */
class MainWindowPictureTest {
    private static final Path FOLDER = Path.of("target", "pictures");
    private static final int EMPTY_PAGE_COLOURS = 10;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void takesPictures(Theme theme) throws Exception {
        Files.createDirectories(FOLDER);
        WindowFixture window = FxThread.call(() -> new WindowFixture(theme, 1280, 800));
        FxThread.run(() -> {
            window.models.timeline().seek(Ticks.fromSeconds(272));
            window.models.comparison().selection().requestProperty().set(930);
        });
        picture(window, theme, "stage");
        FxThread.run(() -> window.models.pages().pageProperty().set(Page.COMPARE));
        picture(window, theme, "compare");
        FxThread.run(() -> {
            window.models.pages().pageProperty().set(Page.STAGE);
            window.models.comparison().selection().requestProperty().set(-1);
            window.models.comparison().selection().laneProperty().set(1);
            window.models.scenario().edit(ScenarioEdits.addGroup());
            window.models.scenario().edit(ScenarioEdits.gpu(1, "a10"));
            window.models.scenario().edit(ScenarioEdits.model(1, "llama-2-7b"));
            window.models.scenario().edit(ScenarioEdits.router("power-of-two"));
            window.models.scenario().edit(ScenarioEdits.batching("sarathi"));
        });
        picture(window, theme, "groups");
        FxThread.run(() -> {
            window.models.pages().pageProperty().set(Page.STAGE);
            window.press(KeyCode.K, WindowFixture.Modifier.CONTROL);
        });
        picture(window, theme, "commands");
        FxThread.run(() -> {
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.F1);
        });
        picture(window, theme, "keys");
        FxThread.run(() -> {
            window.press(KeyCode.ESCAPE);
            window.explorer.window().open(Path.of("no-such-trace.csv"));
            window.models.scenario().edit(ScenarioEdits.model(0, "llama-2-70b"));
        });
        picture(window, theme, "problem");
        FxThread.run(window::close);
    }

    private static void picture(WindowFixture window, Theme theme, String name) throws Exception {
        // Two pulses: what changes is laid out in the first and painted in the second.
        FxThread.run(window::settle);
        Thread.sleep(150);
        Image image = FxThread.call(() -> {
            window.settle();
            return PictureExport.snapshot(window.scene);
        });
        Path file = FOLDER.resolve("window-" + name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
        PictureExport.writePng(image, file);
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(coloursInTheMidst(image)).isGreaterThan(EMPTY_PAGE_COLOURS);
    }

    /** Text alone has dozens, since its edges are smooth. */
    private static long coloursInTheMidst(Image image) {
        int left = (int) image.getWidth() / 3;
        int top = (int) image.getHeight() / 4;
        int width = (int) image.getWidth() / 3;
        int[] pixels = new int[width * (int) image.getHeight() / 2];
        image.getPixelReader()
                .getPixels(left, top, width, pixels.length / width, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return Arrays.stream(pixels).distinct().count();
    }
}
