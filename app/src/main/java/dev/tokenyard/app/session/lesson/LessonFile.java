package dev.tokenyard.app.session.lesson;

import dev.tokenyard.app.session.JsonFields;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.catalog.JsonFault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lessons as JSON files: a scenario, see {@link ScenarioFile}, with a field {@code lesson}. A step may change the scenario by a
 * merge patch (RFC 7386), which is applied to that of the lesson and not to that of the step before.
 */
public final class LessonFile {
    private static final String DOCUMENT = "lesson";
    private static final String STEPS = "steps";
    private static final String AT = "at_s";
    private static final String UNTIL = "until_s";
    private static final String SPEED = "speed";
    private static final String REQUEST = "request";
    private static final String LANE = "lane";
    private static final String SCENARIO = "scenario";
    private static final String CAPTION = "caption";
    private static final String QUESTION = "question";
    private static final String ANSWER = "answer";
    private static final long MOST_BYTES = 1 << 20;
    /** More would leave too little of the lanes that it speaks of. */
    private static final int MOST_CHARACTERS = 600;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LessonFile() {}

    /** Whether a file is a lesson by its looks: JSON with a field {@code lesson}. */
    public static boolean looksLikeOne(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) <= MOST_BYTES
                    && JSON.readTree(Files.readString(file)).has(ScenarioFile.LESSON);
        } catch (IOException | JacksonException unreadable) {
            return false;
        }
    }

    /**
     * Reads a lesson.
     *
     * @throws ScenarioException if the file cannot be read or says something impossible; the message is for the user and names
     *     the file and the field
     */
    public static Lesson read(Path file) throws ScenarioException {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
                throw new ScenarioException(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes and lessons have %,d at most; choose a lesson file.",
                        file,
                        Files.size(file),
                        MOST_BYTES));
            }
            return parse(
                    file.toString(),
                    Files.readString(file),
                    file.toAbsolutePath().getParent());
        } catch (NoSuchFileException missing) {
            throw new ScenarioException("There is no file " + file + "; check the path.", missing);
        } catch (CharacterCodingException notText) {
            throw new ScenarioException(file + " is not text in UTF-8; choose a lesson file (.json).", notText);
        } catch (IOException unreadable) {
            throw new ScenarioException(
                    file + " cannot be read as text (" + unreadable.getMessage() + "); choose a lesson file.",
                    unreadable);
        }
    }

    /**
     * The lesson that a text holds.
     *
     * @param name what messages call it
     * @param folder the folder that paths in it are relative to, null to leave them as they are
     * @throws ScenarioException as {@link #read} does
     */
    public static Lesson parse(String name, String text, @Nullable Path folder) throws ScenarioException {
        try {
            JsonNode root = JSON.readTree(text);
            JsonFields lesson = JsonFields.of(root, DOCUMENT)
                    .object(ScenarioFile.LESSON)
                    .allowOnly(Set.of("title", "teaches", "source", STEPS));
            List<LessonStep> steps = new ArrayList<>();
            int count = lesson.list(STEPS).size();
            if (count == 0) {
                throw new ScenarioException(lesson.at(STEPS) + " is empty; give the lesson at least one step.");
            }
            for (int k = 0; k < count; k++) {
                steps.add(step(lesson.element(STEPS, k), root, folder));
            }
            return new Lesson(name, lesson.text("title"), lesson.text("teaches", ""), lesson.text("source", ""), steps);
        } catch (ScenarioException wrong) {
            throw new ScenarioException(name + ": " + wrong.getMessage(), wrong);
        } catch (JacksonException notJson) {
            throw new ScenarioException(
                    name + " is not JSON (" + JsonFault.reason(notJson) + "); choose a lesson file.", notJson);
        }
    }

    private static LessonStep step(JsonFields step, JsonNode root, @Nullable Path folder) throws ScenarioException {
        step.allowOnly(Set.of(AT, UNTIL, SPEED, REQUEST, LANE, SCENARIO, CAPTION, QUESTION, ANSWER));
        LessonMoment at = moment(step);
        double until = step.number(UNTIL, Double.NaN);
        if (until > LessonMoment.MOST_SECONDS) {
            throw new ScenarioException(step.at(UNTIL) + " is " + until + "; give at most "
                    + (long) LessonMoment.MOST_SECONDS + " seconds.");
        }
        if (until < at.seconds()) {
            throw new ScenarioException(
                    step.at(UNTIL) + " is " + until + ", which is before " + step.at(AT) + "; give a later moment.");
        }
        double speed = step.number(SPEED, Double.NaN);
        if (speed <= 0) {
            throw new ScenarioException(step.at(SPEED) + " is " + speed + "; give a number above zero.");
        }
        int request = step.wholeNumber(REQUEST, LessonStep.NO_REQUEST);
        if (step.has(REQUEST) && request < 0) {
            throw new ScenarioException(step.at(REQUEST) + " is " + request + "; requests are counted from 0.");
        }
        String caption = brief(step, CAPTION, step.text(CAPTION));
        String question = brief(step, QUESTION, step.text(QUESTION, ""));
        String answer = brief(step, ANSWER, step.text(ANSWER, ""));
        if (question.isEmpty() != answer.isEmpty()) {
            throw new ScenarioException(
                    step.at(question.isEmpty() ? QUESTION : ANSWER) + " is missing; give both or neither.");
        }
        ScenarioSpec scenario = scenario(step, root, folder);
        String lane = step.text(LANE, "");
        if (!lane.isEmpty()
                && scenario.policies().stream().noneMatch(policy -> policy.id().equals(lane))) {
            throw new ScenarioException(
                    step.at(LANE) + " is \"" + lane + "\", which is no policy of the scenario; use one of "
                            + String.join(
                                    ", ",
                                    scenario.policies().stream()
                                            .map(ScenarioSpec.PolicyChoice::id)
                                            .toList())
                            + ".");
        }
        return new LessonStep(scenario, at, until, speed, request, lane, caption, question, answer);
    }

    private static String brief(JsonFields step, String field, String words) throws ScenarioException {
        if (words.length() > MOST_CHARACTERS) {
            throw new ScenarioException(String.format(
                    Locale.ROOT,
                    "%s has %,d characters; give at most %d, or spread it over several steps.",
                    step.at(field),
                    words.length(),
                    MOST_CHARACTERS));
        }
        return words;
    }

    private static LessonMoment moment(JsonFields step) throws ScenarioException {
        JsonNode value = step.node(AT);
        if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= LessonMoment.MOST_SECONDS) {
            return LessonMoment.seconds(value.doubleValue());
        }
        return (value.isString() ? LessonMoment.parse(value.stringValue()) : Optional.<LessonMoment>empty())
                .orElseThrow(() -> new ScenarioException(step.at(AT) + " is " + value
                        + "; give 0 to " + (long) LessonMoment.MOST_SECONDS
                        + " seconds, or an event such as \"first violation\","
                        + " \"first preemption\" or \"first completion\"."));
    }

    private static ScenarioSpec scenario(JsonFields step, JsonNode root, @Nullable Path folder)
            throws ScenarioException {
        ObjectNode changed = (ObjectNode) root.deepCopy();
        changed.remove(ScenarioFile.LESSON);
        if (!step.has(SCENARIO)) {
            return ScenarioFile.fromJson(changed, folder);
        }
        step.object(SCENARIO);
        merge(changed, step.node(SCENARIO));
        try {
            return ScenarioFile.fromJson(changed, folder);
        } catch (ScenarioException wrong) {
            throw new ScenarioException("With the changes of " + step.at(SCENARIO) + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Applies a merge patch. */
    private static void merge(ObjectNode target, JsonNode patch) {
        for (String field : patch.propertyNames()) {
            JsonNode change = patch.get(field);
            JsonNode present = target.get(field);
            if (change.isNull()) {
                target.remove(field);
            } else if (change.isObject()) {
                // Into nothing, too, so that what is to be taken away below is not there.
                merge(present instanceof ObjectNode there ? there : target.putObject(field), change);
            } else {
                target.set(field, change);
            }
        }
    }
}
