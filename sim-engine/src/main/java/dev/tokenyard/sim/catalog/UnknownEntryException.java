package dev.tokenyard.sim.catalog;

import java.util.Collection;

/** A scenario names a GPU, model or policy that the catalogue does not have. */
public final class UnknownEntryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Suggests the nearest known id and lists them all.
     *
     * @param kind what was asked for, for instance {@code GPU}
     * @param id the id that is not known
     * @param known those that are
     */
    public UnknownEntryException(String kind, String id, Collection<String> known) {
        super("There is no " + kind + " '" + id + "' in the catalogue"
                + NearestName.of(id, known)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse(".")
                + " Known are " + String.join(", ", known) + ".");
    }
}
