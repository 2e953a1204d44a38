package dev.tokenyard.sim.engine;

/** The run was cancelled before its end; there is no result. */
public final class RunCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Made by the engine. */
    RunCancelledException() {
        super("The run was cancelled.");
    }
}
