package dev.tokenyard.app.session;

/**
 * How smoothly the window ran, drawn in software at 1280 x 800 on this machine.
 *
 * @param lanes lanes on the stage
 * @param instances instances in each
 * @param requests requests in each
 * @param mostWaiting most requests that waited in a lane while frames were measured
 * @param frames work of the frames while it played
 * @param seeks work of the frames after leaps to random moments
 * @param soak what an hour of playing would do to the memory
 * @param drag how the window followed a slider
 */
public record WindowReport(
        int lanes, int instances, int requests, int mostWaiting, Work frames, Work seeks, Soak soak, Drag drag) {
    /**
     * Work on the FX thread, in milliseconds.
     *
     * @param count frames
     * @param p50 the median
     * @param p99 what one in a hundred exceeds
     * @param worst the most
     */
    public record Work(int count, double p50, double p99, double worst) {}

    /**
     * Memory in use while it played on and on.
     *
     * @param seconds how long it played
     * @param startMib after the first tenth of that time, in MiB, once garbage was collected
     * @param endMib at the end, likewise
     * @param mibPerHour the trend of the samples in between, by least squares
     */
    public record Soak(double seconds, double startMib, double endMib, double mibPerHour) {}

    /**
     * The slider of the arrival rate in a hand: every few milliseconds another place.
     *
     * @param requests requests that are simulated for each value
     * @param policies policies that are
     * @param idleSeconds how long nothing was asked for before the first drag, so that steps were simulated ahead
     * @param first the first drag in this run of the program, with nothing else warmed up for it
     * @param again later ones, to and fro between steps that were all shown once
     * @param fresh where each value is one that no slider has and that was never shown, so that all is simulated
     */
    public record Drag(int requests, int policies, double idleSeconds, Updates first, Updates again, Updates fresh) {}

    /**
     * What followed the hand, a second.
     *
     * @param pictures new comparisons on the stage
     * @param strips new strips of the timeline
     * @param charts new charts on the compare page, while that was on show
     */
    public record Updates(double pictures, double strips, double charts) {}
}
