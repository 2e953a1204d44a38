package dev.tokenyard.app.session.fidelity;

/**
 * A figure of the reference run beside ours.
 *
 * @param name what it is, with its unit
 * @param reference the reference run's
 * @param ours ours
 * @param error how far ours is off, as a share of the reference; positive if ours is larger
 * @param bar the largest error, in size, that is good enough; NaN where no bar is set
 */
public record FidelityFigure(String name, double reference, double ours, double error, double bar) {

    /** A figure whose error is relative. */
    static FidelityFigure relative(String name, double reference, double ours, double bar) {
        return new FidelityFigure(name, reference, ours, ours / reference - 1, bar);
    }

    /** A count out of a larger one; what is missing is the error. */
    static FidelityFigure part(String name, int whole, int part, double bar) {
        return new FidelityFigure(name, whole, part, (double) part / whole - 1, bar);
    }

    /** Whether a bar is set. */
    public boolean judged() {
        return !Double.isNaN(bar);
    }

    /** Whether the error keeps within the bar; true where no bar is set. */
    public boolean passes() {
        return !judged() || Math.abs(error) <= bar;
    }
}
