package dev.tokenyard.app.view.stage;

/**
 * Width of a waiting request's block in pixels. It grows with the square root of the tokens, so that prompts of 50 and of
 * 5,000 tokens can stand side by side and still differ at a glance.
 */
final class BlockScale {
    /** Width of the part that stands for an output of unknown length. */
    static final double UNKNOWN = 13;

    private static final double LEAST = 4;
    private static final double MOST = 58;
    private static final double PER_ROOT_TOKEN = 0.95;

    private BlockScale() {}

    static double width(int tokens) {
        return Math.min(MOST, LEAST + PER_ROOT_TOKEN * Math.sqrt(tokens));
    }
}
