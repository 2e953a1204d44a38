package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Presets;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.TraceStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The commands generate, fit and presets. */
class GenerateCommandTest {
    @TempDir
    private Path folder;

    private Trace generated(String... options) throws Exception {
        Path file = folder.resolve("made-" + options.length + ".csv");
        String[] all = new String[options.length + 4];
        all[0] = "generate";
        all[1] = "-o";
        all[2] = file.toString();
        all[3] = "--force";
        System.arraycopy(options, 0, all, 4, options.length);
        CommandResult result = CommandResult.of(all);
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        Trace trace = TraceReader.read(file).trace();
        assertThat(result.out()).contains(String.format("%,d requests", trace.size()));
        return trace;
    }

    @Test
    void aRecipeIsDrawnAsLongAndAsFastAsAskedFor() throws Exception {
        assertThat(generated("azure-2023-code.json").size()).isEqualTo(2_000);
        Trace fast = generated("azure-2023-conversation.json", "--requests", "5000", "--rate", "20");
        assertThat(fast.size()).isEqualTo(5_000);
        assertThat(TraceStatistics.of(fast).ratePerSecond()).isBetween(18.0, 22.0);
        Trace minute = generated("chat.json", "--duration", "60", "--seed", "3");
        assertThat(minute.lastArrivalTick()).isLessThan(Ticks.fromSeconds(60));
        assertThat(minute.size()).isGreaterThan(50);
    }

    /** At the recipe's own rate, 0.01 requests/s, these would take more than a hundred days. */
    @Test
    void theExtentIsCheckedAtTheRateAskedFor() throws Exception {
        Path slow = folder.resolve("slow.json");
        Files.writeString(slow, """
                {"name":"slow","requests":40,"streams":[{"class":"","arrivals":{"process":"poisson","rate_per_s":0.01},
                "prompt_tokens":{"median":100},"output_tokens":{"median":20}}]}
                """);
        assertThat(generated(slow.toString(), "--requests", "100000", "--rate", "1000")
                        .size())
                .isEqualTo(100_000);
        CommandResult refused = CommandResult.of(
                "generate",
                slow.toString(),
                "--requests",
                "100000",
                "-o",
                folder.resolve("y.csv").toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("more than 100 days at 0.01 requests/s");
    }

    @Test
    void aFileThatIsThereIsKept() throws IOException {
        Path file = folder.resolve("kept.csv");
        Files.writeString(file, "mine");
        CommandResult result = CommandResult.of("generate", "chat.json", "-o", file.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("exists").contains("--force");
        assertThat(file).hasContent("mine");
        for (List<String> command : List.of(
                List.of("fit", "chat.csv", "-o"), List.of("predict", "chat.csv", "--predictor", "oracle", "--out"))) {
            List<String> words = new ArrayList<>(command);
            words.add(file.toString());
            CommandResult refused = CommandResult.of(words.toArray(String[]::new));
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("exists").contains("--force");
            assertThat(file).hasContent("mine");
        }
        assertThat(CommandResult.of("fit", "chat.csv", "-o", file.toString(), "--force")
                        .exitCode())
                .isZero();
        assertThat(file).content().startsWith("{");
    }

    @Test
    void aFittedRecipeGivesATraceLikeTheOne() throws Exception {
        Path recipe = folder.resolve("fit.json");
        CommandResult text = CommandResult.of("fit", "chat.csv", "--times", "10", "-o", recipe.toString());
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).contains("KS distance").contains("10.0 times as fast");
        Trace tenfold = generated(recipe.toString());
        assertThat(tenfold.size()).isEqualTo(11_950);
        assertThat(TraceStatistics.of(tenfold).ratePerSecond()).isBetween(17.0, 23.0);
        JsonNode json =
                CommandResult.of("fit", "chat.csv", "--counted", "--json").json();
        for (String what : new String[] {"gaps", "prompt_tokens", "output_tokens"}) {
            assertThat(json.get("ks_distance").get(what).asDouble()).isBetween(0.0, 0.06);
        }
        assertThat(json.get("trace").get("requests").asInt()).isEqualTo(1_195);
        assertThat(json.get("recipe").asString()).contains("histogram");
    }

    @Test
    void everyPresetIsListedWithItsSource() {
        CommandResult text = CommandResult.of("presets");
        JsonNode json = CommandResult.of("presets", "--json").json();
        assertThat(json.size()).isEqualTo(Presets.all().size());
        for (Presets.Preset preset : Presets.all()) {
            assertThat(text.out()).contains(preset.name(), preset.source());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generate chat.csv -o x.csv | chat.csv is a trace, not a workload recipe; give its recipe, chat.json",
                "generate nope.json -o x.csv | cannot be read",
                "generate chat.json -o x.csv --rate -1 | Option --rate is -1.0",
                "generate chat.json -o x.csv --requests 0 | asks for 0 requests",
                "generate chat.json -o x.csv --duration 0.0000001 | no request before its end",
                "generate chat.json -o no/such/folder/x.csv | no/such/folder",
                "fit nope.csv | There is no file nope.csv",
                "fit chat.csv --times 0 | Option --times is 0.0",
                "fit chat.csv --times 1000000 | at most 100,000,000",
            })
    void saysWhatIsWrong(String command, String expected) {
        CommandResult result = CommandResult.of(command.split(" "));
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.err()).contains(expected).doesNotContain("\tat ").endsWith(".\n");
    }
}
