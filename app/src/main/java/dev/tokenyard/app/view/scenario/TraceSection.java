package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.AssignmentEdits.Target;
import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.Presets;
import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioNotes;
import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.TraceSummary;
import dev.tokenyard.app.view.theme.Spacing;
import dev.tokenyard.app.view.theme.WholeWords;
import dev.tokenyard.app.viewmodel.AssignmentText;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.TokenQuantiles;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.trace.TraceStatistics.NameCount;
import dev.tokenyard.sim.workload.SampleTraces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The trace: what it looks like, how its file was read, and how to open another. */
final class TraceSection extends Section {
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    /** Whoever has more classes wants a rule. */
    private static final int MOST_ADDED = 8;

    private final Label name = new Label();
    private final Tooltip location = new Tooltip();
    private final ArrivalHistogram histogram = new ArrivalHistogram();
    private final Label requests = Rows.figure();
    private final Label rate = Rows.figure();
    private final Label prompts = Rows.figure();
    private final Label outputs = Rows.figure();
    private final Hyperlink report = new Hyperlink();
    private final Hyperlink columns = new Hyperlink("columns…");
    private final MenuButton open = new MenuButton("open", new FontIcon(Feather.FOLDER));
    private final Label strangers = new Label();
    private final PauseTransition patience = new PauseTransition(Duration.millis(400));
    private final Hyperlink adopt = new Hyperlink();
    private final ScenarioActions actions;
    private final Supplier<ClusterBuilder> clusters;
    private final Disclosure assignment = new Disclosure("classes and models", "assignment", "");
    private final AssignmentEditor classes = new AssignmentEditor(Target.CLASS, this::edit);
    private final AssignmentEditor models = new AssignmentEditor(Target.MODEL, this::edit);

    TraceSection(ScenarioViewModel model, Supplier<ClusterBuilder> clusters, ScenarioActions actions) {
        super("Trace", model);
        this.clusters = clusters;
        this.actions = actions;
        name.getStyleClass().addAll("strong", "trace-name");
        WholeWords.showUnder(name);
        open.getStyleClass().addAll("flat", "section-action");
        open.setId("open-trace-menu");
        open.setAccessibleText("Open a trace");
        open.setOnShowing(event -> open.getItems().setAll(openItems()));
        // A menu without items would not show.
        open.getItems().setAll(openItems());
        addToHeader(open);
        report.getStyleClass().add("small");
        report.setId("import-report");
        name.setTooltip(location);
        report.setVisible(false);
        report.managedProperty().bind(report.visibleProperty());
        columns.getStyleClass().add("small");
        columns.setId("trace-columns");
        columns.setOnAction(event -> actions.chooseColumns());
        columns.managedProperty().bind(columns.visibleProperty());
        HBox reading = new HBox(report, columns);
        reading.getStyleClass().add("trace-reading");
        reading.visibleProperty().bind(report.visibleProperty().or(columns.visibleProperty()));
        reading.managedProperty().bind(reading.visibleProperty());
        strangers.setId("unknown-classes");
        strangers.getStyleClass().addAll("small", "field-warning");
        strangers.setWrapText(true);
        adopt.setId("add-unknown-classes");
        adopt.getStyleClass().add("small");
        VBox unknown = new VBox(strangers, adopt);
        unknown.getStyleClass().add("unknown-classes");
        unknown.visibleProperty().bind(strangers.textProperty().isNotEmpty());
        unknown.managedProperty().bind(unknown.visibleProperty());
        VBox.setMargin(histogram, new Insets(0, 0, Spacing.XS, 0));
        VBox card = new VBox(
                new HBox(name),
                histogram,
                Rows.of("requests", requests),
                Rows.of("rate", rate),
                Rows.of("prompt p50, p99", prompts),
                Rows.of("output p50, p99", outputs),
                reading,
                unknown,
                assignment);
        assignment.add(classes, models);
        card.getStyleClass().addAll("card", "trace-card");
        content().getChildren().add(card);
        model.resultProperty().addListener((property, before, now) -> showResult(now));
        patience.setOnFinished(event -> blank());
        model.openingProperty().subscribe(opening -> {
            if (opening) {
                patience.playFromStart();
            } else {
                patience.stop();
                if (model.heldProperty().get() == null) {
                    showResult(model.resultProperty().get());
                }
            }
        });
        model.heldProperty().addListener((property, before, now) -> {
            if (now != null) {
                showTrace(now.summary(), model.spec());
            }
        });
        showResult(model.resultProperty().get());
    }

    @Override
    void show(ScenarioSpec spec) {
        // The rest of the card shows what was read, which the result says.
        classes.show(spec, UnaryOperator.identity());
        models.show(spec, this::modelName);
        models.setVisible(
                !spec.cluster().isTheory() || !spec.assignment().models().isTrace());
    }

    private String modelName(String id) {
        return clusters.get().catalog().models().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .map(ModelSpec::name)
                .orElse(id);
    }

    private void showAssignment(ScenarioSpec spec, TraceSummary trace) {
        List<NameCount> models = trace.statistics().models();
        this.classes.showCounts(trace.classes());
        this.models.showCounts(models);
        assignment.summarize(Stream.of(
                        AssignmentText.summary(spec.assignment().classes(), trace.classes(), UnaryOperator.identity()),
                        AssignmentText.summary(spec.assignment().models(), models, this::modelName))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("\n")));
    }

    private void showResult(@Nullable ScenarioResult result) {
        if (result == null) {
            name.setText("loading…");
            return;
        }
        showTrace(result.trace(), result.comparison().scenario());
    }

    /** What stands here would be taken for the trace that is being opened. */
    private void blank() {
        name.setText("loading…");
        histogram.show(List.of());
        Stream.of(requests, rate, prompts, outputs).forEach(figure -> figure.setText("–"));
        strangers.setText("");
        report.setVisible(false);
        columns.setVisible(false);
        assignment.summarize("");
    }

    private void showTrace(TraceSummary trace, ScenarioSpec scenario) {
        RunClock clock = scenario.cluster().isTheory() ? RunClock.ROUNDS : RunClock.SECONDS;
        TraceStatistics statistics = trace.statistics();
        name.setText(trace.name());
        location.setText(scenario.trace().location());
        histogram.show(trace.arrivals());
        requests.setText((scenario.limit() == statistics.requests() ? "first " : "")
                + TimeText.count(statistics.requests()) + " · " + clock.duration(statistics.spanSeconds()));
        rate.setText(
                Double.isNaN(statistics.ratePerSecond())
                        ? "all at once"
                        : String.format(
                                Locale.ROOT,
                                "%.2f /%s · CV %.1f",
                                statistics.ratePerSecond(),
                                clock.per(),
                                statistics.interArrivalCv()));
        prompts.setText(tokens(statistics.promptTokens()));
        outputs.setText(tokens(statistics.outputTokens()));
        showAssignment(scenario, trace);
        showUnknown(trace.unknownClasses(), scenario);
        columns.setVisible(!scenario.trace().columns().isNone());
        trace.report().ifPresentOrElse(read -> showReport(trace.name(), read), () -> report.setVisible(false));
    }

    /** Requests of classes that the scenario does not have are told, and offered a class of their own. */
    private void showUnknown(List<NameCount> unknown, ScenarioSpec scenario) {
        strangers.setText(
                unknown.isEmpty()
                        ? ""
                        : ScenarioNotes.counts(unknown) + (unknown.size() == 1 ? " counts for " : " count for ")
                                + scenario.sloClasses().get(0).name() + ": the scenario has no such class.");
        List<String> names =
                unknown.stream().map(NameCount::name).limit(MOST_ADDED).toList();
        adopt.setText(names.size() == 1 ? "add it as a class" : "add them as " + names.size() + " classes");
        adopt.setOnAction(event -> edit(() -> ScenarioEdits.addSloClasses(names)));
    }

    private void showReport(String traceName, ImportReport read) {
        report.setText(TimeText.count(read.rowsRead(), "row", "rows") + " read, " + TimeText.count(read.rowsRefused())
                + " refused"
                + (read.rowsRepaired() == 0 ? "" : ", " + TimeText.count(read.rowsRepaired()) + " repaired"));
        report.pseudoClassStateChanged(REFUSED, read.rowsRefused() > 0);
        report.setOnAction(event -> actions.showReport(traceName, read));
        report.setVisible(true);
    }

    private static String tokens(TokenQuantiles quantiles) {
        return TimeText.count(quantiles.p50()) + " / " + TimeText.count(quantiles.p99()) + " tok";
    }

    private List<MenuItem> openItems() {
        List<MenuItem> items = new ArrayList<>();
        items.add(item("Open a trace file…", () -> actions.chooseTrace()));
        items.add(new SeparatorMenuItem());
        for (String sample : SampleTraces.recipes().keySet()) {
            items.add(item("Sample: " + sample, () -> model().openSample(sample)));
        }
        Menu published = new Menu("Like a published trace");
        for (Presets.Preset preset : Presets.all()) {
            published
                    .getItems()
                    .add(item(preset.label() + ": " + preset.title(), () -> model().openSample(preset.name())));
        }
        items.add(published);
        items.add(new SeparatorMenuItem());
        for (ScenarioSpec sample : SampleScenarios.all()) {
            items.add(item("Scenario: " + sample.name(), () -> actions.openSample(sample)));
        }
        List<Path> recent = model().recentTraces().list();
        if (!recent.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        for (Path file : recent) {
            items.add(item(String.valueOf(file.getFileName()), () -> model().openTrace(file)));
        }
        return items;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> action.run());
        return item;
    }
}
