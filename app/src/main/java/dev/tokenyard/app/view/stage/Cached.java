package dev.tokenyard.app.view.stage;

import java.util.function.Supplier;

/** A text that is written anew only when the numbers in it have changed. */
final class Cached {
    private long first = Long.MIN_VALUE;
    private long second;
    private String text = "";

    String of(long one, Supplier<String> write) {
        return of(one, 0, write);
    }

    String of(double value, Supplier<String> write) {
        return of(Double.doubleToLongBits(value), 1, write);
    }

    String of(long one, long other, Supplier<String> write) {
        if (one != first || other != second) {
            first = one;
            second = other;
            text = write.get();
        }
        return text;
    }
}
