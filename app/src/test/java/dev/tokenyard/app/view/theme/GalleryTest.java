package dev.tokenyard.app.view.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.testing.DemoCharts;
import dev.tokenyard.app.testing.FxThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws every control and every kind of chart in both themes, into {@code target/gallery} for people to look at. */
class GalleryTest {
    private static final Path FOLDER = Path.of("target", "gallery");

    @ParameterizedTest
    @EnumSource(Theme.class)
    void showsEveryControl(Theme theme) throws Exception {
        Image picture = FxThread.call(() -> picture(ControlsDemo.page(theme), theme, 1400, 900));

        keep(picture, "controls-" + theme);
        assertThat(coloursOf(picture)).contains(argb(theme.panel()), argb(theme.ground()), argb(theme.accent()));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void showsNoColourOfTheToolkitsOwnSheet(Theme theme) {
        Image picture = FxThread.call(() -> picture(ControlsDemo.page(theme), theme, 1400, 900));

        // Accent, focus and default-button blue of Modena.
        assertThat(coloursOf(picture)).doesNotContain(0xFF0096C9, 0xFF039ED3, 0xFFABD8ED);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void showsEveryKindOfChart(Theme theme) throws Exception {
        Image picture = FxThread.call(() -> picture(charts(theme), theme, 1600, 1000));

        keep(picture, "charts-" + theme);
        Set<Integer> colours = coloursOf(picture);
        for (int i = 0; i < 3; i++) {
            assertThat(colours).contains(argb(theme.policy(i)));
        }
    }

    private static Parent charts(Theme theme) {
        GridPane grid = new GridPane(12, 12);
        grid.setPadding(new Insets(12));
        for (int column = 0; column < 2; column++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        List<ChartSpec> charts = DemoCharts.all();
        for (int i = 0; i < charts.size(); i++) {
            ChartView view = new ChartView(charts.get(i), theme.chartPalette());
            view.setPrefSize(780, 320);
            grid.add(view, i % 2, i / 2);
        }
        return grid;
    }

    private static Image picture(Parent root, Theme theme, int width, int height) {
        Stage stage = new Stage();
        Scene scene = new Scene(root, width, height);
        new ThemeManager(theme).apply(scene);
        stage.setScene(scene);
        stage.show();
        Node focused = root.lookup("#focused");
        if (focused != null) {
            focused.requestFocus();
        }
        root.applyCss();
        root.layout();
        Image picture = PictureExport.snapshot(scene);
        stage.close();
        return picture;
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
        return (int) Long.parseLong("FF" + Theme.hex(colour).substring(1), 16);
    }
}
