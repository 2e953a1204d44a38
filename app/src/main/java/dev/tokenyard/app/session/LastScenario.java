package dev.tokenyard.app.session;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scenario with which the program was left, in a file of its own, so that nothing is lost that was not saved. */
public final class LastScenario {
    private final Path file;

    /** What is kept in a file. */
    public LastScenario(Path file) {
        this.file = file;
    }

    /** Where programs of this user keep such files: the folder for configuration of the operating system. */
    public static LastScenario ofUser() {
        return new LastScenario(
                folder(System.getenv("XDG_CONFIG_HOME"), System.getenv("APPDATA"), System.getProperty("user.home", "."))
                        .resolve("last-scenario.json"));
    }

    /** The first of the folders that is named, the user's own for configuration otherwise. */
    static Path folder(@Nullable String xdgHome, @Nullable String appData, String home) {
        if (xdgHome != null && !xdgHome.isBlank()) {
            return Path.of(xdgHome, "tokenyard");
        }
        return appData != null && !appData.isBlank()
                ? Path.of(appData, "Tokenyard")
                : Path.of(home, ".config", "tokenyard");
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /**
     * Keeps a scenario.
     *
     * @param home the file that it belongs to, if any
     * @param saved whether it says the same as when it was opened or saved last
     * @throws ScenarioException if it cannot be written
     */
    public void keep(ScenarioSpec scenario, Optional<Path> home, boolean saved) throws ScenarioException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // What breaks off between the two is rather taken for unsaved than for saved.
            if (!saved) {
                Files.write(unsavedMark(), new byte[0]);
            }
            ScenarioFile.write(file, scenario);
            if (saved) {
                Files.deleteIfExists(unsavedMark());
            }
            if (home.isPresent()) {
                Files.writeString(homeFile(), home.get().toAbsolutePath().toString());
            } else {
                Files.deleteIfExists(homeFile());
            }
        } catch (IOException unwritable) {
            throw ScenarioException.passingOn(unwritable);
        }
    }

    /** Says in which file of the user's own the scenario is. */
    private Path homeFile() {
        return file.resolveSibling(file.getFileName() + ".file");
    }

    /** Is there if the scenario was left with changes that are in no file of the user's. */
    private Path unsavedMark() {
        return file.resolveSibling(file.getFileName() + ".unsaved");
    }

    /** Whether the scenario that was kept is nowhere else. */
    public boolean isUnsaved() {
        return Files.exists(unsavedMark());
    }

    /** The file that the kept scenario belongs to, if it still says the same: else saving would lose what it says now. */
    public Optional<Path> home(ScenarioSpec kept) {
        try {
            Path home = Path.of(Files.readString(homeFile()).strip());
            return Files.isRegularFile(home) && ScenarioFile.read(home).equals(kept)
                    ? Optional.of(home)
                    : Optional.empty();
        } catch (IOException | InvalidPathException | ScenarioException gone) {
            return Optional.empty();
        }
    }

    /**
     * The scenario that was kept, and where else it is.
     *
     * @param home the file that it belongs to, if that still says the same
     * @param unsaved whether it is nowhere else
     */
    public record Left(ScenarioSpec scenario, Optional<Path> home, boolean unsaved) {}

    /** What was kept; empty if there is nothing, or nothing that can be read. */
    public Optional<Left> left() {
        return read().map(scenario -> {
            Optional<Path> home = home(scenario);
            return new Left(scenario, home, home.isEmpty() && isUnsaved());
        });
    }

    /** The scenario that was kept; empty if there is none, or none that can be read. */
    public Optional<ScenarioSpec> read() {
        try {
            return Files.isRegularFile(file) ? Optional.of(ScenarioFile.read(file)) : Optional.empty();
        } catch (ScenarioException spoilt) {
            return Optional.empty();
        }
    }

    /**
     * Sets it aside beside itself where it cannot be read: else the next one that is kept would be written over it.
     *
     * @return a sentence for the user about it; empty where there is none, or one that can be read
     */
    public Optional<String> setAsideIfUnreadable() {
        if (!Files.isRegularFile(file) || read().isPresent()) {
            return Optional.empty();
        }
        String what = "The scenario with which you left Tokenyard cannot be read";
        try {
            return Optional.of(what + ", so it was set aside as " + setAside()
                    + "; open that file to learn what is wrong with it, or delete it.");
        } catch (IOException stays) {
            return Optional.of(what + " and cannot be renamed, so that the next one will be written over it; copy "
                    + file + " elsewhere if you need it.");
        }
    }

    /** Its new name says what it is, can be opened as a scenario, and is none that an earlier one has. */
    private Path setAside() throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        for (int copy = 1; ; copy++) {
            Path aside = file.resolveSibling(FileNames.json(name + "-unreadable", copy));
            try {
                return Files.move(file, aside);
            } catch (FileAlreadyExistsException earlier) {
                // The next number may be free.
            }
        }
    }
}
