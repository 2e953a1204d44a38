package dev.tokenyard.app.session.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LessonFileTest {
    private static final String SCENARIO = """
            "name": "Mine", "trace": {"kind": "sample", "location": "rounds.csv"}, "limit": 0,
            "cluster": {"groups": [{"gpu": "a100-80g", "model": "llama-2-7b", "tensor_parallel": 1, "instances": 1}]},
            "slo": [{"class": "Short", "ttft_s": 1}, {"class": "Medium"}, {"class": "Long"}],
            "policies": [{"id": "fcfs"}, {"id": "sjf"}], "predictor": "", "seed": 7
            """;

    private static String lesson(String... steps) {
        return "{\"lesson\": {\"title\": \"T\", \"teaches\": \"W\", \"source\": \"S\", \"steps\": ["
                + String.join(",", steps) + "]}," + SCENARIO + "}";
    }

    private static Lesson read(String... steps) throws ScenarioException {
        return LessonFile.parse("mine.json", lesson(steps), null);
    }

    private static LessonScript script(String... steps) throws ScenarioException {
        return LessonScript.of(read(steps), ScenarioRunner.of(new ComparisonService()), () -> false);
    }

    @Test
    void aStepHasItsOwnChangesAndNotThoseOfTheStepBefore() throws ScenarioException {
        Lesson lesson = read(
                "{\"at_s\": 1, \"caption\": \"a\", \"scenario\": {\"rate_scale\": 2, \"cluster\": {\"batching\": \"sarathi\"}}}",
                "{\"at_s\": 2, \"until_s\": 3, \"speed\": 0.5, \"lane\": \"sjf\", \"request\": 4, \"caption\": \"b\"}");
        LessonStep changed = lesson.steps().get(0);
        LessonStep plain = lesson.steps().get(1);
        assertThat(changed.scenario().rateScale()).isEqualTo(2);
        assertThat(changed.scenario().cluster().batching().id()).isEqualTo("sarathi");
        assertThat(changed.scenario().cluster().groups())
                .isEqualTo(plain.scenario().cluster().groups());
        assertThat(plain.scenario().rateScale()).isEqualTo(1);
        assertThat(plain.request()).isEqualTo(4);
        assertThat(plain.speed()).isEqualTo(0.5);
        assertThat(lesson.title()).isEqualTo("T");
    }

    @Test
    void placeholdersOfAllKindsAreFilled() throws ScenarioException {
        LessonScript.Scene scene = script(
                        "{\"at_s\": 6, \"request\": 3, \"caption\": \"{requests} {fcfs.completed} {fcfs.now.arrived}"
                                + " {fcfs.ttft-mean / fcfs.ttft.mean} {sjf.requests@Short} {fcfs.request.output}"
                                + " {step1:fcfs.evictions} {moment}\"}")
                .scenes()
                .get(0);
        assertThat(scene.caption()).matches("20 20 \\d+ 1 \\d+ \\d+ 0 00:06");
    }

    /** As RFC 7386 has it: what a patch takes away is not there, even inside what the patch brings. */
    @Test
    void whatAPatchTakesAwayIsNotBrought() throws ScenarioException {
        LessonStep step = read("{\"at_s\": 1, \"caption\": \"a\","
                        + " \"scenario\": {\"assign\": {\"class\": {\"by\": \"output\", \"chances\": null, \"parts\":"
                        + " [{\"name\": \"Short\", \"up_to_tokens\": 9}, {\"name\": \"Long\"}]}}}}")
                .steps()
                .get(0);
        assertThat(step.scenario().assignment().classes().isTrace()).isFalse();
    }

    @Test
    void smallFiguresKeepTwoDigits() {
        assertThat(new LessonNumber(0.00412, "").text()).isEqualTo("0.0041");
        assertThat(new LessonNumber(-0.05, "%").text()).isEqualTo("−0.05 %");
        assertThat(new LessonNumber(0.05, "s").text()).isEqualTo("50 ms");
        assertThat(new LessonNumber(0, "").text()).isEqualTo("0");
        assertThat(new LessonNumber(1 / 3.0, "").text()).isEqualTo("0.33");
    }

    /** As on the clock above the stage. */
    @Test
    void aMomentReadsAsOnAClock() {
        assertThat(new LessonNumber(300, LessonNumber.CLOCK).text()).isEqualTo("05:00");
        assertThat(new LessonNumber(300.35, LessonNumber.CLOCK).text()).isEqualTo("05:00.35");
        assertThat(new LessonNumber(4000, LessonNumber.CLOCK).text()).isEqualTo("1:06:40");
        assertThat(new LessonNumber(12, LessonNumber.ROUND).text()).isEqualTo("round 12");
    }

    @Test
    void theTheorySpeaksOfRounds() throws ScenarioException {
        LessonScript.Scene scene = script(
                        "{\"at_s\": 6, \"request\": 3, \"scenario\": {\"cluster\": {\"batching\": \"theory\", \"groups\": [{\"gpu\": \"a100-80g\", \"model\": \"llama-2-7b\", \"tensor_parallel\": 1, \"instances\": 1, \"kv_blocks\": 4000}]}},"
                                + " \"caption\": \"{moment}, {fcfs.ttft.max}, {fcfs.tpot.mean@Short}, {fcfs.request.e2e}\"}")
                .scenes()
                .get(0);
        assertThat(scene.caption()).matches("round 6, [\\d.,]+ rounds, [\\d.,–]+( rounds)?, [\\d.,]+ rounds");
    }

    @Test
    void aMomentCanBeTheFirstOfAKind() throws ScenarioException {
        LessonScript.Scene scene = script("{\"at_s\": \"first completion\", \"caption\": \"c\"}")
                .scenes()
                .get(0);
        assertThat(scene.atTick()).isPositive();
        assertThat(scene.isNear(scene.atTick())).isTrue();
        assertThat(scene.isNear(scene.atTick() + 5 * Ticks.PER_SECOND)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{fcfs.tttf}|asks for {fcfs.tttf}, which is no figure; the figures are slo",
                "{edf.slo}|\"edf\" is no policy of that step; use one of fcfs, sjf",
                "{fcfs.slo@Gold}|has no class \"Gold\"",
                "{fcfs.goodput@Short}|a class has slo, requests",
                "{step9:fcfs.slo}|the lesson has steps 1 to 1",
                "{}|write it as {policy.figure}",
                "{step99999999999:fcfs.slo}|write it as {policy.figure}",
                "{requests@Short}|requests is of all requests; leave @Short away",
                "{fcfs.request.ttft}|is no figure",
                "{fcfs.slo|has a lone {; write a figure between two braces",
                "{fcfs.slo} of all}|has a lone }; write a figure between two braces",
                "{{fcfs.slo}}|has a lone {; write",
            })
    void anUnknownFigureIsASentenceWithFileAndField(String placeholder, String sentence) {
        assertThatThrownBy(() -> script(
                        "{\"at_s\": 1, \"caption\": \"c\", \"question\": \"q\", \"answer\": \"" + placeholder + "\"}"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("mine.json: lesson.steps[0].answer")
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"caption\": \"c\"}|no field \"lesson.steps[0].at_s\"",
                "{\"at_s\": -1, \"caption\": \"c\"}|lesson.steps[0].at_s is -1",
                "{\"at_s\": \"last\", \"caption\": \"c\"}|\"first violation\"",
                "{\"at_s\": 1e300, \"caption\": \"c\"}|give 0 to 8640000 seconds",
                "{\"at_s\": 1, \"until_s\": 1e300, \"caption\": \"c\"}|give at most 8640000 seconds",
                "{\"at_s\": 1, \"request\": -1, \"caption\": \"c\"}|lesson.steps[0].request is -1; requests are counted from 0",
                "{\"at_s\": 5, \"until_s\": 4, \"caption\": \"c\"}|before lesson.steps[0].at_s",
                "{\"at_s\": 5, \"speed\": 0, \"caption\": \"c\"}|above zero",
                "{\"at_s\": 5, \"captoin\": \"c\"}|lesson.steps[0].captoin",
                "{\"at_s\": 5, \"caption\": \"c\", \"question\": \"q\"}|lesson.steps[0].answer is missing",
                "{\"at_s\": 5, \"caption\": \"c\", \"lane\": \"edf\"}|no policy of the scenario; use one of fcfs, sjf",
                "{\"at_s\": 5, \"caption\": \"c\", \"scenario\": {\"rate\": 2}}|With the changes of lesson.steps[0].scenario",
                "{\"at_s\": 5, \"caption\": \"c\", \"scenario\": 2}|lesson.steps[0].scenario is 2",
            })
    void whatIsWrongIsASentenceWithFileAndField(String step, String sentence) {
        assertThatThrownBy(() -> read(step))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("mine.json: ")
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void aRequestOrAnEventThatDoesNotExistIsRefusedBeforeAnythingChanges() {
        assertThatThrownBy(() -> script("{\"at_s\": 5, \"caption\": \"c\", \"request\": 20}"))
                .hasMessageContaining("lesson.steps[0].request is 20")
                .hasMessageContaining("requests 0 to 19");
        assertThatThrownBy(() -> script("{\"at_s\": \"first preemption\", \"caption\": \"c\"}"))
                .hasMessageContaining("lesson.steps[0].at_s waits for");
        assertThatThrownBy(LessonFileTest::read).hasMessageContaining("lesson.steps is empty");
        assertThatThrownBy(() -> LessonFile.parse("mine.json", "{", null))
                .hasMessageStartingWith("mine.json is not JSON");
    }

    /** Longer words would cover the lanes that they speak of. */
    @ParameterizedTest
    @ValueSource(strings = {"caption", "question", "answer"})
    void wordsAreBrief(String field) throws ScenarioException {
        String step = "{\"at_s\": 1, \"caption\": \"c\", \"question\": \"q\", \"answer\": \"a\"}";
        String start = "\"" + field + "\": \"";
        assertThat(read(step.replace(start, start + "x".repeat(599))).steps()).hasSize(1);
        assertThatThrownBy(() -> read(step.replace(start, start + "x".repeat(600))))
                .hasMessage("mine.json: lesson.steps[0]." + field
                        + " has 601 characters; give at most 600, or spread it over several steps.");
    }

    @Test
    void whatIsNotTextIsSaidInASentence(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("l.json"), new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0});
        assertThatThrownBy(() -> LessonFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessage(file + " is not text in UTF-8; choose a lesson file (.json).");
    }

    @Test
    void aLessonIsAlsoAScenario(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, lesson("{\"at_s\": 1, \"caption\": \"a\"}"));
        assertThat(LessonFile.looksLikeOne(file)).isTrue();
        assertThat(ScenarioFile.read(file))
                .isEqualTo(LessonFile.read(file).steps().get(0).scenario());
        Files.writeString(file, "{" + SCENARIO + "}");
        assertThat(LessonFile.looksLikeOne(file)).isFalse();
        assertThat(LessonFile.looksLikeOne(folder)).isFalse();
        Files.writeString(file, " ".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> LessonFile.read(file)).hasMessageContaining("has 1,048,577 bytes");
        assertThatThrownBy(() -> LessonFile.read(folder.resolve("none.json"))).hasMessageContaining("There is no file");
    }
}
