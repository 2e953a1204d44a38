package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Classes and models by rule, and models by turns, as a user types them. */
class AssignOptionTest {
    private static CommandResult run(String... more) {
        String[] all = new String[more.length + 7];
        System.arraycopy(
                new String[] {"run", "--trace", "chat.csv", "--limit", "200", "--policy", "fcfs"}, 0, all, 0, 7);
        System.arraycopy(more, 0, all, 7, more.length);
        return CommandResult.of(all);
    }

    @Test
    void sharesMakeTheClassesOfARun() {
        JsonNode slo = run("--assign", "class=shares:Interactive=1,Batch-1=2", "--json")
                .json()
                .get("runs")
                .get(0)
                .get("slo")
                .get("by_class");
        int interactive = slo.get("Interactive").get("requests").asInt();
        assertThat(interactive).isBetween(40, 95);
        assertThat(slo.get("Batch-1").get("requests").asInt()).isEqualTo(200 - interactive);
    }

    @Test
    void describeShowsTheSharesThatComeOfARule() {
        CommandResult result = CommandResult.of(
                "describe",
                "chat.csv",
                "--assign",
                "class=prompt:244=Interactive,rest=Batch-1",
                "--assign",
                "model=shares:mistral-7b=1,vicuna-13b=0");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .containsPattern("class Interactive +\\d+ \\(50\\.\\d %\\)")
                .containsPattern("model mistral-7b +1,195 \\(100\\.0 %\\)")
                .containsPattern("model vicuna-13b +0 \\(0\\.0 %\\)");
        JsonNode json = CommandResult.of("describe", "chat.csv", "--assign", "model=shares:m=1", "--json")
                .json();
        assertThat(json.get("models").get("m").asInt()).isEqualTo(1195);
        assertThat(json.get("classes").isEmpty()).isTrue();
    }

    @Test
    void clientsKeepToTheirClass(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("clients.csv");
        Files.writeString(file, """
                arrival_s,prompt_tokens,output_tokens,client
                0,10,5,alice
                1,10,5,bob
                2,10,5,alice
                3,10,5,carol
                """);
        String[] describe = {
            "describe", file.toString(), "--assign", "class=client:Interactive=0+alice,Batch-1=1", "--json"
        };
        JsonNode classes = CommandResult.of(describe).json().get("classes");
        assertThat(classes.get("Interactive").asInt()).isEqualTo(2);
        assertThat(classes.get("Batch-1").asInt()).isEqualTo(2);
        describe[3] = "class=client:Interactive=0+eve,Batch-1=1";
        CommandResult unknown = CommandResult.of(describe);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("names \"eve\"").contains("3 in all").endsWith(".\n");
        assertThat(run("--assign", "class=client:Interactive=1").err()).contains("chat.csv names no clients");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "klass=shares:A=1 | begins neither with class= nor with model=",
                "class | begins neither with class= nor with model=",
                "class=A | decides neither by shares: nor by client: nor by prompt: nor by output:",
                "class=size:A=1 | decides neither by shares:",
                "class=shares:A | \"A\" has no =",
                "class=shares:Interactive=x | has \"x\" where a number is expected",
                "class=shares:Interactive=0 | All shares are 0",
                "class=shares:Interactive=-1 | The share of Interactive is -1",
                "class=shares:Interactive=NaN | The share of Interactive is NaN",
                "class=shares:Nobody=1 | names \"Nobody\", which is no class of the scenario",
                "model=shares:vicuna-13b=1 | names \"vicuna-13b\", which no instance serves (llama-2-7b)",
                "class=client:Interactive=1+a,Batch-1=1+a | names \"a\" twice",
                "class=client:Interactive=1+ | a client without a name",
                "class=client:Interactive=alice | where a number is expected",
                "class=prompt:512=Interactive | Nobody takes requests with more than 512 prompt tokens",
                "class=prompt:512=Interactive,256=Batch-1,rest=Batch-2 | does not exceed the one before it",
                "class=output:-5=Interactive,rest=Batch-1 | The output length up to which Interactive takes requests is -5",
            })
    void saysWhatIsWrong(String written, String expected) {
        CommandResult result = run("--assign", written);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(expected).doesNotContain("\tat ").endsWith(".\n");
    }

    @Test
    void oneRuleForEach() {
        assertThat(run("--assign", "class=shares:Interactive=1", "--assign", "class=shares:Batch-1=1")
                        .err())
                .contains("there is a rule for class already");
    }

    @Test
    void modelsTakeTurnsAndTheirLoadingCostsTime() {
        String[] both = {"--assign", "model=shares:mistral-7b=1,vicuna-13b=1", "--group"};
        JsonNode slow = run(both[0], both[1], both[2], "2xa100-80g:mistral-7b+vicuna-13b:load30", "--json")
                .json();
        JsonNode quick = run(both[0], both[1], both[2], "2xa100-80g:mistral-7b+vicuna-13b:load0", "--json")
                .json();
        for (JsonNode summary : new JsonNode[] {slow, quick}) {
            JsonNode run = summary.get("runs").get(0);
            assertThat(run.get("completed").asInt()).isEqualTo(200);
            assertThat(run.get("model_swaps").asInt()).isPositive();
        }
        assertThat(slow.get("runs").get(0).get("ttft_s").get("mean").asDouble())
                .isGreaterThan(
                        10 + quick.get("runs").get(0).get("ttft_s").get("mean").asDouble());
        assertThat(run(both[0], both[1], both[2], "2xa100-80g:mistral-7b+vicuna-13b:load30")
                        .out())
                .contains("in turns with");
        assertThat(run("--group", "a100-80g:mistral-7b+:load30").exitCode()).isEqualTo(2);
    }
}
