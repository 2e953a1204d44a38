package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.LaneStrips;
import dev.tokenyard.app.session.Strips;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/** The values of every policy at the moment under the pointer, as a small table. Means over the width of a pixel. */
final class HoverReadout extends VBox {
    private static final double DOT_RADIUS = 3.5;

    private final Label moment = new Label();
    private final GridPane table = new GridPane();
    private final List<Row> rows = new ArrayList<>();
    private RunClock clock = RunClock.SECONDS;

    /** The labels of a lane, in the order of the strips, then the reason. */
    private record Row(Circle dot, Label name, List<Label> values, Label reason) {}

    HoverReadout() {
        getStyleClass().add("timeline-readout");
        moment.getStyleClass().add("strong");
        table.setHgap(12);
        table.setVgap(2);
        getChildren().addAll(moment, table);
        setMouseTransparent(true);
        setManaged(false);
        setVisible(false);
    }

    /** Shows the values at a moment; rows are made only when the number of lanes changes. */
    void show(Strips strips, long tick, Theme theme) {
        RunClock present = RunClock.of(strips.comparison());
        if (rows.size() != strips.lanes().size() || present != clock) {
            clock = present;
            build(strips.lanes().size());
            // New labels have no font before the style sheets reach them, and so no width.
            applyCss();
        }
        moment.setText(clock.moment(tick));
        int column = strips.columnAt(tick);
        for (int i = 0; i < rows.size(); i++) {
            fill(rows.get(i), i, strips, column, theme);
        }
        autosize();
        setVisible(true);
    }

    private static void fill(Row row, int lane, Strips strips, int column, Theme theme) {
        LaneStrips folds = strips.lanes().get(lane);
        row.dot().setFill(theme.policy(strips.comparison().colour(lane)));
        row.name().setText(strips.comparison().lanes().get(lane).card().title());
        for (StripKind kind : StripKind.values()) {
            row.values().get(kind.ordinal()).setText(kind.format(kind.of(folds).mean(column)));
        }
        BlockReason reason = folds.levels().blocked().foremost(column);
        row.reason().setText(reason == BlockReason.NONE ? "–" : reason.label());
    }

    private void build(int lanes) {
        rows.clear();
        table.getChildren().clear();
        for (StripKind kind : StripKind.values()) {
            addHeading(kind.title(clock), kind.ordinal() + 2, HPos.RIGHT);
        }
        addHeading("Blocked by", StripKind.values().length + 2, HPos.LEFT);
        for (int i = 0; i < lanes; i++) {
            List<Label> values = new ArrayList<>();
            Row row = new Row(new Circle(DOT_RADIUS), new Label(), values, new Label());
            table.add(row.dot(), 0, i + 1);
            table.add(row.name(), 1, i + 1);
            for (StripKind kind : StripKind.values()) {
                Label value = new Label();
                GridPane.setHalignment(value, HPos.RIGHT);
                values.add(value);
                table.add(value, kind.ordinal() + 2, i + 1);
            }
            row.reason().getStyleClass().add("secondary");
            table.add(row.reason(), StripKind.values().length + 2, i + 1);
            rows.add(row);
        }
    }

    private void addHeading(String words, int column, HPos side) {
        Label heading = new Label(words);
        heading.getStyleClass().add("secondary");
        GridPane.setHalignment(heading, side);
        table.add(heading, column, 0);
    }
}
