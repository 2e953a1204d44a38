package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricTable;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A figure, with a diamond if it is the best of its column, over its interval and its difference from the baseline. */
final class FigureCell extends TableCell<MetricRow, MetricRow> {
    private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
    private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");
    private static final PseudoClass BEST = PseudoClass.getPseudoClass("best");

    private final int column;
    private final Region mark = new Region();
    private final Label value = new Label();
    private final Label spread = new Label();
    private final Label difference = new Label();
    private final VBox box;

    FigureCell(int column) {
        this.column = column;
        mark.getStyleClass().add("best-mark");
        value.getStyleClass().add("figure-value");
        spread.getStyleClass().addAll("figure-spread", "secondary", "small");
        difference.getStyleClass().addAll("figure-difference", "small");
        HBox line = new HBox(mark, value);
        line.getStyleClass().add("figure-line");
        line.setAlignment(Pos.CENTER_RIGHT);
        box = new VBox(line, spread, difference);
        box.setAlignment(Pos.CENTER_RIGHT);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(MetricRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null || column >= row.table().columns().size()) {
            setGraphic(null);
            setText(null);
            setAccessibleText(null);
            return;
        }
        MetricTable table = row.table();
        MetricColumn metric = table.columns().get(column);
        boolean best = table.isBest(row.lane(), column);
        value.setText(table.text(row.lane(), column));
        mark.setVisible(best);
        mark.setManaged(best);
        pseudoClassStateChanged(BEST, best);
        spread.setText(table.spread(row.lane(), column));
        spread.setVisible(row.hasSpreads());
        spread.setManaged(row.keepsSpreadLine());
        boolean differing = row.hasDifferences();
        difference.setManaged(differing);
        difference.setVisible(differing);
        if (differing) {
            difference.setText(table.difference(row.lane(), column, row.baseline()));
            boolean believed = table.isBeyondChance(row.lane(), column, row.baseline());
            boolean better = believed && table.isBetter(row.lane(), column, row.baseline());
            boolean worse = believed && table.isBetter(row.baseline(), column, row.lane());
            difference.pseudoClassStateChanged(BETTER, better);
            difference.pseudoClassStateChanged(WORSE, worse);
        }
        setGraphic(box);
        setAccessibleText(spoken(row, metric, best));
    }

    private String spoken(MetricRow row, MetricColumn metric, boolean best) {
        return row.policy() + ", " + metric.name() + " " + value.getText() + " "
                + (spread.getText().isEmpty() ? "" : spread.getText() + " ") + metric.unit()
                + (best ? ", best" : "")
                + (row.hasDifferences()
                        ? ", " + difference.getText() + " against "
                                + row.table().policies().get(row.baseline())
                        : "");
    }
}
