package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.parts.Part;
import dev.tokenyard.app.view.parts.PartsOverlay;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** Says what the user is looking at: on the stage each part in its place, on other pages in a short list. */
final class WindowParts {
    /** What the other pages show, from top to bottom. */
    private static final Map<Page, List<String[]>> LISTS = Map.of(
            Page.COMPARE,
            List.of(
                    line(
                            "Table",
                            "a row for each policy; the best of each column is marked, and differences are to the"
                                    + " baseline that you choose"),
                    line(
                            "Charts",
                            "distributions of latencies, attainment by class, queue and memory over time; a click"
                                    + " enlarges one, and each can be exported")),
            Page.PREDICT,
            List.of(
                    line("Figures", "how far the scenario's predictions of output lengths are from the truth"),
                    line("Slider", "from an oracle to noise, in the order of the lengths or in tokens"),
                    line("Charts", "predicted against true lengths, and what policies make of the errors")),
            Page.EXPERIMENTS,
            List.of(
                    line("List", "published experiments that can be run again"),
                    line("Result", "their figures beside ours, and why they differ")),
            Page.WORKLOAD,
            List.of(
                    line("Left", "what is done to the trace: cuts, samples, speed, classes, and a recipe fitted to it"),
                    line("Charts", "arrivals and lengths; what was lies quietly under what has come of it")),
            Page.SWEEP,
            List.of(
                    line("Top", "the figure, the knob and the values that it takes"),
                    line(
                            "Chart",
                            "the figure against the knob, a line for each policy, with the knee where there is one")),
            Page.LESSONS,
            List.of(
                    line("Cards", "a lesson each: it opens its scenario on the stage and stops at its moments"),
                    line("Open your own", "a scenario file with a field \"lesson\"")));

    private final WindowModels models;
    private final WindowRegions regions;
    private final Overlay sheets;
    private final PartsOverlay overlay;

    WindowParts(WindowModels models, WindowRegions regions, Overlay sheets, PartsOverlay overlay) {
        this.models = models;
        this.regions = regions;
        this.sheets = sheets;
        this.overlay = overlay;
    }

    private static String[] line(String title, String words) {
        return new String[] {title, words};
    }

    /** Shows it. */
    void show() {
        Page page = models.pages().pageProperty().get();
        if (page == Page.STAGE) {
            // What is named must stay where it is.
            models.comparison().playback().playingProperty().set(false);
            List<Bounds> keptClear = new ArrayList<>(regions.stage().figures());
            keptClear.add(regions.timeline().controls());
            overlay.show(stage(), keptClear);
        } else {
            GridPane list = list(LISTS.getOrDefault(page, List.of()));
            // The key that brought it takes it away, as on the stage.
            list.setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.H && !event.isShortcutDown()) {
                    event.consume();
                    sheets.close();
                }
            });
            sheets.show("What am I looking at? " + page.title(), list, list);
        }
    }

    private List<Part> stage() {
        List<Part> parts = new ArrayList<>();
        parts.addAll(regions.stage().parts());
        parts.addAll(regions.timeline().parts());
        add(parts, "#scenario-scroll", "Scenario", "what is simulated; any change re-runs all policies at once");
        add(parts, ".scenario-panel-footer", "What if", "drag a slider, and see at once what would become of it");
        add(parts, ".inspector", "Inspector", "the request or policy that you chose, explained");
        add(parts, ".page-tabs", "Pages", "the same run in tables, charts and lessons");
        add(parts, "#lesson-band", "Lesson", "what is to be seen now, and a question");
        return parts;
    }

    private void add(List<Part> parts, String selector, String title, String words) {
        Node node = regions.stage().getScene().getRoot().lookup(selector);
        if (node instanceof Region && node.isVisible() && ((Region) node).getWidth() > 0) {
            parts.add(Part.of(title, words, node));
        }
    }

    private static GridPane list(List<String[]> lines) {
        GridPane list = new GridPane();
        list.getStyleClass().add("parts-list");
        list.setId("parts-list");
        list.setFocusTraversable(true);
        list.setMaxWidth(560);
        for (String[] line : lines) {
            Label title = new Label(line[0]);
            title.getStyleClass().add("strong");
            title.setMinWidth(Region.USE_PREF_SIZE);
            Label words = new Label(line[1]);
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            list.addRow(list.getRowCount(), title, words);
        }
        return list;
    }
}
