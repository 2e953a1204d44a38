package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.view.theme.Theme;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One chart over the whole page, with its note; Escape, its button or a click beside it closes it. */
public final class EnlargedChart extends StackPane {
    private final ObservableValue<Theme> theme;
    private final ObjectProperty<@Nullable String> litPolicy;
    private final MenuButton export = new MenuButton("Export");
    private final Button close = new Button("Close");
    private final BorderPane card = new BorderPane();
    private @Nullable ChartView view;
    private @Nullable Node returnTo;

    /**
     * A place for one chart.
     *
     * @param litPolicy lit up here and wherever else it is bound to
     */
    public EnlargedChart(
            ObservableValue<Theme> theme, ObjectProperty<@Nullable String> litPolicy, ChartExporter exporter) {
        this.theme = theme;
        this.litPolicy = litPolicy;
        setId("enlarged-chart");
        getStyleClass().add("enlarged");
        setVisible(false);
        export.setGraphic(new FontIcon("fth-download"));
        export.getItems().addAll(ExportMenu.items(format -> {
            if (view != null) {
                exporter.export(view.chartProperty().get(), format);
            }
        }));
        close.setGraphic(new FontIcon("fth-x"));
        close.setId("close-enlarged");
        close.setCancelButton(true);
        close.setOnAction(event -> close());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(gap, export, close);
        buttons.getStyleClass().add("enlarged-buttons");
        card.setBottom(buttons);
        card.getStyleClass().add("card");
        getChildren().add(card);
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
    }

    /** Opens {@code chart}; the keyboard goes back to {@code origin} when it closes. */
    public void open(ChartSpec chart, Node origin) {
        returnTo = origin;
        ChartView enlarged = new ChartView(chart, theme.getValue().chartPalette());
        enlarged.paletteProperty().bind(theme.map(Theme::chartPalette));
        enlarged.litSeriesProperty().bindBidirectional(litPolicy);
        view = enlarged;
        card.setCenter(enlarged);
        setVisible(true);
        close.requestFocus();
    }

    /** Follows a change of the comparison. */
    public void update(List<ChartSpec> charts) {
        if (view != null) {
            String id = view.chartProperty().get().id();
            charts.stream().filter(chart -> chart.id().equals(id)).forEach(view.chartProperty()::set);
        }
    }

    private void close() {
        setVisible(false);
        card.setCenter(null);
        if (view != null) {
            view.litSeriesProperty().unbindBidirectional(litPolicy);
            view.paletteProperty().unbind();
            view = null;
        }
        if (returnTo != null) {
            returnTo.requestFocus();
            returnTo = null;
        }
    }
}
