package dev.tokenyard.app.view.workload;

/** How the places of a slider and the values that it sets belong together. */
interface SliderScale {
    /** Powers of ten; near the middle it is exactly 1. */
    SliderScale TIMES = new SliderScale() {
        private static final double CATCH = 0.012;

        @Override
        public double value(double place) {
            if (Math.abs(place) < CATCH) {
                return 1;
            }
            double value = Math.pow(10, place);
            double unit = value < 1 ? 100 : 20;
            return Math.max(0.01, Math.rint(unit * value) / unit);
        }

        @Override
        public double place(double value) {
            return Math.log10(value);
        }
    };

    /** The value at a place. */
    double value(double place);

    /** The place of a value. */
    double place(double value);

    /** Values as they are, rounded to whole steps. */
    static SliderScale steps(double step) {
        return new SliderScale() {
            @Override
            public double value(double place) {
                // By a whole number where the step is a fraction, so that 0.3 stays 0.3.
                return step < 1
                        ? Math.rint(place * Math.rint(1 / step)) / Math.rint(1 / step)
                        : Math.rint(place / step) * step;
            }

            @Override
            public double place(double value) {
                return value;
            }
        };
    }

    /** A step that divides a length into some hundreds of parts: a power of ten. */
    static double stepOf(double length) {
        return length > 0 ? Math.pow(10, Math.floor(Math.log10(length / 300))) : 1;
    }
}
