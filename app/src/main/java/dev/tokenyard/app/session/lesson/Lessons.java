package dev.tokenyard.app.session.lesson;

import dev.tokenyard.app.session.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lessons that come with the program. */
public final class Lessons {
    /** Their names, in the order in which to offer them; each is a file in {@code sample-traces/lessons}. */
    static final List<String> NAMES = List.of(
            "head-of-line",
            "load-knee",
            "memory",
            "prefill",
            "look-ahead",
            "predictions",
            "fairness",
            "classes",
            "model-swaps");

    /** The name of what the first window says of its scenario. */
    static final String OPENING = "opening";

    private static final String FOLDER = "/dev/tokenyard/lessons/";

    private Lessons() {}

    /** All of them. */
    public static List<Lesson> all() {
        return NAMES.stream().map(Lessons::named).toList();
    }

    /** What the first window says of the opening scenario. */
    public static Lesson opening() {
        return named(OPENING);
    }

    static Lesson named(String name) {
        String file = name + ".json";
        try (InputStream in = Lessons.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("The lesson " + file + " was not packed; build again.");
            }
            return LessonFile.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ScenarioException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
