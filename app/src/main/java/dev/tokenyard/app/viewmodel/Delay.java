package dev.tokenyard.app.viewmodel;

/** Puts work off; tests take the time into their own hands. */
@FunctionalInterface
public interface Delay {
    /**
     * Runs work on the FX thread when some time has passed.
     *
     * @param millis how much, in milliseconds
     */
    void after(long millis, Runnable work);
}
