package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.Experiments;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Published experiments on the command line. */
class ReproduceCommandTest {
    @Test
    void withoutANameAllAreListed() {
        CommandResult list = CommandResult.of("reproduce");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .contains(Experiments.all().stream().map(Experiment::id).toList());
        JsonNode cards = CommandResult.of("reproduce", "--json").json();
        assertThat(cards.valueStream().map(card -> card.get("id").stringValue()))
                .containsExactlyElementsOf(
                        Experiments.all().stream().map(Experiment::id).toList());
    }

    @Test
    void syntheticTrialsArePrintedBesideThePublishedFigures() {
        CommandResult text = CommandResult.of("reproduce", "mc-sf-synthetic", "--trials", "1", "--seed", "7");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("1 trial of each model, seed 7", "Total latency of MC-SF, as a ratio to the optimum:")
                .containsPattern("published mean +1\\.005 +1\\.047")
                .containsPattern("at least mean +\\d\\.\\d{3} +\\d\\.\\d{3}");
        JsonNode document = CommandResult.of("reproduce", "mc-sf-synthetic", "--trials", "1", "--seed", "7", "--json")
                .json();
        assertThat(document.get("trials").asInt()).isEqualTo(1);
        assertThat(document.get("seed").asInt()).isEqualTo(7);
        JsonNode ratios = document.get("tables").get(0);
        assertThat(ratios.get("published_columns").valueStream().map(JsonNode::stringValue))
                .containsExactly("published mean", "published best", "published worst");
        JsonNode figures = ratios.get("rows").get(0).get("figures");
        assertThat(figures.get("at least mean").asDouble())
                .isBetween(1.0, figures.get("at most mean").asDouble());
        assertThat(text.out()).contains(document.get("notes").get(0).stringValue());
    }

    @Test
    void progressIsInPercentOfTheExperiment() {
        assertThat(ReproduceCommand.progress(Experiments.byId("qlm"), 0.374)).isEqualTo("qlm: 37 %");
    }

    @Test
    void whatCannotBeRunIsExplainedInOneSentence() {
        Stream.of(
                        new String[] {"reproduce", "nothing"},
                        new String[] {"reproduce", "ssjf", "--trials", "0"},
                        new String[] {"reproduce", "ssjf", "--trials", "100001"},
                        new String[] {"reproduce", "ssjf", "--trials", "many"})
                .forEach(arguments -> {
                    CommandResult result = CommandResult.of(arguments);
                    assertThat(result.exitCode()).isEqualTo(2);
                    assertThat(result.out()).isEmpty();
                    assertThat(result.err().strip().lines()).hasSize(1);
                    assertThat(result.err()).contains(arguments[arguments.length - 1]);
                });
    }
}
