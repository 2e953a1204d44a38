package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.image.FrameSource;
import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.time.Ticks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportCommandTest {
    @TempDir
    Path folder;

    private final List<RecordingPlan> filmed = new ArrayList<>();
    private final List<Optional<TimeRange>> ranges = new ArrayList<>();
    private String scenario = "";

    @BeforeEach
    void write() throws ScenarioException {
        ScenarioSpec short100 =
                ScenarioDefaults.opening().named("a <b> short one").withLimit(100);
        ScenarioFile.write(folder.resolve("scenario.json"), short100);
        scenario = folder.resolve("scenario.json").toString();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Films are grey pictures here; the real ones need a toolkit. */
    private CommandResult run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Recorder recorder = (comparison, plan, range, film) -> {
            filmed.add(plan);
            ranges.add(Optional.ofNullable(range));
            film.write(new FrameSource() {
                @Override
                public int count() {
                    return plan.frames();
                }

                @Override
                public BufferedImage frame(int k) {
                    return new BufferedImage(plan.width(), plan.height(), BufferedImage.TYPE_INT_RGB);
                }
            });
        };
        CommandLine line = TokenyardCommand.commandLine(
                ExportOptions.figure(Theme.paper()),
                (trace, policies) -> new double[] {12},
                new ExportServices(Theme.reports(), recorder));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return new CommandResult(line.execute(arguments), out.toString(), err.toString());
    }

    private void refused(String sentence, String... arguments) {
        CommandResult result = run(arguments);
        assertThat(result.exitCode()).as("%s", List.of(arguments)).isEqualTo(2);
        assertThat(result.err().strip())
                .contains(sentence)
                .startsWith("tokenyard: ")
                .endsWith(".");
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void oneRunIsWrittenInEveryWay() throws IOException {
        CommandResult result = run(
                "export",
                scenario,
                "--html",
                at("r.html"),
                "--figures",
                at("figures"),
                "--width",
                "double",
                "--charts",
                at("charts"),
                "--perfetto",
                at("t.json"));
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines())
                .containsExactly(
                        "Wrote " + at("r.html") + ".",
                        "Wrote " + at("figures") + ".",
                        "Wrote " + at("charts") + ".",
                        "Wrote " + at("t.json") + ".");
        assertThat(Files.readString(folder.resolve("r.html"))).contains("<h1>a &lt;b&gt; short one</h1>");
        assertThat(folder.resolve("figures/README.txt")).content().contains("--figures . --width double", "7.00 in");
        assertThat(folder.resolve("charts/ttft-cdf.png")).isNotEmptyFile();
        JsonNode events = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("t.json")))
                .get("traceEvents");
        assertThat(events.size()).isGreaterThan(1_000);
    }

    @Test
    void theCommandOfTheIndexMakesTheFiguresAgain() throws IOException {
        run("export", scenario, "--figures", at("one"));
        CommandResult again = run("export", at("one/scenario.json"), "--figures", at("one"), "--width", "single");
        assertThat(again.exitCode()).isZero();
        run("export", scenario, "--figures", at("two"));
        try (Stream<Path> files = Files.list(folder.resolve("one"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".svg")).toList()) {
                assertThat(file)
                        .hasSameTextualContentAs(folder.resolve("two").resolve(String.valueOf(file.getFileName())));
            }
        }
    }

    @Test
    void severalSeedsGoIntoTheTablesAndTheCommand() throws IOException, ScenarioException {
        CommandResult result =
                run("export", scenario, "--seeds", "3", "--html", at("r.html"), "--figures", at("figures"));
        assertThat(result.err()).isEmpty();
        assertThat(folder.resolve("r.html")).content().contains("over 3 seeds");
        assertThat(folder.resolve("figures/README.txt")).content().contains("--width single --seeds 3", "over 3 seeds");
        assertThat(folder.resolve("figures/metrics.csv")).content().contains(",± ", ",seeds,");
        ScenarioFile.write(
                folder.resolve("scenario.json"), ScenarioDefaults.opening().withSeed(Long.MAX_VALUE - 1));
        refused(
                "Seed 9223372036854775806 is too large to count 3 seeds from; give one of at most 9223372036854775805.",
                "export",
                scenario,
                "--seeds",
                "3",
                "--html",
                at("s.html"));
        refused("Option --seeds is 0; give 1 to 1000.", "export", scenario, "--seeds", "0", "--html", at("s.html"));
    }

    @Test
    void policiesOfTheScenarioAreChosen() throws IOException {
        run("export", scenario, "--policy", "mc-sf", "--perfetto", at("t.json"));
        assertThat(Files.readString(folder.resolve("t.json"))).contains("MC-SF").doesNotContain("FCFS");
        refused("has no policy qlm; choose among fcfs", "export", scenario, "--policy", "qlm", "--html", at("r.html"));
    }

    @Test
    void theOptionsOfRunStandInForAScenario() throws IOException {
        CommandResult result = run(
                "export",
                "--trace",
                "chat.csv",
                "--policy",
                "fcfs,edf",
                "--limit",
                "50",
                "--seed",
                "3",
                "--baseline",
                "edf",
                "--html",
                at("r.html"));
        assertThat(result.err()).isEmpty();
        assertThat(Files.readString(folder.resolve("r.html")))
                .contains("seed 3", "difference from that of EDF", "50 of chat.csv");
        refused("give a scenario file, or --trace and --policy", "export", "--html", at("x.html"));
        refused(
                "Option --seed does not go with a scenario file, which says that itself; change it in ",
                "export",
                scenario,
                "--seed",
                "3",
                "--html",
                at("x.html"));
    }

    @Test
    void filmsAreOfTheStretchAtTheSpeedInTheSizeAndTheme() {
        run(
                "export",
                scenario,
                "--gif",
                at("f.gif"),
                "--from",
                "10",
                "--to",
                "14",
                "--fps",
                "4",
                "--speed",
                "2",
                "--size",
                "640x360",
                "--theme",
                "light");
        assertThat(filmed).hasSize(1);
        RecordingPlan plan = filmed.get(0);
        assertThat(plan.frames()).isEqualTo(9);
        assertThat(plan.fromTick()).isEqualTo(Ticks.fromSeconds(10));
        assertThat(plan.width()).isEqualTo(640);
        assertThat(plan.dark()).isFalse();
        assertThat(ranges).containsExactly(Optional.of(new TimeRange(Ticks.fromSeconds(10), Ticks.fromSeconds(14))));
        assertThat(folder.resolve("f.gif")).isNotEmptyFile();
        run("export", scenario, "--frames", at("frames"), "--from", "10", "--fps", "1", "--view", "window");
        assertThat(filmed.get(1).subject()).isEqualTo(RecordingPlan.Subject.WINDOW);
        assertThat(filmed.get(1).frames()).isEqualTo(11);
        assertThat(folder.resolve("frames/frame-0011.png")).isNotEmptyFile();
        run("export", scenario, "--gif", at("whole.gif"), "--fps", "1");
        assertThat(ranges.get(2)).as("all of time").isEmpty();
    }

    @Test
    void aTraceIsCutAtTheStretch() throws IOException {
        run("export", scenario, "--perfetto", at("t.json"), "--from", "5", "--to", "6");
        JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("t.json")))
                .get("traceEvents")
                .forEach(event -> {
                    if (event.has("ts")) {
                        assertThat(event.get("ts").longValue()).isBetween(5_000_000L, 6_000_000L);
                    }
                });
    }

    @Test
    void whatIsThereIsKept() throws IOException {
        Path there = Files.writeString(folder.resolve("there.html"), "mine");
        refused("there.html exists; give another name, or --force", "export", scenario, "--html", there.toString());
        assertThat(there).hasContent("mine");
        assertThat(run("export", scenario, "--html", there.toString(), "--force")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(there)).contains("<!DOCTYPE html>");
        refused("which is left alone", "export", scenario, "--figures", folder.toString());
        refused("which is left alone", "export", scenario, "--frames", folder.toString(), "--force");
        refused("scenario.json", "export", scenario, "--charts", folder.toString());
        refused("is asked for twice", "export", scenario, "--html", at("x"), "--perfetto", at("./x"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("x"));
        refused("is asked for twice", "export", scenario, "--html", at("x"), "--perfetto", at("link"), "--force");
        Files.createDirectory(folder.resolve("inner"));
        Files.createSymbolicLink(folder.resolve("roundabout"), Path.of("inner", "..", "x"));
        refused("is asked for twice", "export", scenario, "--html", at("x"), "--gif", at("roundabout"), "--force");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void whatCannotBeIsSaidInASentence() {
        refused("Nothing was asked for; give one or more of --html", "export", scenario);
        refused("choose one of single, double", "export", scenario, "--figures", at("f"), "--width", "half");
        refused("give width and height", "export", scenario, "--gif", at("f.gif"), "--size", "large");
        refused("choose 1 to 50", "export", scenario, "--gif", at("f.gif"), "--fps", "100");
        refused(
                "begins at 9.0 s; give a later moment",
                "export",
                scenario,
                "--gif",
                at("f.gif"),
                "--from",
                "9",
                "--to",
                "3");
        refused("the runs are over at", "export", scenario, "--gif", at("f.gif"), "--from", "90000");
        refused("the runs are over at", "export", scenario, "--html", at("r.html"), "--from", "90000");
        refused("There is no file", "export", at("missing.json"), "--html", at("r.html"));
        refused("is a file", "export", scenario, "--html", at("scenario.json/r.html"));
        CommandResult theme = run("export", scenario, "--gif", at("f.gif"), "--theme", "grey");
        assertThat(theme.err()).contains("--theme").contains("dark, light");
    }

    @Test
    void nothingIsWrittenOverWhatItIsMadeFromHoweverForced() throws IOException, ScenarioException {
        Path trace = Files.writeString(
                folder.resolve("trace.csv"), "arrival_s,prompt_tokens,output_tokens\n0,10,5\n1,10,5\n");
        ScenarioFile.write(
                folder.resolve("scenario.json"),
                ScenarioDefaults.opening().withTrace(TraceSource.file(trace.toString())));
        String before = Files.readString(folder.resolve("scenario.json"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("scenario.json"));

        refused("is what the export is made from", "export", scenario, "--html", scenario, "--force");
        refused("is what the export is made from", "export", scenario, "--gif", at("link"), "--force");
        refused("is what the export is made from", "export", scenario, "--perfetto", trace.toString(), "--force");
        refused("is what the export is made from", "export", scenario, "--html", scenario);
        assertThat(folder.resolve("scenario.json")).hasContent(before);
        assertThat(trace).content().startsWith("arrival_s");
    }

    /** Nor over what its inputs read themselves: hardware, the clients of a pool, a trace that is replayed, a matrix. */
    @Test
    void whatInputsNameIsAnInputToo() throws IOException {
        CommandResult entry = run("gpus", "a100-80g", "--entry");
        Path gpus = Files.createDirectories(folder.resolve("hardware")).resolve("gpus.json");
        Files.writeString(gpus, entry.out().replace("a100-80g", "mine"));
        Path pool = Files.createDirectories(folder.resolve("pool")).resolve("chunk-1-dataset.json");
        Files.writeString(pool, "{}");
        Path other = Files.writeString(pool.resolveSibling("notes.html"), "mine");
        Path recipe = Files.writeString(
                folder.resolve("pool.json"), "{\"duration_s\": 60, \"servegen\": {\"folder\": \"pool\"}}");
        Path replayed =
                Files.writeString(folder.resolve("replayed.csv"), "arrival_s,prompt_tokens,output_tokens\n0,1,1\n");
        Path replay = Files.writeString(
                folder.resolve("replay.json"),
                "{\"streams\": [{\"arrivals\": {\"process\": \"replay\", \"trace\": \"replayed.csv\"},"
                        + " \"prompt_tokens\": {\"median\": 9}, \"output_tokens\": {\"median\": 9}}]}");
        Path matrix = Files.writeString(folder.resolve("matrix.csv"), "up_to,a,b\n9,1,0\n,0,1\n");
        String[] run = {"export", "--policy", "fcfs", "--force"};
        for (String catalog : List.of(gpus.toString(), at("hardware"))) {
            madeFrom(run, "--trace", "chat.csv", "--catalog", catalog, "--html", gpus.toString());
        }
        madeFrom(run, "--trace", recipe.toString(), "--perfetto", pool.toString());
        madeFrom(run, "--trace", replay.toString(), "--html", replayed.toString());
        madeFrom(run, "--trace", "chat.csv", "--predictor", "confusion:" + matrix, "--gif", matrix.toString());
        assertThat(run("export", "--policy", "fcfs", "--trace", recipe.toString(), "--html", other.toString())
                        .err())
                .as("what a pool does not read is none of its files")
                .contains("notes.html exists");
    }

    private void madeFrom(String[] run, String... more) {
        refused(
                "is what the export is made from",
                Stream.of(run, more).flatMap(Stream::of).toArray(String[]::new));
    }
}
