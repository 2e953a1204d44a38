package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.parts.PartsOverlay;
import dev.tokenyard.app.view.scenario.ScenarioActions;
import dev.tokenyard.app.view.scenario.ScenarioPanel;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.zoom.PopupZoom;
import dev.tokenyard.app.zoom.ZoomPane;
import dev.tokenyard.sim.trace.ImportReport;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.image.Image;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/**
 * The window's content: header, scenario panel, pages, and what lies over them. It frames the regions that it is given and
 * knows nothing of what they draw.
 */
public final class MainWindow {
    /** Width of a new window, in pixels. */
    public static final double WIDTH = 1280;

    /** Height of a new window, in pixels. */
    public static final double HEIGHT = 800;

    private static final double STAGE_SHARE = 0.62;
    /** On a high screen the strips are readable with less than their share, and the stage makes more of it. */
    private static final double MOST_TIMELINE = 400;

    private static final double INSPECTOR_WIDTH = 272;

    private final WindowRegions regions;
    private final WindowModels models;
    private final ThemeManager themes;
    private final Overlay overlay = new Overlay();
    private final PlaybackDriver driver;
    private final FileActions files;
    private final TraceQuestions questions;
    private final ReportActions reports;
    private final Commands commands;
    private final WindowActions actions;
    private final Scene scene;
    private final Presentation presentation;
    private final DeveloperOverlay developer;
    private final PartsOverlay parts;

    /** Lays out a window of a given size, which a stage may change. */
    public MainWindow(
            WindowModels models,
            WindowServices services,
            WindowRegions regions,
            ThemeManager themes,
            double width,
            double height) {
        this.regions = regions;
        this.models = models;
        this.themes = themes;
        driver = new PlaybackDriver(models.comparison().playback());
        files = new FileActions(models, services, this::exports);
        questions = new TraceQuestions(models, services, overlay);
        reports = new ReportActions(models, services, themes, overlay);
        models.scenario().setUnreadTraces(questions);
        actions = new WindowActions();
        commands = new Commands(models, files, themes, actions);

        BorderPane frame = new BorderPane();
        frame.setTop(new VBox(new HeaderBar(models, themes, commands, actions), regions.band()));
        showOnly(
                regions.band(),
                models.pages()
                        .pageProperty()
                        .isEqualTo(Page.STAGE)
                        .and(models.lessons().playProperty().isNotNull()));
        ScenarioPanel scenario = new ScenarioPanel(
                models.scenario(), models.hindsight(), services.catalog(), themes.themeProperty(), actions);
        frame.setLeft(scenario);
        // What experiments are run on is none of the scenario's, and the workload page has controls of its own.
        showOnly(
                scenario,
                models.pages()
                        .scenarioShownProperty()
                        .and(models.preferences().presentingProperty().not())
                        .and(models.pages().pageProperty().isNotEqualTo(Page.EXPERIMENTS))
                        .and(models.pages().pageProperty().isNotEqualTo(Page.WORKLOAD))
                        .and(models.pages().pageProperty().isNotEqualTo(Page.LESSONS)));
        frame.setCenter(pages(models.pages()));
        Label dropHint = new Label("Drop a trace, a scenario or a lesson to open it");
        dropHint.getStyleClass().add("drop-hint");
        dropHint.setVisible(false);
        dropHint.setMouseTransparent(true);
        dropHint.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        MessageBar messages = new MessageBar(models.messages());
        StackPane.setAlignment(messages, Pos.BOTTOM_RIGHT);
        models.pages().pageProperty().subscribe(page -> keepOffTimeline(messages));
        regions.timeline().heightProperty().addListener(changed -> keepOffTimeline(messages));
        parts = new PartsOverlay();
        StackPane root = new StackPane(frame, messages, overlay, parts, dropHint);
        ZoomPane zoomed = new ZoomPane(root);
        scene = new Scene(zoomed, width, height);
        PopupZoom.install(scene, zoomed.zoomProperty());
        presentation = new Presentation(models, zoomed);
        regions.timeline().stripsShownProperty().bind(presentation.stripsProperty());
        developer = new DeveloperOverlay(scene);
        StackPane.setAlignment(developer, Pos.BOTTOM_LEFT);
        root.getChildren().add(developer);
        themes.apply(scene);
        scene.getStylesheets().add(stylesheet());
        LessonKeys.install(scene, models, this::isCovered);
        KeyRouter.install(scene, commands.keyed(), this::isCovered, actions::listKeys);
        DropTarget.install(scene, dropHint, files::open);
    }

    /** Messages are read beside the timeline, and not in its place. */
    private void keepOffTimeline(MessageBar messages) {
        boolean below = models.pages().pageProperty().get() == Page.STAGE;
        StackPane.setMargin(
                messages, new Insets(0, 0, below ? regions.timeline().getHeight() : 0, 0));
    }

    /** The scene for a stage. */
    public Scene scene() {
        return scene;
    }

    /** What the window's title says: the scenario, its file, and whether it has changed. */
    public ObservableValue<String> title() {
        return DocumentWords.title(models.scenario().document());
    }

    /** Opens a file as if it had been dropped onto the window: a scenario if it ends in {@code .json}, else a trace. */
    public void open(Path file) {
        files.open(file);
    }

    /** Keeps the scenario for the next start; says whether all of it was written. */
    boolean keepScenario() {
        return files.keepScenario();
    }

    /** Lets the user fork the chosen lane at the present moment. */
    void fork() {
        actions.fork();
    }

    /** Begins to play what the playback says. */
    public void activate() {
        driver.activate();
        regions.stage().requestFocus();
    }

    /** Stops the clock. */
    public void deactivate() {
        driver.deactivate();
    }

    private boolean isCovered() {
        return overlay.isShown() || parts.isShown();
    }

    private Node pages(PagesViewModel pages) {
        BorderPane upper = new BorderPane(regions.stage());
        upper.setRight(regions.inspector());
        regions.inspector().setMinWidth(INSPECTOR_WIDTH);
        regions.inspector().setPrefWidth(INSPECTOR_WIDTH);
        regions.inspector().setMaxWidth(INSPECTOR_WIDTH);
        showOnly(
                regions.inspector(),
                pages.inspectorShownProperty()
                        .and(models.preferences().presentingProperty().not()));
        SplitPane stagePage = new SplitPane(upper, regions.timeline());
        stagePage.setOrientation(Orientation.VERTICAL);
        SplitPane.setResizableWithParent(regions.timeline(), true);
        stagePage.heightProperty().subscribe(height -> {
            // Whoever has moved the divider has chosen a height.
            if (SplitPane.isResizableWithParent(regions.timeline())) {
                stagePage.setDividerPositions(
                        Math.max(STAGE_SHARE, 1 - MOST_TIMELINE / Math.max(1, height.doubleValue())));
            }
        });
        stagePage.addEventFilter(MouseEvent.MOUSE_DRAGGED, drag -> {
            if (drag.getTarget() instanceof StackPane divider
                    && divider.getStyleClass().contains("split-pane-divider")) {
                SplitPane.setResizableWithParent(regions.timeline(), false);
            }
        });
        stagePage.setId("stage-page");
        regions.compare().setId("compare-page");
        regions.predict().setId("predict-page");
        showOnly(stagePage, pages.pageProperty().isEqualTo(Page.STAGE));
        showOnly(regions.compare(), pages.pageProperty().isEqualTo(Page.COMPARE));
        regions.experiments().setId("experiments-page");
        showOnly(regions.predict(), pages.pageProperty().isEqualTo(Page.PREDICT));
        showOnly(regions.experiments(), pages.pageProperty().isEqualTo(Page.EXPERIMENTS));
        regions.workload().setId("workload-page");
        showOnly(regions.workload(), pages.pageProperty().isEqualTo(Page.WORKLOAD));
        regions.sweep().setId("sweep-page");
        showOnly(regions.sweep(), pages.pageProperty().isEqualTo(Page.SWEEP));
        regions.lessons().setId("lessons-page");
        showOnly(regions.lessons(), pages.pageProperty().isEqualTo(Page.LESSONS));
        // The keys follow the eyes: what is hidden must not keep the focus.
        pages.pageProperty()
                .addListener((property, before, page) -> regionOf(page).requestFocus());
        return new StackPane(
                stagePage,
                regions.compare(),
                regions.predict(),
                regions.experiments(),
                regions.workload(),
                regions.sweep(),
                regions.lessons(),
                new TraceNotice(models.scenario(), models.workload(), pages));
    }

    private Region regionOf(Page page) {
        return switch (page) {
            case STAGE -> regions.stage();
            case COMPARE -> regions.compare();
            case PREDICT -> regions.predict();
            case EXPERIMENTS -> regions.experiments();
            case WORKLOAD -> regions.workload();
            case SWEEP -> regions.sweep();
            case LESSONS -> regions.lessons();
        };
    }

    private static void showOnly(Region region, ObservableValue<Boolean> when) {
        region.visibleProperty().bind(when);
        region.managedProperty().bind(when);
    }

    private List<ExportChoice> exports() {
        List<ExportChoice> choices = new ArrayList<>();
        choices.add(new ExportChoice("picture of the window as PNG", "tokenyard.png", () -> {
            Image picture = PictureExport.snapshot(scene);
            return file -> PictureExport.writePng(picture, file);
        }));
        List<ExportChoice> ofComparison = ChartExports.of(
                models.comparison().comparisonProperty().get(),
                models.comparison().playback().range());
        List<ExportChoice> ofExperiments =
                ExperimentExports.of(models.experiments().sheets());
        Page page = models.pages().pageProperty().get();
        // What is on show comes first. Predictions follow the scenario only while they are on show.
        if (page == Page.PREDICT) {
            choices.addAll(ChartExports.of(regions.predict().charts()));
        }
        if (page == Page.SWEEP) {
            choices.addAll(ChartExports.of(regions.sweep().charts()));
        }
        if (page == Page.WORKLOAD) {
            choices.addAll(ChartExports.of(regions.workload().charts()));
        }
        choices.addAll(page == Page.EXPERIMENTS ? ofExperiments : ofComparison);
        choices.addAll(page == Page.EXPERIMENTS ? ofComparison : ofExperiments);
        return choices;
    }

    private static String stylesheet() {
        URL url = Objects.requireNonNull(MainWindow.class.getResource("shell.css"), "shell.css is missing");
        return url.toExternalForm();
    }

    /** What header, keys and panel ask of the window. */
    private final class WindowActions implements Commands.WindowActions, ScenarioActions {
        @Override
        public void listCommands(String words) {
            CommandList list = new CommandList(commands.all(), words, overlay::close);
            overlay.show("", list, list.field());
        }

        @Override
        public void listKeys() {
            KeyList keys = new KeyList(commands.withKeys());
            overlay.show("Keys", keys, keys);
        }

        @Override
        public void toggleFullScreen() {
            if (scene.getWindow() instanceof Stage) {
                Stage stage = (Stage) scene.getWindow();
                stage.setFullScreen(!stage.isFullScreen());
            }
        }

        @Override
        public void openSample(ScenarioSpec scenario) {
            files.openSample(scenario);
        }

        @Override
        public void chooseTrace() {
            files.chooseTrace();
        }

        @Override
        public void quit() {
            if (scene.getWindow() instanceof Stage) {
                ((Stage) scene.getWindow()).close();
            }
        }

        @Override
        public void showPreferences() {
            PreferencesSheet sheet = new PreferencesSheet(models.preferences(), themes, files::forgetRecent);
            overlay.show("Preferences", sheet, sheet.field());
        }

        @Override
        public void explain() {
            new WindowParts(models, regions, overlay, parts).show();
        }

        @Override
        public void present() {
            presentation.toggle();
        }

        @Override
        public void toggleDeveloperOverlay() {
            developer.toggle();
        }

        @Override
        public void fork() {
            new Forks(models, overlay).ask();
        }

        @Override
        public List<Command> reports() {
            return reports.commands();
        }

        @Override
        public void chooseColumns() {
            questions.chooseColumns();
        }

        @Override
        public void chooseCatalog() {
            files.chooseCatalog();
        }

        @Override
        public void chooseStepTimes() {
            files.chooseStepTimes();
        }

        @Override
        public void showReport(String traceName, ImportReport report) {
            ImportSheet sheet = new ImportSheet(report, models.scenario());
            overlay.show(traceName, sheet, sheet);
        }
    }
}
