package dev.tokenyard.sim.catalog;

import java.util.List;
import java.util.function.Function;

/** Looks entries of a list up by their ids. */
public final class Entries {
    private Entries() {}

    /**
     * The entry with an id.
     *
     * @param kind what the entries are, for the message
     * @param idOf the id of an entry
     * @throws UnknownEntryException if there is none; the message lists the known ids and the nearest
     */
    public static <T> T byId(String kind, List<T> entries, Function<T, String> idOf, String id) {
        return entries.stream()
                .filter(entry -> idOf.apply(entry).equals(id))
                .findFirst()
                .orElseThrow(() -> new UnknownEntryException(
                        kind, id, entries.stream().map(idOf).toList()));
    }
}
