package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;

/** What the inspector shows: a request, without one an instance, or without either a lane. */
public sealed interface InspectorContent permits RequestDetail, InstanceDetail, LaneDetail {
    /** The comparison that it speaks of. */
    Comparison comparison();

    /** The lane that it speaks of. */
    int lane();
}
