package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.session.Drafts;
import dev.tokenyard.app.session.FileNames;
import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.Settings;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.app.session.lesson.LessonFile;
import dev.tokenyard.app.session.rescue.UnsavedWork;
import dev.tokenyard.app.viewmodel.Autosave;
import dev.tokenyard.app.viewmodel.MessagesViewModel;
import dev.tokenyard.app.viewmodel.ScenarioDocument;
import dev.tokenyard.app.viewmodel.ScenarioNames;
import dev.tokenyard.sim.catalog.CatalogFileException;
import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.cost.StepTimeModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens, saves and exports. What goes wrong is said in the window's corner. */
final class FileActions {
    private static final Logger LOGGER = Logger.getLogger(FileActions.class.getName());
    private static final String TOPIC = "file";
    private static final String SCENARIO_ENDING = ".json";

    private final WindowModels models;
    private final WindowServices services;
    private final Supplier<List<ExportChoice>> exports;
    private final RecentFiles recentScenarios;

    FileActions(WindowModels models, WindowServices services, Supplier<List<ExportChoice>> exports) {
        this.models = models;
        this.services = services;
        this.exports = exports;
        this.recentScenarios = recentScenarios(services.settings());
    }

    /** The scenario files opened or saved last, as the settings remember them. */
    static RecentFiles recentScenarios(Settings settings) {
        return new RecentFiles(settings, "scenario");
    }

    /** The scenario files opened or saved last. */
    RecentFiles recentScenarios() {
        return recentScenarios;
    }

    /**
     * Keeps the user's own scenario for the next start, unless it is still the one that the program opens with; and what was made
     * of scenarios of lessons, among the recent files.
     *
     * @return whether all of it was written
     */
    boolean keepScenario() {
        UnsavedWork work = Autosave.of(models.scenario().document());
        boolean kept = work.own().isEmpty()
                || keep(() -> services.lastScenario().keep(work.own().get(), work.file(), work.saved()));
        Drafts drafts = Drafts.beside(services.lastScenario());
        for (ScenarioSpec made : work.made()) {
            kept &= keep(() -> recentScenarios.add(drafts.keep(made, FileNames.of(made.name()))));
        }
        return kept;
    }

    /** Writes something while the program ends. */
    @FunctionalInterface
    private interface Keeping {
        void write() throws ScenarioException;
    }

    private static boolean keep(Keeping keeping) {
        try {
            keeping.write();
            return true;
        } catch (ScenarioException unwritable) {
            // Nobody is left to be told; what was saved by hand is safe.
            LOGGER.log(Level.FINE, "A scenario was not kept.", unwritable);
            return false;
        }
    }

    /** Whether there is a scenario to go on with. */
    boolean hasLastScenario() {
        return Files.isRegularFile(services.lastScenario().file());
    }

    /** Opens the scenario with which the program was left, and its file, if that still says the same. */
    void continueLast() {
        services.background().execute(() -> {
            Optional<String> spoilt = services.lastScenario().setAsideIfUnreadable();
            Optional<LastScenario.Left> last = services.lastScenario().left();
            services.foreground()
                    .execute(() -> last.ifPresentOrElse(
                            left -> {
                                models.scenario().open(left.scenario(), left.home());
                                if (left.unsaved()) {
                                    models.scenario().document().markUnsaved();
                                }
                            },
                            () -> messages()
                                    .warn(TOPIC, spoilt.orElse("The scenario that was left is not there any more."))));
        });
    }

    /** Forgets which files were opened. */
    void forgetRecent() {
        recentScenarios.clear();
        models.scenario().recentTraces().clear();
    }

    /** What can be exported now. */
    List<ExportChoice> exports() {
        return exports.get();
    }

    /** Asks for a trace and opens it. */
    void chooseTrace() {
        services.dialogs().traceToOpen().ifPresent(models.scenario()::openTrace);
    }

    /** Asks for a scenario and opens it. */
    void chooseScenario() {
        services.dialogs().scenarioToOpen().ifPresent(this::openScenario);
    }

    /** Asks for a file of GPUs and models and adds them to the scenario, which is saved with them. */
    void chooseCatalog() {
        services.dialogs()
                .catalogToOpen()
                .ifPresent(file -> services.background().execute(() -> {
                    try {
                        UserCatalog more = UserCatalog.read(file);
                        services.catalog().with(more, file.toString());
                        services.foreground().execute(() -> add(more, file));
                    } catch (CatalogFileException malformed) {
                        services.foreground().execute(() -> messages().error(TOPIC, text(malformed)));
                    }
                }));
    }

    private void add(UserCatalog more, Path file) {
        models.scenario().edit(ScenarioEdits.addToCatalog(more));
        messages().info(TOPIC, "Added the GPUs and models of " + file + " to the scenario.");
    }

    /** Asks for a folder of measured step times and takes them; whether they fit the cluster shows when it runs. */
    void chooseStepTimes() {
        services.dialogs()
                .stepTimesToOpen()
                .ifPresent(folder -> models.scenario()
                        .edit(ScenarioEdits.stepTime(StepTimeModels.GRID + ":" + folder.toAbsolutePath())));
    }

    /** Opens a file as what its name says it is: {@code .json} is a scenario, all else a trace. */
    void open(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(SCENARIO_ENDING)) {
            openScenario(file);
        } else {
            models.scenario().openTrace(file);
        }
    }

    /**
     * Reads a scenario file in the background and takes it over; a lesson is opened at its first step, and a workload recipe as a
     * trace.
     */
    void openScenario(Path file) {
        services.background().execute(() -> {
            if (LessonFile.looksLikeOne(file)) {
                services.foreground().execute(() -> openLesson(file));
                return;
            }
            if (TraceLibrary.isRecipe(TraceSource.file(file.toString()))) {
                services.foreground().execute(() -> models.scenario().openTrace(file));
                return;
            }
            try {
                ScenarioSpec scenario = services.scenarios().load(file);
                services.foreground().execute(() -> takeOver(scenario, file));
            } catch (ScenarioException unreadable) {
                services.foreground().execute(() -> messages().error(TOPIC, text(unreadable)));
            }
        });
    }

    /** Takes over a scenario that comes with the program, and plays it from its start as slowly as time goes. */
    void openSample(ScenarioSpec scenario) {
        messages().resolve(TOPIC);
        models.scenario().open(scenario, Optional.empty());
        models.timeline().toStart();
        models.timeline().playback().setSpeed(1);
        models.timeline().showAll();
    }

    private void openLesson(Path file) {
        messages().resolve(TOPIC);
        recentScenarios.add(file);
        models.lessons().open(file);
    }

    private void takeOver(ScenarioSpec scenario, Path file) {
        messages().resolve(TOPIC);
        recentScenarios.add(file);
        // What the program kept of the user's has no file of the user's yet.
        boolean draft = Drafts.beside(services.lastScenario()).hold(file);
        models.scenario().open(scenario, draft ? Optional.empty() : Optional.of(file));
    }

    /** Saves to the file that the scenario came from, or asks for one. */
    void saveScenario() {
        models.scenario().document().fileProperty().get().ifPresentOrElse(this::save, this::saveScenarioAs);
    }

    /** Asks for a file and saves to it. */
    void saveScenarioAs() {
        String name = FileNames.of(models.scenario().spec().name());
        services.dialogs().scenarioToSave(name + SCENARIO_ENDING).ifPresent(this::save);
    }

    private void save(Path file) {
        ScenarioDocument document = models.scenario().document();
        if (document.visitedProperty().get()
                && document.ownFile().filter(own -> isSame(own, file)).isPresent()) {
            messages()
                    .error(
                            TOPIC,
                            "The lesson's scenario was not saved to " + file
                                    + ", which holds your own scenario; save it under another name.");
            return;
        }
        try {
            String name = ScenarioNames.whenSaved(
                    document.spec(), document.fileProperty().get(), file);
            services.scenarios().save(document.spec().named(name), file);
            models.scenario().savedAs(file, name);
            recentScenarios.add(file);
            messages().info(TOPIC, "Saved the scenario to " + file + ".");
        } catch (ScenarioException unwritable) {
            messages().error(TOPIC, text(unwritable));
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException missing) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }

    /** Asks for a file and writes an export to it in the background. */
    void export(ExportChoice choice) {
        services.dialogs().exportTarget(choice.fileName()).ifPresent(file -> {
            ExportChoice.Writer writer = choice.source().take();
            services.background().execute(() -> write(writer, file));
        });
    }

    private void write(ExportChoice.Writer writer, Path file) {
        try {
            writer.write(file);
            services.foreground().execute(() -> messages().info(TOPIC, "Wrote " + file + "."));
        } catch (ExportException unwritable) {
            services.foreground().execute(() -> messages().error(TOPIC, text(unwritable)));
        }
    }

    private MessagesViewModel messages() {
        return models.messages();
    }

    private static String text(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
