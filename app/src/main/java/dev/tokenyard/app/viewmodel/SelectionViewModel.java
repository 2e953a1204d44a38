package dev.tokenyard.app.viewmodel;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** What the user points at and has chosen; shared by all regions of the window. */
public final class SelectionViewModel {
    /** Nothing. */
    public static final int NONE = -1;

    private final IntegerProperty request = new SimpleIntegerProperty(this, "request", NONE);
    private final IntegerProperty hoveredRequest = new SimpleIntegerProperty(this, "hoveredRequest", NONE);
    private final IntegerProperty instance = new SimpleIntegerProperty(this, "instance", NONE);
    private final IntegerProperty lane = new SimpleIntegerProperty(this, "lane", NONE);

    /** The chosen request, ringed in every lane, or {@link #NONE}. */
    public IntegerProperty requestProperty() {
        return request;
    }

    /** The request under the pointer, or {@link #NONE}. */
    public IntegerProperty hoveredRequestProperty() {
        return hoveredRequest;
    }

    /** The chosen lane, or {@link #NONE}. */
    public IntegerProperty laneProperty() {
        return lane;
    }

    /** The chosen instance of the chosen lane by its number, or {@link #NONE}. */
    public IntegerProperty instanceProperty() {
        return instance;
    }

    /** The request to explain: the one under the pointer, otherwise the chosen one. */
    public int shownRequest() {
        return hoveredRequest.get() != NONE ? hoveredRequest.get() : request.get();
    }
}
