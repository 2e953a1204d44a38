package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The names of the policies over the left edge of the metrics table while it is scrolled sideways, so that each figure
 * still says whose it is. A table of this toolkit has no column that stays.
 */
final class PinnedPolicies extends Region {
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");

    private final MetricTableView table;
    private final CompareViewModel model;
    private final ObservableValue<Theme> theme;
    private final Label heading = new Label("Policy");
    private final List<HBox> rows = new ArrayList<>();
    private final Rectangle clip = new Rectangle();
    private @Nullable ScrollBar across;
    private @Nullable ScrollBar down;

    PinnedPolicies(MetricTableView table, CompareViewModel model, ObservableValue<Theme> theme) {
        this.table = table;
        this.model = model;
        this.theme = theme;
        getStyleClass().add("pinned-policies");
        heading.getStyleClass().addAll("secondary", "small");
        setMouseTransparent(true);
        setVisible(false);
        setClip(clip);
        maxWidthProperty().bind(table.nameWidthProperty());
        table.skinProperty().subscribe(skin -> findBars());
        table.getItems().addListener((InvalidationListener) items -> rebuild());
        model.litPolicyProperty().addListener((property, before, after) -> rows.forEach(this::light));
    }

    private void findBars() {
        for (Node node : table.lookupAll(".scroll-bar")) {
            if (node instanceof ScrollBar bar) {
                if (bar.getOrientation() == Orientation.HORIZONTAL) {
                    across = bar;
                } else {
                    down = bar;
                }
                InvalidationListener follow = change -> follow();
                bar.valueProperty().addListener(follow);
                bar.visibleProperty().addListener(follow);
            }
        }
        follow();
    }

    private void follow() {
        setVisible(across != null && across.isVisible() && across.getValue() > 0);
        requestLayout();
    }

    private void rebuild() {
        rows.clear();
        for (MetricRow row : table.getItems()) {
            PolicyName name = new PolicyName(theme);
            name.show(row);
            HBox line = new HBox(name);
            line.getStyleClass().add("policy-line");
            line.setUserData(row.policy());
            light(line);
            rows.add(line);
        }
        getChildren().setAll(rows);
        getChildren().add(heading);
    }

    private void light(HBox line) {
        line.pseudoClassStateChanged(
                LIT, line.getUserData().equals(model.litPolicyProperty().get()));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double header = MetricTableView.HEADER_HEIGHT;
        double bar = across != null && across.isVisible() ? across.getHeight() : 0;
        double viewport = Math.max(0, getHeight() - header - bar);
        clip.setWidth(width);
        clip.setHeight(header + viewport);
        double height = table.rowHeight();
        double share = down != null && down.isVisible() ? down.getValue() : 0;
        double scrolled = share * Math.max(0, rows.size() * height - viewport);
        for (int k = 0; k < rows.size(); k++) {
            rows.get(k).resizeRelocate(0, snapPositionY(header + k * height - scrolled), width - 1, height);
        }
        heading.resizeRelocate(0, 0, width - 1, header);
    }
}
