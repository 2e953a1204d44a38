package dev.tokenyard.app.viewmodel;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What part of the window is on show. */
public final class PagesViewModel {
    /** A page of the window. */
    public enum Page {
        /** The lanes over the timeline. */
        STAGE("Stage"),
        /** Tables and charts. */
        COMPARE("Compare"),
        /** Predictions and what their errors cost. */
        PREDICT("Predict"),
        /** Published experiments, run again. */
        EXPERIMENTS("Experiments"),
        /** The scenario's trace, to be edited and fitted. */
        WORKLOAD("Workload"),
        /** A figure against a knob. */
        SWEEP("Sweep"),
        /** Short guided scenarios. */
        LESSONS("Lessons");

        private final String title;

        Page(String title) {
            this.title = title;
        }

        /** The page's name for people. */
        public String title() {
            return title;
        }
    }

    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(this, "page", Page.STAGE);
    private final BooleanProperty scenarioShown = new SimpleBooleanProperty(this, "scenarioShown", true);
    private final BooleanProperty inspectorShown = new SimpleBooleanProperty(this, "inspectorShown", true);

    private final BooleanProperty lookAheadShown = new SimpleBooleanProperty(this, "lookAheadShown", true);

    /** The page on show. */
    public ObjectProperty<Page> pageProperty() {
        return page;
    }

    /** Whether the scenario panel is on show. */
    public BooleanProperty scenarioShownProperty() {
        return scenarioShown;
    }

    /** Whether the inspector is on show, beside the stage. */
    public BooleanProperty inspectorShownProperty() {
        return inspectorShown;
    }

    /** Whether the stage shows the memory that policies foresee. */
    public BooleanProperty lookAheadShownProperty() {
        return lookAheadShown;
    }
}
