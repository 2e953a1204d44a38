package dev.tokenyard.app.view.stage;

/**
 * What a frame shows.
 *
 * @param tick the clock, in ticks
 * @param motionTicks how long motions last, in ticks of the simulation: a fixed time of the viewer's at the present speed
 * @param selected the chosen request, or -1
 * @param hovered the request under the pointer, or -1
 * @param selectedLane the chosen lane, or -1
 */
record Moment(long tick, long motionTicks, int selected, int hovered, int selectedLane) {
    /** How far a motion that began at {@code start} has come, 0 to 1; 1 also where it has not begun. */
    double progress(long start) {
        long passed = tick - start;
        return passed < 0 || passed >= motionTicks ? 1 : (double) passed / motionTicks;
    }

    /** Fast at first, then slower: motion that comes to rest. */
    static double eased(double progress) {
        double left = 1 - progress;
        return 1 - left * left * left;
    }
}
