package dev.tokenyard.app.view.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.testing.DemoCharts;
import dev.tokenyard.app.testing.FxThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws every control and every kind of chart in both themes, into {@code target/gallery} for people to look at. */
class GalleryTest {
    private static final Path FOLDER = Path.of("target", "gallery");
    private static final long FADE_MILLISECONDS = 900;

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

    @ParameterizedTest
    @EnumSource(Theme.class)
    void showsPopUpsAndDialogs(Theme theme) throws Exception {
        DialogPane dialog = FxThread.call(() -> showPopUps(theme));
        // A notification fades in.
        Thread.sleep(FADE_MILLISECONDS);
        List<Image> pictures = FxThread.call(() -> takePopUps(theme, dialog));

        assertThat(pictures).hasSize(4);
        for (int i = 0; i < pictures.size(); i++) {
            keep(pictures.get(i), "pop-up-" + i + "-" + theme);
            assertThat(coloursOf(pictures.get(i)))
                    .contains(argb(theme.panel()))
                    .anyMatch(argb -> isLegible(argb, theme));
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void showsAFigureOfEveryFormat(ExportFormat format) throws Exception {
        Files.createDirectories(FOLDER);
        for (ChartSpec chart : DemoCharts.all()) {
            Path path = FOLDER.resolve(chart.id() + "." + format.extension());
            ChartExport.write(chart, ExportOptions.figure(Theme.paper()), path);
            assertThat(path).isNotEmptyFile();
        }
    }

    /** A menu, a tooltip and a notification over a window, and the content of a dialog. */
    private static DialogPane showPopUps(Theme theme) {
        ThemeManager manager = new ThemeManager(theme);
        Label owner = new Label("owner");
        Scene scene = new Scene(new StackPane(owner), 900, 500);
        manager.apply(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        CheckMenuItem checked = new CheckMenuItem("Follow the playhead");
        checked.setSelected(true);
        MenuItem keyed = new MenuItem("Fork from here");
        keyed.setAccelerator(KeyCombination.valueOf("Shortcut+F"));
        ContextMenu menu = new ContextMenu(keyed, checked, new SeparatorMenuItem(), new Menu("Export"));
        menu.show(owner, 100, 100);
        Tooltip tooltip = new Tooltip("TTFT: from arrival to the first token");
        tooltip.show(owner, 300, 100);
        Notifications.create()
                .owner(stage)
                .title("Cannot write \"figure.pdf\"")
                .text("The folder does not exist. Create it or choose another.")
                .hideAfter(Duration.INDEFINITE)
                .show();
        DialogPane dialog = new DialogPane();
        dialog.setHeaderText("Export the chart");
        dialog.setContentText("Written for paper: the light theme on white.");
        dialog.getButtonTypes().addAll(ButtonType.CANCEL, ButtonType.OK);
        manager.apply(dialog);
        return dialog;
    }

    private static List<Image> takePopUps(Theme theme, DialogPane dialog) {
        Scene dialogScene = new Scene(dialog, 420, 170);
        List<Image> pictures = new ArrayList<>();
        List<Window> popUps = Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .toList();
        SnapshotParameters twiceAsLarge = new SnapshotParameters();
        twiceAsLarge.setTransform(Transform.scale(2, 2));
        twiceAsLarge.setFill(theme.ground());
        for (Window popUp : popUps) {
            pictures.add(popUp.getScene().getRoot().snapshot(twiceAsLarge, null));
        }
        pictures.add(PictureExport.snapshot(dialogScene));
        popUps.forEach(Window::hide);
        List.copyOf(Window.getWindows()).forEach(Window::hide);
        return pictures;
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

    private static boolean isLegible(int argb, Theme theme) {
        Color ink = Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
        return Contrast.ratio(ink, theme.panel()) >= Contrast.TEXT_MINIMUM;
    }

    private static int argb(Color colour) {
        return (int) Long.parseLong("FF" + Theme.hex(colour).substring(1), 16);
    }
}
