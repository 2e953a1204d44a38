package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.rescue.RunningCopy;
import dev.tokenyard.app.session.rescue.UnsavedWork;
import dev.tokenyard.sim.export.AtomicFiles;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps a copy of the scenario while it is edited, in case the program breaks off. It waits until the user pauses, writes in the
 * background, and touches no file of the user's own. That nothing can be kept is said once. For the FX thread.
 */
public final class Autosave {
    /** How long the user must pause, in milliseconds. */
    public static final long PAUSE_MILLIS = 3_000;

    private static final Logger LOGGER = Logger.getLogger(Autosave.class.getName());

    private final ScenarioDocument document;
    private final RunningCopy copy;
    private final Executor background;
    private final Delay delay;
    private final Consumer<String> warning;
    private final AtomicReference<UnsavedWork> next = new AtomicReference<>();
    private long changes;
    private boolean warned;

    /**
     * Keeps a document from its next change on.
     *
     * @param document what is edited
     * @param copy where it is kept
     * @param background where it is written
     * @param delay waits for the pause
     * @param warning takes a sentence for the user, in the background
     */
    public Autosave(
            ScenarioDocument document, RunningCopy copy, Executor background, Delay delay, Consumer<String> warning) {
        this.document = document;
        this.copy = copy;
        this.background = background;
        this.delay = delay;
        this.warning = warning;
        document.specProperty().addListener((property, before, now) -> changed());
        // Saving changes nothing but what there is to lose.
        document.fileProperty().addListener((property, before, now) -> changed());
        document.changedProperty().addListener((property, before, now) -> changed());
    }

    /** What there is to keep of a document. */
    public static UnsavedWork of(ScenarioDocument document) {
        boolean untouched = document.ownSpec().equals(ScenarioDefaults.opening());
        return new UnsavedWork(
                untouched ? Optional.empty() : Optional.of(document.ownSpec()),
                document.ownFile(),
                document.isOwnSaved(),
                document.unsavedGuests());
    }

    private void changed() {
        long change = ++changes;
        delay.after(PAUSE_MILLIS, () -> keep(change));
    }

    private void keep(long change) {
        if (change == changes) {
            next.set(of(document));
            background.execute(this::write);
        }
    }

    /** One at a time, so that the newest is written last. */
    private synchronized void write() {
        UnsavedWork work = next.getAndSet(null);
        if (work == null) {
            return;
        }
        try {
            copy.keep(work);
        } catch (IOException unwritable) {
            LOGGER.log(Level.FINE, "The scenario was not kept against a crash.", unwritable);
            warnOnce(unwritable);
        }
    }

    /** The last scenario and drafts are kept in the same folder, so that they are not kept either. */
    private void warnOnce(IOException unwritable) {
        if (!warned) {
            warned = true;
            warning.accept("Tokenyard cannot write to its folder " + copy.folder() + " ("
                    + AtomicFiles.cause(unwritable)
                    + "), so what you have not saved is lost when it ends or breaks off; save with Ctrl+S, and before"
                    + " the next start make that folder writable or name another one in XDG_CONFIG_HOME.");
        }
    }
}
