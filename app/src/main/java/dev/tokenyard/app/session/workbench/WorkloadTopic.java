package dev.tokenyard.app.session.workbench;

/** What the workbench shows of a trace. */
public enum WorkloadTopic {
    /** Requests a second over time. */
    RATE,
    /** Times between arrivals. */
    GAPS,
    /** Prompt lengths. */
    PROMPTS,
    /** Output lengths. */
    OUTPUTS,
    /** Prompts against outputs. */
    LENGTHS,
    /** Common beginnings of prompts. */
    PREFIXES,
    /** Requests by class. */
    CLASSES,
    /** Requests by client. */
    CLIENTS
}
