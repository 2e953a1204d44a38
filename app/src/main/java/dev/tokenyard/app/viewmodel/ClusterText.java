package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is unusual about a cluster, in few words: what stands where its details are folded away. */
public final class ClusterText {
    private static final char NO_BREAK = '\u00a0';
    private static final String ALL = "all";
    private static final String DERIVED = "derived";

    private ClusterText() {}

    /** Role, memory and limits of a group as far as they are not the usual ones; empty if all are. */
    public static String details(InstanceGroup group) {
        InstanceGroup.Limits limits = group.limits();
        InstanceGroup.Limits usual = InstanceGroup.Limits.DEFAULT;
        List<String> words = new ArrayList<>();
        if (group.role() != InstanceRole.MIXED) {
            words.add(group.role().id() + " only");
        }
        if (!group.turns().otherModels().isEmpty()) {
            words.add(TimeText.count(group.models().size()) + " models by turns");
            if (!group.turns().isDerived()) {
                words.add("load " + FieldText.number(group.turns().loadSeconds()) + " s");
            }
        }
        if (limits.hostGib() > 0) {
            words.add(FieldText.number(limits.hostGib()) + " GiB host");
        }
        if (limits.prefixCache()) {
            words.add("prefix cache");
        }
        if (limits.batchCap() != usual.batchCap()) {
            words.add("cap " + TimeText.count(limits.batchCap()));
        }
        if (limits.tokenBudget() != usual.tokenBudget()) {
            words.add("budget " + TimeText.count(limits.tokenBudget()));
        }
        return unbroken(words);
    }

    /** Parts between which a line may end, but not within one: no word stands alone on the next line. */
    private static String unbroken(List<String> parts) {
        return parts.stream().map(part -> part.replace(' ', NO_BREAK)).collect(Collectors.joining(NO_BREAK + "· "));
    }

    /** How requests leave an instance before they are done; empty if they do not. */
    public static String mechanisms(ClusterSpec cluster) {
        List<String> words = new ArrayList<>();
        if (cluster.swaps()) {
            words.add("swap");
        }
        if (cluster.links().gigabytesPerSecond() > 0) {
            words.add(FieldText.number(cluster.links().gigabytesPerSecond()) + " GB/s link");
        }
        if (cluster.links().migration()) {
            words.add("migration");
        }
        return unbroken(words);
    }

    /**
     * What a group's host memory is for, where that is not as it may seem; empty if it is.
     *
     * @param evicting the names of the policies that evict to it in any batching mode
     */
    public static String hostMemoryNote(InstanceGroup group, ClusterSpec cluster, List<String> evicting) {
        boolean has = group.limits().hostGib() > 0;
        if (!has) {
            return cluster.swaps() ? "Without host memory victims are recomputed here." : "";
        }
        if (cluster.swaps()) {
            return "";
        }
        String who = String.join(", ", evicting) + (evicting.size() == 1 ? " evicts" : " evict");
        if (!group.turns().otherModels().isEmpty()) {
            String weights = "Holds the weights of models, as many as fit";
            return weights + (evicting.isEmpty() ? "." : ", and in what is left the KV blocks that " + who + ".");
        }
        return evicting.isEmpty()
                ? "Not used: victims are recomputed, see swapping below."
                : "Holds the KV blocks that " + who + "; victims of a shortage are recomputed, see swapping below.";
    }

    /** A time to load a model for a field, {@code derived} for what the data sheets say. */
    public static String loadSeconds(double seconds) {
        return seconds == InstanceGroup.Turns.DERIVED ? DERIVED : FieldText.number(seconds);
    }

    /**
     * Reads a time to load a model, in seconds; nothing and {@code derived} stand for what the data sheets say.
     *
     * @throws IllegalArgumentException if the text is no number, 0 or more
     */
    public static double parseLoadSeconds(String text) {
        String typed = text.trim();
        if (typed.isEmpty() || typed.equalsIgnoreCase(DERIVED)) {
            return InstanceGroup.Turns.DERIVED;
        }
        double seconds = FieldText.parseNumber("The load time", typed);
        if (seconds < 0) {
            throw new IllegalArgumentException("The load time is \"" + typed
                    + "\"; give 0 or more seconds, or \"derived\" for what the data sheets say.");
        }
        return seconds;
    }

    /** A number of KV blocks for a field, {@code all} for as many as fit. */
    public static String blocks(int blocks) {
        return blocks == 0 ? ALL : Integer.toString(blocks);
    }

    /**
     * Reads a number of KV blocks; nothing and {@code all} stand for as many as fit.
     *
     * @throws IllegalArgumentException if the text is no number
     */
    public static int parseBlocks(String text) {
        String typed = text.trim();
        return typed.isEmpty() || typed.equalsIgnoreCase(ALL)
                ? 0
                : FieldText.parseCount("The number of KV blocks", typed);
    }
}
