package dev.tokenyard.app.session.workbench;

import dev.tokenyard.sim.model.Label;
import org.jspecify.annotations.Nullable;

/** Whether arrivals and lengths are shown of all requests together, or of some beside each other. */
public enum Grouping {
    /** Of all requests. */
    ALL("all", null),
    /** Of each class. */
    CLASS("class", Label.CLASS),
    /** Of the clients with most requests. */
    CLIENT("client", Label.CLIENT);

    private final String title;
    private final @Nullable Label label;

    Grouping(String title, @Nullable Label label) {
        this.title = title;
        this.label = label;
    }

    /** A word for people. */
    public String title() {
        return title;
    }

    /** The names by which requests are told apart; null for none. */
    public @Nullable Label label() {
        return label;
    }

    /** Whether the requests of a study have more than one of these names; of all together there is always something to show. */
    public boolean applies(WorkloadStudy study) {
        return label == null
                || (label == Label.CLASS
                                        ? study.after().classes()
                                        : study.after().clients())
                                .names()
                        > 1;
    }
}
