package dev.tokenyard.sim.metrics;

/**
 * How one service class fared.
 *
 * @param name its name
 * @param requests requests of the class, refused and unfinished ones included
 * @param met requests that met their objectives
 * @param goodputPerSecond requests per second that met their objectives, over the makespan, or of a range of time those
 *     completed in it, over that; NaN if nothing was completed
 */
public record ClassMetrics(String name, int requests, int met, double goodputPerSecond) {
    /** Share of the requests that met their objectives, NaN if the class has no request. */
    public double attainment() {
        return (double) met / requests;
    }
}
