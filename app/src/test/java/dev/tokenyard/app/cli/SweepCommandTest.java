package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Sweeps on the command line. */
class SweepCommandTest {
    @TempDir
    private Path folder;

    private static CommandResult sweep(String... arguments) {
        return CommandResult.of(Stream.concat(
                        Stream.of(
                                "sweep",
                                "--trace",
                                "mixed-slo.json",
                                "--model",
                                "llama-2-13b",
                                "--limit",
                                "200",
                                "--policy",
                                "fcfs,ssjf"),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void printsATableTheKneesAndTheGpus() {
        CommandResult result =
                sweep("--over", "rate=0.2:4:3", "--seeds", "2", "--goal", "0.9", "--knee", "--gpus-for", "0.9");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains(
                        "SLO attainment all (%)",
                        "Arrival rate (req/s)",
                        "FCFS meets 90 % up to",
                        "; simulate it with --rate-scale 0.",
                        "bisected to 1 %")
                .containsPattern("SSJF needs \\d+ GPUs? \\(at \\d+: \\d+\\.\\d %\\); simulated with 1 \\(")
                .contains("over 2 seeds, 7 to 8", " a second");
    }

    @Test
    void jsonHasEveryPointAndFigure() {
        JsonNode json = sweep("--over", "instances=1:3:3", "--metric", "ttft-p99", "--seeds", "2", "--json")
                .json();
        assertThat(json.get("sweep").get("knob").stringValue()).isEqualTo("instances");
        JsonNode fcfs = json.get("sweep").get("policies").get(0);
        assertThat(fcfs.get("points").size()).isEqualTo(3);
        JsonNode figures = fcfs.get("points").get(0).get("figures");
        assertThat(figures.get("ttft-p99").get("unit").stringValue()).isEqualTo("s");
        assertThat(figures.get("slo").get("mean").doubleValue()).isBetween(0.0, 100.0);
        assertThat(json.has("gpus")).isFalse();
    }

    @Test
    void writesTablesAndCharts() throws IOException {
        CommandResult result = sweep("--over", "kv-blocks=500:3000:3", "--gpus-for", "0.8", "--out", folder.toString());
        assertThat(result.err()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("sweep.csv")))
                .hasSizeGreaterThan(6)
                .first()
                .isEqualTo("policy,knob,value,seeds,figure,unit,mean,half_width,n");
        assertThat(folder.resolve("sweep-runs.csv")).content().contains("fcfs,kv-blocks,500,7,kv-mean,%,");
        assertThat(folder.resolve("gpus.csv")).content().contains("fcfs,1,1,0.");
        assertThat(folder.resolve("sweep.json")).content().contains("\"knob\" : \"kv-blocks\"");
        assertThat(folder.resolve("charts/sweep-figure.svg")).content().contains("<svg");
        assertThat(folder.resolve("charts/latency-throughput.csv")).content().startsWith("series,Throughput (req/s)");
    }

    /** The table says of each policy what the document says, and the first end of the range is not beyond the last. */
    @Test
    void kneesAreRangesInTablesAndDocumentsAlike() throws IOException {
        CommandResult result =
                sweep("--over", "rate=0.2:4:5", "--goal", "0.9", "--knee", "--json", "--out", folder.toString());
        JsonNode policies = result.json().get("sweep").get("policies");
        List<String> rows = Files.readAllLines(folder.resolve("knees.csv"));
        assertThat(rows)
                .first()
                .isEqualTo("policy,knob,goal,kind,load,attainment,missed_load,missed_attainment,last_load,last_open");
        assertThat(rows).hasSize(1 + policies.size());
        for (int p = 0; p < policies.size(); p++) {
            JsonNode knee = policies.get(p).get("knee");
            double load = knee.get("load").doubleValue();
            double last = knee.get("last_load").doubleValue();
            assertThat(load).isLessThanOrEqualTo(last);
            assertThat(rows.get(1 + p).split(","))
                    .startsWith(policies.get(p).get("policy").stringValue(), "rate", "0.9", "found")
                    .endsWith(Double.toString(last), "false");
            assertThat(knee.get("last_open").booleanValue()).isFalse();
            assertThat(Double.parseDouble(rows.get(1 + p).split(",")[4])).isEqualTo(load);
        }
    }

    /** A goal that is met to the end of the sweep has no end that was found, and all that is written says so. */
    @Test
    void aSweepThatEndsTooSoonSaysSo() throws IOException {
        CommandResult told = sweep("--over", "rate-scale=0.01:0.02:2", "--goal", "0.9", "--knee");
        assertThat(told.out())
                .contains(
                        "FCFS meets 90 % at every simulated load, still at 0.02, the largest load swept; simulate it with")
                .contains("Where it is still met at the largest load swept, nothing was bisected there")
                .doesNotContain("band");
        CommandResult written = sweep(
                "--over", "rate-scale=0.01:0.02:2", "--goal", "0.9", "--knee", "--json", "--out", folder.toString());
        JsonNode knee = written.json().get("sweep").get("policies").get(0).get("knee");
        assertThat(knee.get("last_load").doubleValue()).isEqualTo(0.02);
        assertThat(knee.get("last_open").booleanValue()).isTrue();
        assertThat(Files.readAllLines(folder.resolve("knees.csv")).get(1)).endsWith(",0.02,true");
    }

    @Test
    void aScenarioFileSaysAllItself() throws ScenarioException {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, ScenarioDefaults.opening().withLimit(100));
        CommandResult result = CommandResult.of("sweep", file.toString(), "--over", "rate-scale=0.5:2:3");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Mixed SLO classes", "MC-SF", "One seed, 7: no interval.");
        CommandResult both =
                CommandResult.of("sweep", file.toString(), "--over", "rate-scale=0.5:2:3", "--instances", "3");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("Option --instances does not go with a scenario file");
    }

    /** Whatever makes a scenario is refused beside a scenario file, by every command that takes either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--trace=chat.csv",
                "--policy=fcfs",
                "--columns=time=a",
                "--repair=order=sort",
                "--instances=3",
                "--batching=vllm-v0",
                "--seed=3",
                "--catalog=mine.json",
                "--fork=fcfs@1:ssjf"
            })
    void whatTheFileSaysIsRefusedAlike(String option) throws ScenarioException {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, ScenarioDefaults.opening().withLimit(20));
        String refusal = "tokenyard: Option " + option.substring(0, option.indexOf('='))
                + " does not go with a scenario file, which says that itself; change it in " + file
                + ", or drop the option.";
        CommandResult swept = CommandResult.of("sweep", file.toString(), "--over", "rate-scale=1:2:2", option);
        assertThat(swept.exitCode()).isEqualTo(2);
        assertThat(swept.err().strip()).isEqualTo(refusal);
        CommandResult exported = CommandResult.of(
                "export",
                file.toString(),
                "--html",
                folder.resolve(option.substring(2, 6) + ".html").toString(),
                option);
        if (option.startsWith("--policy")) {
            assertThat(exported.err()).as("chooses among the file's").isEmpty();
        } else {
            assertThat(exported.err().strip()).isEqualTo(refusal);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--over rate;write KNOB=FROM:TO",
                "--over rate=a:b;write KNOB=FROM:TO",
                "--over rate=1:2:9999999;Option --over: A sweep of 9999999 points is out of range; give 2 to 101.",
                "--over rate=1:2:99999999999999999999;sweep of 99999999999999999999 points is out of range; give 2 to 101.",
                "--over rate=1:2:102;sweep of 102 points is out of range; give 2 to 101.",
                "--over rate=1:2:-3;sweep of -3 points is out of range",
                "--over rate=1:2:many;write KNOB=FROM:TO",
                "--over rate=4:2;let the end be above",
                "--over volts=1:2;Nothing named \"volts\" can be swept here; use rate,",
                "--over rate=1:2 --metric joy;There is no metric \"joy\"; use slo,",
                "--over rate=1:2 --seeds 0;give 1 to 100",
                "--over rate=1:2 --goal 99;give more than 0 and at most 100 %",
                "--over instances=1:2 --knee;sweep rate or rate-scale",
                "--over rate=1:2 --seed 9223372036854775806 --seeds 3;give one of at most 9223372036854775805.",
                "--over seeds=2:9:2 --seed 9223372036854775800;too large to count 9 seeds from",
                "--gpus-for 0.9 --seed 9223372036854775807 --seeds 2;give one of at most 9223372036854775806.",
                "--gpus-for 0;give more than 0",
                "--gpus-for 0.9 --gpu-group 3;There is no group 3",
                "--json;There is nothing to sweep",
                "--gpus-for 0.9 --knee;say with --over where to look",
            })
    void badInputIsOneSentence(String options, String words) {
        CommandResult result = sweep(options.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().strip())
                .startsWith("tokenyard: ")
                .contains(words)
                .endsWith(".");
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
    }

    /** The options of run for a part of the time: in each file and in the pictures, and with the figures that run has. */
    @Test
    void aPartOfTheTimeIsSweptAndSaid() throws IOException {
        String words = "Requests that arrived from 00:10 to 00:30";
        JsonNode json = sweep(
                        "--over",
                        "rate-scale=0.5:1:2",
                        "--from",
                        "10",
                        "--to",
                        "30",
                        "--goal",
                        "0.9",
                        "--knee",
                        "--gpus-for",
                        "0.9",
                        "--json",
                        "--out",
                        folder.toString())
                .json();
        assertThat(json.get("range").asString()).isEqualTo(words);
        assertThat(json.get("sweep").get("range").get("to_s").asDouble()).isEqualTo(30);
        assertThat(json.get("sweep").get("notes").toString()).contains("same stretch of simulated time at every rate");
        for (String table : List.of("sweep.csv", "sweep-runs.csv", "knees.csv", "gpus.csv")) {
            List<String> rows = Files.readAllLines(folder.resolve(table));
            assertThat(rows.get(0)).as(table).endsWith(",range");
            assertThat(rows.subList(1, rows.size())).as(table).isNotEmpty().allMatch(row -> row.endsWith("," + words));
        }
        assertThat(Files.readString(folder.resolve("charts").resolve("sweep-figure.csv")))
                .startsWith("series (" + words + ")");
        JsonNode runs = CommandResult.of(
                        "run",
                        "--trace",
                        "mixed-slo.json",
                        "--model",
                        "llama-2-13b",
                        "--limit",
                        "200",
                        "--policy",
                        "fcfs,ssjf",
                        "--rate-scale",
                        "0.5",
                        "--from",
                        "10",
                        "--to",
                        "30",
                        "--json")
                .json()
                .get("runs");
        for (int p = 0; p < 2; p++) {
            JsonNode figures = json.get("sweep")
                    .get("policies")
                    .get(p)
                    .get("points")
                    .get(0)
                    .get("figures");
            assertThat(figures.get("completed").get("mean").asDouble())
                    .isEqualTo(runs.get(p).get("completed").asDouble());
            assertThat(figures.get("ttft-p99").get("mean").asDouble())
                    .isEqualTo(runs.get(p).get("ttft_s").get("p99").asDouble());
        }
    }

    @Test
    void thePrintedSweepOfAPartSaysSoAndWhereNothingArrives() {
        CommandResult result =
                sweep("--over", "rate-scale=0.5:8:3", "--from", "25", "--to", "30", "--goal", "0.9", "--knee");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        "Requests that arrived from 00:25 to 00:30.\nCounts, latencies and objectives are",
                        "The range is the same stretch of simulated time at every rate",
                        " --from 25 --to 30.")
                .containsPattern("At [\\d.]+ to 8 ")
                .doesNotContain("NaN");
        CommandResult beyond =
                sweep("--over", "instances=1:2:2", "--from", "90000", "--metric", "ttft-p99", "--gpus-for", "0.9");
        assertThat(beyond.out())
                .contains(
                        "Requests that arrived from 25:00:00 on.",
                        "At 1 to 2 the runs end before the range begins.",
                        "FCFS: no request arrives in the range, so no number can be told");
        assertThat(sweep("--over", "instances=1:2:2", "--from", "9", "--to", "4")
                        .err())
                .contains("Option --to is 4.0 s and the range begins at 9.0 s; give a later moment");
        assertThat(sweep("--over", "instances=1:2:2", "--to", "0.0000000000001").err())
                .contains(
                        "Option --to is 1.0E-13 s and the range begins at 0.0 s; give a moment at least 0.001 s later.");
    }

    /** One seed, or seeds that all gave the same, have no interval; a width of 0 would pass for one. */
    @Test
    void thereIsAHalfWidthOnlyWhereThereIsAnInterval() throws IOException {
        JsonNode points = sweep("--over", "instances=1:2:2", "--seeds", "2", "--json", "--out", folder.toString())
                .json()
                .get("sweep")
                .get("policies")
                .get(0)
                .get("points");
        List<String> widths = Files.readAllLines(folder.resolve("sweep.csv")).stream()
                .skip(1)
                .map(row -> row.split(",", -1)[7])
                .toList();
        assertThat(widths).contains("").doesNotContain("0", "0.0").anyMatch(width -> width.startsWith("0."));
        assertThat(folder.resolve("sweep.json")).content().contains("\"half_width\" : null");
        for (JsonNode point : points) {
            for (JsonNode figure : point.get("figures")) {
                JsonNode width = figure.get("half_width");
                assertThat(width.isNull() || width.doubleValue() > 0).isTrue();
            }
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(List.of(
                        CommandResult.of("sweep", "--over", "rate=1:2").err(),
                        CommandResult.of("run", "--trace", "chat.csv").err()))
                .satisfiesExactly(
                        both -> assertThat(both).contains("'--trace=FILE', '--policy=ID'"),
                        policy -> assertThat(policy).contains("Missing required option: '--policy=ID'"));
    }
}
