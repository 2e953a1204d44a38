package dev.tokenyard.app.gallery;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.workbench.FitKind;
import dev.tokenyard.app.view.shell.WindowModels;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.LessonsViewModel.Play;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/** Takes pictures of the running explorer: each view in both themes and some sizes. */
final class Gallery {
    /** The sizes that the documentation shows, in pixels. */
    static final List<int[]> SIZES = List.of(new int[] {1280, 800}, new int[] {1920, 1200});

    /** The names of the views; {@code trace} is only taken where there is one. */
    static final List<String> VIEWS = List.of(
            "overview",
            "inspector",
            "stage",
            "compare",
            "predict",
            "workload",
            "sweep",
            "optimum",
            "experiments",
            "lessons",
            "lesson",
            "parts",
            "qlm",
            "orca",
            "static",
            "swap",
            "disaggregated",
            "lookahead",
            "trace");

    private static final int NARROW = 1280;
    /** A moment of the opening scenario at which FCFS drowns, and the others less so. */
    private static final double MOMENT_SECONDS = 272;
    /** What a fresh Java runs slowly; pictures show the speed that a window has from its first changes on. */
    private static final int WARM_UPS = 5;
    /** A moment within a long trace. */
    private static final double TRACE_MOMENT_SECONDS = 480;
    /** Arrivals so much faster that two instances have enough to do. */
    private static final double TRACE_RATE_SCALE = 2;
    /** The experiment whose picture is taken: one draw of it takes about a second. */
    private static final String EXPERIMENT = "mc-sf-conversations";
    /** What is drawn on one pulse is seen on the next; a few of them make motion come to rest. */
    private static final long PULSES_MILLIS = 700;

    private final Path folder;
    private final List<int[]> sizes;
    private final double scale;
    private final Set<String> only;
    private final Consumer<Path> taken;

    /** Takes the pictures of a view. */
    private interface Taker {
        void take() throws ExportException;
    }

    /**
     * A gallery.
     *
     * @param folder where the pictures go
     * @param sizes width and height of each, in pixels
     * @param scale how much larger everything is shown, 1 for as it is
     * @param only names of the views to take, empty for all
     * @param taken told of each picture
     */
    Gallery(Path folder, List<int[]> sizes, double scale, Set<String> only, Consumer<Path> taken) {
        this.folder = folder;
        this.sizes = sizes;
        this.scale = scale;
        this.only = only;
        this.taken = taken;
    }

    /**
     * Takes all pictures.
     *
     * @param trace a trace of the user's to show playing as well, null for none
     */
    void takeAll(@Nullable Path trace) throws ExportException {
        for (int k = 0; k < WARM_UPS; k++) {
            open(Theme.DARK, sizes.get(0)[0], sizes.get(0)[1], ScenarioDefaults.opening())
                    .close();
        }
        for (Theme theme : Theme.values()) {
            for (int[] size : sizes) {
                view(() -> takeOpening(theme, size[0], size[1]), "overview", "inspector", "stage", "compare");
                view(() -> takePredict(theme, size), "predict");
                view(() -> takeWorkload(theme, size), "workload");
                view(() -> takeSweep(theme, size), "sweep");
                view(() -> takeOptimum(theme, size), "optimum");
                view(() -> takeExperiments(theme, size), "experiments");
                view(() -> takeLessons(theme, size), "lessons", "lesson");
                view(() -> takeParts(theme, size), "parts");
                takeScene("qlm", theme, size, GalleryScenarios.modelsByTurns(), GalleryScenarios.PLAN_MOMENT_SECONDS);
                takeScene("orca", theme, size, GalleryScenarios.batching("orca", "under Orca"), MOMENT_SECONDS);
                takeScene(
                        "static",
                        theme,
                        size,
                        GalleryScenarios.batching("static", "in static batches"),
                        MOMENT_SECONDS);
                takeScene(
                        "swap", theme, size, GalleryScenarios.mixedGpusAndSwap(), GalleryScenarios.SWAP_MOMENT_SECONDS);
                takeScene(
                        "disaggregated",
                        theme,
                        size,
                        GalleryScenarios.disaggregated(),
                        GalleryScenarios.HANDOVER_MOMENT_SECONDS);
                view(() -> takeLookAhead(theme, size), "lookahead");
                if (trace != null) {
                    view(() -> takeTrace(theme, size[0], size[1], trace), "trace");
                }
            }
        }
    }

    private void view(Taker taker, String... names) throws ExportException {
        if (only.isEmpty() || !Collections.disjoint(only, Set.of(names))) {
            taker.take();
        }
    }

    private void takeOpening(Theme theme, int width, int height) throws ExportException {
        Shown shown = open(theme, width, height, ScenarioDefaults.opening());
        WindowModels models = shown.models();
        FxCalls.run(() -> {
            models.comparison().selection().laneProperty().set(0);
            models.timeline().seek(Ticks.fromSeconds(MOMENT_SECONDS));
        });
        shown.take("overview");
        FxCalls.run(() -> models.comparison().selection().requestProperty().set(lateRequest(models)));
        shown.take("inspector");
        FxCalls.run(() -> {
            models.pages().scenarioShownProperty().set(false);
            models.pages().inspectorShownProperty().set(false);
        });
        shown.take("stage");
        FxCalls.run(() -> models.pages().pageProperty().set(Page.COMPARE));
        shown.take("compare");
        shown.close();
    }

    /** The predict page beside the scenario, whose predictor is studied. */
    private void takePredict(Theme theme, int[] size) throws ExportException {
        Shown shown = open(theme, size[0], size[1], ScenarioDefaults.opening());
        FxCalls.run(() -> shown.models().pages().pageProperty().set(Page.PREDICT));
        shown.take("predict");
        shown.close();
    }

    /** The sweep page: attainment against the rate with several draws of the requests, and how many GPUs it takes. */
    private void takeSweep(Theme theme, int[] size) throws ExportException {
        Shown shown = open(theme, size[0], size[1], GalleryScenarios.sweep());
        FxCalls.run(() -> {
            shown.models().pages().pageProperty().set(Page.SWEEP);
            shown.models().sweep().gpus().search();
        });
        shown.take("sweep");
        shown.close();
    }

    /** The workload page with a trace and what is drawn from a recipe that was fitted to it. */
    private void takeWorkload(Theme theme, int[] size) throws ExportException {
        Shown shown = open(theme, size[0], size[1], ScenarioDefaults.opening());
        FxCalls.run(() -> {
            shown.models().pages().pageProperty().set(Page.WORKLOAD);
            shown.models().workload().edit(edits -> edits.withFit(FitKind.MIXTURES));
        });
        shown.take("workload");
        shown.close();
    }

    /** The theory mode: MC-SF, its benchmark and the hindsight optimum after they have parted. */
    private void takeOptimum(Theme theme, int[] size) throws ExportException {
        Shown shown = open(theme, size[0], size[1], SampleScenarios.hindsight());
        FxCalls.run(() -> {
            shown.models().comparison().selection().laneProperty().set(0);
            shown.models().comparison().selection().requestProperty().set(GalleryScenarios.HELD_REQUEST);
            shown.models().timeline().seek(Ticks.fromSeconds(GalleryScenarios.OPTIMUM_ROUND));
        });
        shown.take("optimum");
        shown.close();
    }

    /** A published experiment, run again with one draw of its requests. */
    private void takeExperiments(Theme theme, int[] size) throws ExportException {
        Shown shown = open(theme, size[0], size[1], ScenarioDefaults.opening());
        FxCalls.run(() -> {
            WindowModels models = shown.models();
            models.pages().pageProperty().set(Page.EXPERIMENTS);
            models.experiments()
                    .chosenProperty()
                    .set(models.experiments().sheets().stream()
                            .filter(sheet -> sheet.experiment().id().equals(EXPERIMENT))
                            .findFirst()
                            .orElseThrow());
            models.experiments().chosenProperty().get().trialsProperty().set("1");
            models.experiments().run();
        });
        if (size[0] <= NARROW) {
            shown.scroll("#experiment-scroll", "#experiment-made");
        }
        shown.take("experiments");
        shown.close();
    }

    /** The page of lessons, and one of them in play with its answer. */
    private void takeLessons(Theme theme, int[] size) throws ExportException {
        Shown shown = open(theme, size[0], size[1], ScenarioDefaults.opening());
        FxCalls.run(() -> shown.models().pages().pageProperty().set(Page.LESSONS));
        shown.take("lessons");
        FxCalls.run(() -> {
            LessonsViewModel lessons = shown.models().lessons();
            shown.models().pages().scenarioShownProperty().set(false);
            shown.models().pages().inspectorShownProperty().set(false);
            lessons.open(lessons.lessons().get(0));
            lessons.next();
            lessons.next();
            lessons.answer();
            shown.models().comparison().playback().playingProperty().set(false);
            Play play = Objects.requireNonNull(lessons.playProperty().get());
            shown.models().timeline().seek(play.scene().untilTick());
        });
        shown.take("lesson");
        shown.close();
    }

    /** The parts of the stage, named in their places. */
    private void takeParts(Theme theme, int[] size) throws ExportException {
        Shown shown = open(theme, size[0], size[1], ScenarioDefaults.opening());
        FxCalls.run(() -> {
            shown.models().comparison().selection().laneProperty().set(0);
            shown.models().timeline().seek(Ticks.fromSeconds(MOMENT_SECONDS));
        });
        shown.press(KeyCode.H);
        shown.take("parts");
        shown.close();
    }

    /** The stage beside the scenario, whose cluster says what is seen. */
    private void takeScene(String name, Theme theme, int[] size, ScenarioSpec scenario, double seconds)
            throws ExportException {
        Taker taker = () -> {
            Shown shown = open(theme, size[0], size[1], scenario);
            FxCalls.run(() -> {
                shown.models().pages().inspectorShownProperty().set(false);
                shown.models().timeline().seek(Ticks.fromSeconds(seconds));
            });
            shown.take(name);
            shown.close();
        };
        view(taker, name);
    }

    /** The stage beside the inspector, with the policy that looks ahead chosen. */
    private void takeLookAhead(Theme theme, int[] size) throws ExportException {
        Shown shown = open(theme, size[0], size[1], GalleryScenarios.lookAhead());
        FxCalls.run(() -> {
            // The smaller window has no room for three columns.
            shown.models().pages().scenarioShownProperty().set(size[0] > NARROW);
            shown.models().comparison().selection().laneProperty().set(1);
            shown.models().timeline().seek(Ticks.fromSeconds(GalleryScenarios.LOOK_AHEAD_MOMENT_SECONDS));
        });
        shown.take("lookahead");
        shown.close();
    }

    private void takeTrace(Theme theme, int width, int height, Path trace) throws ExportException {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .named("A real trace")
                .withTrace(TraceSource.file(trace.toString()))
                .withRateScale(TRACE_RATE_SCALE)
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 2));
        Shown shown = open(theme, width, height, scenario);
        FxCalls.run(() -> shown.models().timeline().seek(Ticks.fromSeconds(TRACE_MOMENT_SECONDS)));
        shown.take("trace");
        shown.close();
    }

    /** The first request of the first lane that waits at the moment and is late. */
    private static int lateRequest(WindowModels models) {
        var comparison = models.comparison().comparisonProperty().get();
        if (comparison == null) {
            return -1;
        }
        var log = comparison.lanes().get(0).log();
        long now = Ticks.fromSeconds(MOMENT_SECONDS);
        for (int r = 0; r < log.trace().size(); r++) {
            long deadline = log.trace().arrivalTick(r)
                    + Ticks.fromSeconds(log.sloClass(r).ttftSeconds());
            if (deadline < now && log.outcomes().firstTokenTick(r) > now) {
                return r;
            }
        }
        return 0;
    }

    private Shown open(Theme theme, int width, int height, ScenarioSpec scenario) {
        // Everything is computed at once, on the FX thread, so that pictures do not depend on timing.
        HeadlessExplorer explorer =
                FxCalls.call(() -> new HeadlessExplorer(scenario, theme, width, height, Runnable::run, Runnable::run));
        FxCalls.run(() -> explorer.models().preferences().scaleProperty().set(scale));
        return new Shown(explorer, theme, width + "x" + height);
    }

    /** An explorer to take pictures of. */
    private final class Shown {
        private final HeadlessExplorer explorer;
        private final Theme theme;
        private final String suffix;

        Shown(HeadlessExplorer explorer, Theme theme, String size) {
            this.explorer = explorer;
            this.theme = theme;
            suffix = "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size + ".png";
        }

        WindowModels models() {
            return explorer.models();
        }

        /** Brings a node to the top of what it is scrolled in. */
        void scroll(String pane, String node) {
            FxCalls.run(() -> {
                explorer.content().applyCss();
                explorer.content().layout();
                ScrollPane scroll = (ScrollPane) explorer.content().lookup(pane);
                Node top = explorer.content().lookup(node).getParent();
                double hidden = scroll.getContent().getLayoutBounds().getHeight()
                        - scroll.getViewportBounds().getHeight();
                scroll.setVvalue(top.getBoundsInParent().getMinY() / hidden);
            });
        }

        /** Presses a key once what was asked for is drawn. */
        void press(KeyCode key) {
            rest();
            FxCalls.run(() -> explorer.press(key));
        }

        private static void rest() {
            try {
                Thread.sleep(PULSES_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void take(String name) throws ExportException {
            rest();
            Image picture = FxCalls.call(() -> PictureExport.whole(explorer.content(), theme.ground()));
            Path file = folder.resolve(name + suffix);
            PictureExport.writePng(picture, file);
            taken.accept(file);
        }

        void close() {
            FxCalls.run(explorer::close);
        }
    }
}
