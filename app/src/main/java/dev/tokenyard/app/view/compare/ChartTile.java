package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A chart in the grid: it enlarges by a click, Enter or its button, and is exported by its menu. */
public final class ChartTile extends StackPane {
    /** How much of its chart's note a tile shows; enlarged and exported, charts have all of it. */
    public enum Caption {
        /** Nothing: the page itself says where its charts come from. */
        NONE,
        /** Its first line, where the rest would leave the chart no room. */
        FIRST_LINE,
        /** All, which says something of its own. */
        WHOLE;

        private String of(String note) {
            return switch (this) {
                case NONE -> "";
                case FIRST_LINE -> note.lines().findFirst().orElse("");
                case WHOLE -> note;
            };
        }
    }

    /** Between a title and the buttons. */
    private static final double TITLE_GAP = 8;
    /** With less room nothing is laid out yet. */
    private static final double LEAST_TITLE = 40;

    private final ChartView view;
    private final MenuButton export = new MenuButton();
    private final Button enlarge = new Button();
    private final HBox buttons;
    private final ObjectProperty<@Nullable String> litPolicy;
    private final Caption caption;
    private ChartSpec chart;
    private Predicate<ChartView.Pointed> pointClick = point -> false;

    /**
     * A tile without the note of its chart.
     *
     * @param litPolicy lit up here and wherever else it is bound to
     * @param enlarging takes the tile whose chart shall be enlarged
     */
    public ChartTile(
            ChartSpec initial,
            ObservableValue<Theme> theme,
            ObjectProperty<@Nullable String> litPolicy,
            ChartExporter exporter,
            Consumer<ChartTile> enlarging) {
        this(initial, theme, litPolicy, exporter, enlarging, Caption.NONE);
    }

    /**
     * A tile.
     *
     * @param litPolicy lit up here and wherever else it is bound to
     * @param enlarging takes the tile whose chart shall be enlarged
     * @param caption how much it shows of the chart's note
     */
    public ChartTile(
            ChartSpec initial,
            ObservableValue<Theme> theme,
            ObjectProperty<@Nullable String> litPolicy,
            ChartExporter exporter,
            Consumer<ChartTile> enlarging,
            Caption caption) {
        this.litPolicy = litPolicy;
        this.caption = caption;
        chart = initial;
        view = new ChartView(
                initial.withNote(caption.of(initial.note())), theme.getValue().chartPalette());
        view.paletteProperty().bind(theme.map(Theme::chartPalette));
        view.litSeriesProperty().bindBidirectional(litPolicy);
        // The tile speaks for its chart.
        view.setAccessibleRole(AccessibleRole.NODE);
        export.getItems().addAll(ExportMenu.items(format -> exporter.export(chart, format)));
        dress(export, "fth-download", "Export this chart");
        enlarge.setOnAction(event -> enlarging.accept(this));
        dress(enlarge, "fth-maximize-2", "Enlarge this chart");
        buttons = new HBox(enlarge, export);
        buttons.getStyleClass().add("chart-buttons");
        buttons.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAlignment(buttons, Pos.TOP_RIGHT);
        getChildren().addAll(view, buttons);
        getStyleClass().addAll("card", "chart-tile");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getTarget() == this && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
                enlarging.accept(this);
                event.consume();
            }
        });
        view.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY
                    && event.isStillSincePress()
                    && view.pointedAt(event.getX(), event.getY())
                            .filter(pointClick)
                            .isEmpty()) {
                enlarging.accept(this);
            }
        });
        view.widthProperty().subscribe(this::fitTitle);
        buttons.widthProperty().subscribe(this::fitTitle);
        describe();
    }

    /** The chart. */
    public ChartSpec chart() {
        return chart;
    }

    /**
     * Lets a click on a point do something else than enlarge the chart.
     *
     * @param click hears of the point; says whether it has taken the click
     */
    public void setOnPoint(Predicate<ChartView.Pointed> click) {
        pointClick = click;
    }

    /** Shows another chart in place of the present one. */
    public void show(ChartSpec next) {
        chart = next;
        view.chartProperty().set(shown(next));
        describe();
    }

    /** Lets go of what it is bound to, once it is off the page. */
    public void release() {
        view.litSeriesProperty().unbindBidirectional(litPolicy);
        view.paletteProperty().unbind();
    }

    private ChartSpec shown(ChartSpec described) {
        return described.withTitle(fitting(described.title())).withNote(caption.of(described.note()));
    }

    /** A title that does not reach under the buttons; all of it is said when the chart is enlarged. */
    private String fitting(String title) {
        double room = view.getWidth() - ChartView.TITLE_LEFT - buttons.getWidth() - TITLE_GAP;
        return room < LEAST_TITLE ? title : Type.cut(title, Type.semiBold(ChartView.TITLE_SIZE), room);
    }

    private void fitTitle() {
        if (!view.chartProperty().get().title().equals(fitting(chart.title()))) {
            view.chartProperty().set(shown(chart));
        }
    }

    private void describe() {
        String words = caption.of(chart.note());
        setId("chart-" + chart.id());
        setAccessibleText("Chart: " + chart.title() + ", "
                + chart.series().stream().map(SeriesSpec::name).collect(Collectors.joining(", "))
                + (words.isEmpty() ? "" : ". " + words));
        setAccessibleHelp("Press Enter to enlarge.");
        export.setAccessibleText("Export “" + chart.title() + "”");
        enlarge.setAccessibleText("Enlarge “" + chart.title() + "”");
    }

    private static void dress(ButtonBase button, String icon, String tip) {
        button.getStyleClass().add("flat");
        button.setGraphic(new FontIcon(icon));
        button.setTooltip(new Tooltip(tip));
    }
}
