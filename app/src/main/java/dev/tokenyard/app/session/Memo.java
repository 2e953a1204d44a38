package dev.tokenyard.app.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last few things that were worked out of a run, by what was asked for, so that a run that is shown again is not gone through
 * again. Safe for use by several threads; what two ask for at the same time may be worked out twice.
 */
final class Memo {
    /** Twice what a window shows of a run at a time, so that a range of time finds room beside it. */
    private static final int MOST = 24;

    private final Map<Question<?>, Object> answers = new LinkedHashMap<>(MOST, 0.75f, true);

    /**
     * What may be asked for; equal ones have the same answer.
     *
     * @param <T> what it is answered with
     */
    interface Question<T> {}

    /** The answer to a question, worked out unless it is still known. */
    <T> T answer(Question<T> question, Supplier<T> work) {
        T known = known(question);
        if (known != null) {
            return known;
        }
        T made = work.get();
        synchronized (answers) {
            answers.put(question, made);
            if (answers.size() > MOST) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
        return made;
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T known(Question<T> question) {
        synchronized (answers) {
            // Put in by answer() alone, under a question of its own type.
            return (T) answers.get(question);
        }
    }
}
