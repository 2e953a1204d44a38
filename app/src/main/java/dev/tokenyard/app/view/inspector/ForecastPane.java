package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.ForecastReader;
import dev.tokenyard.app.view.theme.ChoiceNames;
import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.log.InstanceInfo;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableLongValue;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The memory that a policy foresees, of one of its instances, which can be chosen. */
final class ForecastPane extends VBox {
    /** No instance is chosen: the one that holds a request back is shown, or the first. */
    static final int NONE = -1;

    private final ForecastChart chart;

    /**
     * A pane.
     *
     * @param chosen the instance that was chosen, kept beyond this pane; {@link #NONE} at first
     */
    ForecastPane(ForecastReader reader, ObservableLongValue tick, IntegerProperty chosen, Theme theme) {
        super(6);
        setId("forecast-pane");
        chart = new ForecastChart(reader, tick, theme);
        List<InstanceInfo> instances = reader.log().instances();
        boolean exists = chosen.get() >= 0 && chosen.get() < instances.size();
        chart.instanceProperty().set(exists ? chosen.get() : reader.busiest(tick.get()));
        HBox head = new HBox(6, new SectionHeading("Look-ahead"));
        head.setAlignment(Pos.CENTER_LEFT);
        if (instances.size() > 1) {
            Region filler = new Region();
            HBox.setHgrow(filler, Priority.ALWAYS);
            head.getChildren().addAll(filler, choice(instances, chosen));
        }
        getChildren().addAll(head, chart);
    }

    private ComboBox<Integer> choice(List<InstanceInfo> instances, IntegerProperty chosen) {
        ComboBox<Integer> box = new ComboBox<>();
        box.setId("forecast-instance");
        box.setAccessibleText("Instance whose memory is shown");
        box.getStyleClass().add("quiet-choice");
        box.getItems().addAll(IntStream.range(0, instances.size()).boxed().toList());
        box.setConverter(new ChoiceNames<>(instance -> instances.get(instance).name()));
        box.setValue(chart.instanceProperty().get());
        box.valueProperty().addListener((property, before, instance) -> {
            chart.instanceProperty().set(instance);
            chosen.set(instance);
        });
        return box;
    }

    /** The pane as plain text. */
    String text() {
        return chart.words();
    }
}
