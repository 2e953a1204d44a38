package dev.tokenyard.app.session.rescue;

import dev.tokenyard.app.session.Drafts;
import dev.tokenyard.app.session.FileNames;
import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Puts what sessions that broke off have left to where it would be had they ended well, at the start of the next one. Who continues
 * where they left off finds the last scenario there; all else that was not saved becomes a draft among the recent files.
 */
public final class Recovery {
    private final LastScenario last;
    private final RecentFiles recentScenarios;
    private final Set<Path> drafts = new LinkedHashSet<>();
    private final List<String> sentences = new ArrayList<>();

    private Recovery(LastScenario last, RecentFiles recentScenarios) {
        this.last = last;
        this.recentScenarios = recentScenarios;
    }

    /**
     * Recovers all that there is.
     *
     * @param continuing whether the program begins with the scenario that was left
     * @return what the user is to be told, in sentences; empty where nothing broke off, or where it is what the window opens with,
     *     and the last scenario can be read
     */
    public static List<String> of(LastScenario last, RecentFiles recentScenarios, boolean continuing) {
        return new Recovery(last, recentScenarios).recover(continuing);
    }

    private List<String> recover(boolean continuing) {
        // Before another one takes its place.
        last.setAsideIfUnreadable().ifPresent(sentences::add);
        boolean goesOn = continuing;
        for (Leftover leftover : Leftover.in(folder(last)).reversed()) {
            Optional<UnsavedWork> work = read(leftover);
            if (work.isPresent()) {
                place(leftover, work.get(), goesOn);
                // Only the newest one is gone on with.
                goesOn &= work.get().own().isEmpty();
            }
        }
        if (!drafts.isEmpty()) {
            sentences.add(0, sentence());
        }
        return List.copyOf(sentences);
    }

    /** Where the copies lie: beside the scenario that is kept on quitting. */
    public static Path folder(LastScenario last) {
        return Objects.requireNonNull(last.file().toAbsolutePath().getParent());
    }

    private Optional<UnsavedWork> read(Leftover leftover) {
        try {
            return Optional.of(leftover.work());
        } catch (ScenarioException unreadable) {
            try {
                sentences.add("Tokenyard broke off last time, and what was kept of it cannot be read: "
                        + unreadable.getMessage() + " It lies in " + leftover.setAside() + ".");
            } catch (IOException stays) {
                // It is found again at the next start.
                sentences.add("What was kept in " + leftover.file() + " cannot be read: " + unreadable.getMessage());
            }
            return Optional.empty();
        }
    }

    private void place(Leftover leftover, UnsavedWork work, boolean goesOn) {
        try {
            List<ScenarioSpec> unsaved = new ArrayList<>(work.made());
            if (work.own().isPresent()) {
                if (goesOn) {
                    last.keep(work.own().get(), work.file(), work.saved());
                } else if (!work.saved()) {
                    unsaved.add(work.own().get());
                }
            }
            for (ScenarioSpec scenario : unsaved) {
                Path draft = Drafts.beside(last).keep(scenario, FileNames.of(scenario.name()));
                recentScenarios.add(draft);
                drafts.add(draft);
            }
            leftover.remove();
        } catch (ScenarioException | IOException unwritable) {
            sentences.add("Tokenyard broke off last time, and what was kept in " + leftover.file()
                    + " could not be put among the recent scenarios: " + unwritable.getMessage());
            leave(leftover);
        }
    }

    private static void leave(Leftover leftover) {
        try {
            leftover.leave();
        } catch (IOException held) {
            // The right to it ends with this program at the latest.
        }
    }

    private String sentence() {
        List<String> names =
                drafts.stream().map(draft -> draft.getFileName().toString()).toList();
        return names.size() == 1
                ? "Tokenyard broke off last time. The scenario that you had not saved is the first of the recent ones: "
                        + names.get(0) + "."
                : "Tokenyard broke off last time. The scenarios that you had not saved are the first of the recent ones: "
                        + String.join(", ", names) + ".";
    }
}
