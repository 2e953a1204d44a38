package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Presets;
import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.lesson.Lesson;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import dev.tokenyard.sim.workload.SampleTraces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;

/** All that can be done in the window; keys, menu and the list of commands derive from it. */
final class Commands {
    private static final double ZOOM_IN = 0.7;
    private static final double PAN_SHARE = 0.15;
    private static final String LOOK_AHEAD = "look-ahead";
    private static final String PLAY = "Playback";
    private static final String VIEW = "View";
    private static final String FILE = "File";
    private static final String EDIT = "Edit";
    private static final String LESSON = "Lesson";
    private static final String EXPORT = "Export…";

    private final WindowModels models;
    private final FileActions files;
    private final WindowActions window;
    private final List<Command> keyed = new ArrayList<>();

    /** What the window as a whole does. */
    interface WindowActions {
        /** Shows the list of commands, narrowed by words. */
        void listCommands(String words);

        /** Shows the list of keys. */
        void listKeys();

        /** Fills the screen or leaves it. */
        void toggleFullScreen();

        /** Closes the window. */
        void quit();

        /** Shows the preferences. */
        void showPreferences();

        /** Names every part of the page on show, in its place. */
        void explain();

        /** Shows the window to an audience, or no longer. */
        void present();

        /** Shows how much work frames take, or no longer. */
        void toggleDeveloperOverlay();

        /** Lets the user fork the chosen lane at the present moment. */
        void fork();

        /** Lets the user say what the columns of the trace's file mean. */
        void chooseColumns();

        /** The reports, figures and films that can be written of what is shown. */
        List<Command> reports();
    }

    Commands(WindowModels models, FileActions files, ThemeManager themes, WindowActions window) {
        this.models = models;
        this.files = files;
        this.window = window;
        addPlayback(models.timeline());
        keyed.add(Command.of(FILE, "Open a trace…", files::chooseTrace, "Shortcut+O"));
        keyed.add(Command.of(FILE, "Open a scenario…", files::chooseScenario, "Shortcut+Shift+O"));
        keyed.add(Command.of(FILE, "Save the scenario", files::saveScenario, "Shortcut+S"));
        keyed.add(Command.of(FILE, "Save the scenario as…", files::saveScenarioAs, "Shortcut+Shift+S"));
        keyed.add(Command.of(FILE, EXPORT, () -> window.listCommands("Export "), "Shortcut+E"));
        keyed.add(Command.of(FILE, "Quit", window::quit, "Shortcut+Q"));
        keyed.add(Command.of(EDIT, "Undo", this::undo, "Shortcut+Z"));
        keyed.add(Command.of(EDIT, "Redo", this::redo, "Shortcut+Shift+Z", "Shortcut+Y"));
        keyed.add(Command.of(EDIT, "Fork from here with another policy…", window::fork, "K"));
        PagesViewModel pages = models.pages();
        for (Page page : Page.values()) {
            keyed.add(Command.of(
                    VIEW,
                    "Show " + page.title(),
                    () -> pages.pageProperty().set(page),
                    "Shortcut+" + (page.ordinal() + 1)));
        }
        keyed.add(Command.of(VIEW, "Scenario panel", () -> flip(pages.scenarioShownProperty()), "Shortcut+B"));
        keyed.add(Command.of(VIEW, "Inspector", () -> flip(pages.inspectorShownProperty()), "Shortcut+I"));
        keyed.add(Command.of(
                VIEW,
                "Inspect the next instance of the lane",
                () -> models.comparison().stepInstance(1),
                "Shift+Down"));
        keyed.add(Command.of(
                VIEW,
                "Inspect the previous instance of the lane",
                () -> models.comparison().stepInstance(-1),
                "Shift+Up"));
        keyed.add(Command.of(VIEW, "Memory look-ahead on the stage", this::flipLookAhead, "M"));
        keyed.add(Command.of(VIEW, "Light or dark theme", themes::toggle, "Shortcut+T"));
        keyed.add(Command.of(VIEW, "Full screen", window::toggleFullScreen, "F11"));
        PreferencesViewModel preferences = models.preferences();
        keyed.add(Command.of(VIEW, "Presentation: large, without panels", window::present, "P"));
        keyed.add(Command.of(VIEW, "Larger", preferences::enlarge, "Shortcut+Equals", "Shortcut+Plus", "Shortcut+Add"));
        keyed.add(Command.of(VIEW, "Smaller", preferences::reduce, "Shortcut+Minus", "Shortcut+Subtract"));
        keyed.add(Command.of(VIEW, "As large as usual", preferences::usualScale, "Shortcut+0"));
        keyed.add(Command.of(VIEW, "Frame times", window::toggleDeveloperOverlay, "F12"));
        keyed.add(Command.of(EDIT, "Preferences…", window::showPreferences, "Shortcut+Comma"));
        keyed.add(Command.of(VIEW, "What am I looking at?", window::explain, "H"));
        keyed.add(Command.of(VIEW, "List of commands", () -> window.listCommands(""), "Shortcut+K"));
        keyed.add(Command.of(VIEW, "List of keys, also by ?", window::listKeys, "F1"));
    }

    private void addPlayback(TimelineViewModel timeline) {
        PlaybackViewModel playback = timeline.playback();
        keyed.add(Command.of(PLAY, "Play or pause", playback::togglePlaying, "Space"));
        keyed.add(Command.of(PLAY, "Step to the next event", timeline::stepToNext, "Right"));
        keyed.add(Command.of(PLAY, "Step to the previous event", timeline::stepToPrevious, "Left"));
        keyed.add(Command.of(PLAY, "Go to the start", timeline::toStart, "Home"));
        keyed.add(Command.of(PLAY, "Go to the end", timeline::toEnd, "End"));
        keyed.add(Command.of(PLAY, "Faster", timeline::faster, "Close_Bracket", "Shortcut+Right"));
        keyed.add(Command.of(PLAY, "Slower", timeline::slower, "Open_Bracket", "Shortcut+Left"));
        keyed.add(Command.of(PLAY, "Loop", () -> flip(playback.loopingProperty()), "L"));
        keyed.add(Command.of(PLAY, "Range of time: begins here", playback::markIn, "I"));
        keyed.add(Command.of(PLAY, "Range of time: ends here", playback::markOut, "O"));
        keyed.add(Command.of(PLAY, "Range of time: clear, whole run again", playback::clearRange, "X"));
        keyed.add(Command.of(PLAY, "Zoom in on time", () -> timeline.zoom(ZOOM_IN), "W"));
        keyed.add(Command.of(PLAY, "Zoom out", () -> timeline.zoom(1 / ZOOM_IN), "S"));
        keyed.add(Command.of(PLAY, "Earlier", () -> timeline.pan(-PAN_SHARE), "A"));
        keyed.add(Command.of(PLAY, "Later", () -> timeline.pan(PAN_SHARE), "D"));
        keyed.add(Command.of(PLAY, "Show the whole run", timeline::showAll, "0"));
        keyed.add(Command.of(
                PLAY, "Go to the first difference from the optimum", models.hindsight()::goToFirstDifference, "F"));
    }

    /** The commands that have keys. */
    List<Command> keyed() {
        return keyed;
    }

    /** The same and those whose keys count only while a lesson is in play. */
    List<Command> withKeys() {
        List<Command> all = new ArrayList<>(keyed);
        all.addAll(ofStage());
        all.addAll(LessonKeys.commands(models.lessons()));
        return all;
    }

    /** What the stage does when it has the keys; elsewhere they are needed by lists and sliders. */
    private List<Command> ofStage() {
        return List.of(
                Command.of(
                        VIEW, "Choose the next lane", () -> models.comparison().stepLane(1), "Down"),
                Command.of(
                        VIEW,
                        "Choose the previous lane",
                        () -> models.comparison().stepLane(-1),
                        "Up"));
    }

    /** The lessons, and what can be done while one is in play. */
    private List<Command> lessons() {
        List<Command> lessons = new ArrayList<>();
        for (Lesson lesson : models.lessons().lessons()) {
            lessons.add(Command.of(
                    LESSON, "Lesson: " + lesson.title(), () -> models.lessons().open(lesson)));
        }
        lessons.add(Command.of(LESSON, "Open a lesson of your own…", files::chooseScenario));
        if (models.lessons().playProperty().get() != null) {
            lessons.addAll(LessonKeys.commands(models.lessons()));
        }
        return lessons;
    }

    /** All commands of this moment: those with keys, samples, recent files and exports. */
    List<Command> all() {
        List<Command> all = new ArrayList<>(keyed);
        // It lists the exports, which are in this list themselves.
        all.removeIf(command -> command.title().equals(EXPORT));
        all.addAll(ofStage());
        all.addAll(SeedCommands.of(models));
        all.addAll(additions());
        all.addAll(lessons());
        all.addAll(samples());
        all.addAll(recent());
        all.addAll(exports());
        return all;
    }

    /** The same by group, as the menu shows it. */
    List<AppMenu.Group> groups() {
        List<Command> ofFiles = new ArrayList<>(keyedIn(FILE));
        ofFiles.removeIf(command -> command.title().equals(EXPORT));
        ofFiles.addAll(additions());
        return List.of(
                new AppMenu.Group(FILE, ofFiles),
                new AppMenu.Group("Open recent", recent()),
                new AppMenu.Group("Open a sample", samples()),
                new AppMenu.Group("Lessons", lessons()),
                new AppMenu.Group("Export", exports()),
                new AppMenu.Group(EDIT, keyedIn(EDIT)),
                new AppMenu.Group(PLAY, keyedIn(PLAY)),
                new AppMenu.Group(VIEW, keyedIn(VIEW)),
                new AppMenu.Group("Seeds", SeedCommands.of(models)));
    }

    private List<Command> keyedIn(String group) {
        return keyed.stream().filter(command -> command.group().equals(group)).toList();
    }

    private List<Command> additions() {
        return List.of(
                Command.of(FILE, "Choose the columns of the trace's file…", window::chooseColumns),
                Command.of(FILE, "Add GPUs and models from a file…", files::chooseCatalog),
                Command.of(FILE, "Take step times from a folder of measurements…", files::chooseStepTimes));
    }

    private List<Command> samples() {
        List<Command> samples = new ArrayList<>();
        for (ScenarioSpec sample : SampleScenarios.all()) {
            samples.add(Command.of(FILE, "Open sample scenario " + sample.name(), () -> files.openSample(sample)));
        }
        for (String sample : SampleTraces.recipes().keySet()) {
            samples.add(Command.of(
                    FILE, "Open sample " + sample, () -> models.scenario().openSample(sample)));
        }
        for (Presets.Preset preset : Presets.all()) {
            samples.add(Command.of(
                    FILE,
                    "Open requests like " + preset.label() + ": " + preset.title(),
                    () -> models.scenario().openSample(preset.name())));
        }
        return samples;
    }

    private List<Command> recent() {
        List<Command> recent = new ArrayList<>();
        if (files.hasLastScenario()) {
            recent.add(Command.of(FILE, "Continue where I left off", files::continueLast));
        }
        for (Path file : models.scenario().recentTraces().list()) {
            recent.add(Command.of(
                    FILE,
                    "Open recent trace " + nameFirst(file),
                    () -> models.scenario().openTrace(file)));
        }
        for (Path file : files.recentScenarios().list()) {
            recent.add(Command.of(FILE, "Open recent scenario " + nameFirst(file), () -> files.openScenario(file)));
        }
        return recent;
    }

    /** A long path is cut at its end where room is short, and files are told apart by their names. */
    private static String nameFirst(Path file) {
        Path name = file.getFileName();
        Path folder = file.getParent();
        return name == null || folder == null ? file.toString() : name + " in " + folder;
    }

    private List<Command> exports() {
        List<Command> exports = new ArrayList<>(window.reports());
        for (ExportChoice choice : files.exports()) {
            exports.add(Command.of(FILE, "Export " + choice.title(), () -> files.export(choice)));
        }
        return exports;
    }

    private void undo() {
        String what = models.scenario().document().undoableProperty().get();
        if (models.scenario().undo()) {
            models.messages().info(EDIT, "Undone: " + what + ".");
        } else {
            models.messages().info(EDIT, "There is nothing to undo.");
        }
    }

    private void redo() {
        String what = models.scenario().document().redoableProperty().get();
        if (models.scenario().redo()) {
            models.messages().info(EDIT, "Done again: " + what + ".");
        } else {
            models.messages().info(EDIT, "There is nothing to do again.");
        }
    }

    /** What the switch does depends on policies and on the room that there is, so it is said. */
    private void flipLookAhead() {
        BooleanProperty shown = models.pages().lookAheadShownProperty();
        flip(shown);
        Comparison comparison = models.comparison().comparisonProperty().get();
        boolean foreseen = comparison != null
                && comparison.lanes().stream().anyMatch(lane -> lane.log().foreseesMemory());
        if (!foreseen) {
            models.messages()
                    .warn(
                            LOOK_AHEAD,
                            "No policy here looks ahead at the memory; choose one under Policies, Memory foreseen.");
        } else if (shown.get()) {
            models.messages()
                    .info(
                            LOOK_AHEAD,
                            "Memory look-ahead shown: a curve beside the memory map, or where lanes are narrow a bar under"
                                    + " it that the pointer explains. Without the inspector (Ctrl I) there is more room.");
        } else {
            models.messages().info(LOOK_AHEAD, "Memory look-ahead hidden from the stage.");
        }
    }

    private static void flip(BooleanProperty property) {
        property.set(!property.get());
    }
}
