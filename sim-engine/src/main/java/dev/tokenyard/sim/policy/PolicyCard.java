package dev.tokenyard.sim.policy;

import java.util.List;

/**
 * What a policy says of itself. Everything that lists policies derives from their cards.
 *
 * @param id identifier in files and on the command line, for instance {@code mc-sf}
 * @param title the name that people use
 * @param orderPhrase how the queue is ordered, to follow the word "next", for instance {@code by predicted output}
 * @param idea one or two sentences
 * @param citation paper, section or algorithm
 * @param foresight what it may know of output lengths
 * @param defaultPredictor the predictor it runs with unless told otherwise; empty where {@code foresight} is blind
 * @param departures where it differs from its source, and why; empty if nowhere
 * @param knobs its numbers
 */
public record PolicyCard(
        String id,
        String title,
        String orderPhrase,
        String idea,
        String citation,
        Foresight foresight,
        String defaultPredictor,
        String departures,
        List<Knob> knobs) {
    /** Copies the list of knobs. */
    public PolicyCard {
        knobs = List.copyOf(knobs);
    }

    /** The same policy under another name. */
    public PolicyCard named(String newId, String newTitle) {
        return new PolicyCard(
                newId, newTitle, orderPhrase, idea, citation, foresight, defaultPredictor, departures, knobs);
    }
}
