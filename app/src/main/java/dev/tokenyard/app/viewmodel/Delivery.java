package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.LatestWins;
import java.util.function.Consumer;

/**
 * Hands a fold's result on. Folds of a finished run have no input that could be wrong, so a failure is a defect and goes
 * to the thread's handler of uncaught exceptions.
 *
 * @param sink takes the result
 * @param <T> what is delivered
 */
record Delivery<T>(Consumer<? super T> sink) implements LatestWins.Receiver<T> {
    @Override
    public void succeeded(T result, double millis) {
        sink.accept(result);
    }

    @Override
    public void failed(Throwable failure) {
        throw new IllegalStateException("A run could not be summed up for the screen.", failure);
    }
}
