package dev.tokenyard.sim.model;

import java.util.Arrays;
import java.util.Optional;

/** The part of a request's life that an instance serves. */
public enum InstanceRole {
    /** Prompts and output tokens: an instance that needs no other. */
    MIXED("mixed"),
    /** Prompts, up to the first output token; the request then goes on at a decode instance. */
    PREFILL("prefill"),
    /** All output tokens but the first. What is preempted there is computed again there. */
    DECODE("decode");

    private final String id;

    InstanceRole(String id) {
        this.id = id;
    }

    /** The role with a name, if there is one. */
    public static Optional<InstanceRole> byId(String id) {
        return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }

    /** The name in files and on the command line. */
    public String id() {
        return id;
    }

    /** Whether requests that arrive may go there. */
    public boolean takesArrivals() {
        return this != DECODE;
    }

    /** Whether requests stay there to their end. */
    public boolean decodes() {
        return this != PREFILL;
    }
}
