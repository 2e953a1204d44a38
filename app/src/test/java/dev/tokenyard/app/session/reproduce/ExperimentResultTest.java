package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.Experiment.Watch;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.Plot.Along;
import dev.tokenyard.app.session.reproduce.Plot.Measure;
import dev.tokenyard.app.session.reproduce.Plot.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentResultTest {
    private static final double NONE = Double.NaN;

    @Test
    void columnsThatAreCalledPublishedArePublished() {
        Table table = new Table(
                "Latency in s",
                "policy",
                List.of("published", "published oracle", "ours"),
                1,
                List.of(new Row("FCFS", List.of(1.0, NONE, 3.0))));
        assertThat(table.columns()).containsExactly("published", "published oracle", "ours");
        assertThat(table.groups()).extracting(Group::published).containsExactly(true, true, false);
        assertThat(table.column("ours")).containsExactly(3.0);
        assertThat(table.plots()).isEmpty();
        assertThatThrownBy(() -> table.column("theirs")).hasMessage("\"Latency in s\" has no column theirs.");
    }

    @Test
    void groupsGiveTheirTitleToTheirColumns() {
        Table table = new Table(
                "Cut in %",
                "batching, arrivals",
                List.of(Group.published("published", List.of("SSJF")), Group.ours("", List.of("ours"))),
                1,
                List.of(new Row("none, \"Poisson\"", List.of(34.5, 0.1 + 0.2)), new Row("static", List.of(NONE, -1.0))),
                List.of());
        assertThat(table.columns()).containsExactly("published SSJF", "ours");
        assertThat(table.toCsv())
                .isEqualTo("\"batching, arrivals\",published SSJF,ours\r\n"
                        + "\"none, \"\"Poisson\"\"\",34.5,0.30000000000000004\r\nstatic,,-1\r\n");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        List<Row> rows = List.of(new Row("FCFS", List.of(1.0)));
        assertThatThrownBy(() -> new Table("Latency", "policy", List.of("a", "b"), 1, rows))
                .hasMessage("Row FCFS of \"Latency\" has 1 figures for 2 columns.");
        Along along = Along.values("Rate", "jobs/s", 1, 2, 3);
        assertThatThrownBy(() -> new Plot(
                        "id",
                        "Rates",
                        along,
                        new Measure("Cut", "%"),
                        List.of(Series.ours("a", List.of(1.0))),
                        List.of()))
                .hasMessage("Series a of \"Rates\" has 1 figures for 3 places.");
        assertThatThrownBy(() -> new Along("Rate", "", List.of(), List.of())).hasMessageContaining("Axis Rate");
    }

    private static Stream<Experiment> experiments() {
        return Stream.of(new SsjfSweeps(), new McSfConversations(400));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void picturesShowNothingButTheFiguresOfTheirTable(Experiment experiment) {
        ExperimentResult result = experiment.run(new Settings(1, 1), Watch.NOBODY);
        List<String> ids = new ArrayList<>();
        boolean swept = false;
        for (Table table : result.tables()) {
            for (Plot plot : table.plots()) {
                ids.add(plot.id());
                swept |= plot.along().isSweep();
                assertThat(plot.series())
                        .isNotEmpty()
                        .hasSizeLessThanOrEqualTo(8)
                        .allSatisfy(series -> assertThat(lines(table, series.published()))
                                .as("%s, %s", plot.title(), series.name())
                                .anyMatch(line -> Collections.indexOfSubList(line, series.figures()) >= 0
                                        || line.containsAll(series.figures())));
            }
        }
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+"));
        assertThat(swept).isTrue();
        assertThat(result.parameters()).isNotEmpty().isEqualTo(experiment.parameters(new Settings(1, 1)));
        assertThat(experiment.idea()).endsWith("?");
    }

    /** The rows and the columns of a table, the latter of published figures or of ours. */
    private static List<List<Double>> lines(Table table, boolean published) {
        List<List<Double>> lines = new ArrayList<>();
        table.rows().forEach(row -> lines.add(row.figures()));
        table.groups().stream()
                .filter(group -> group.published() == published)
                .flatMap(group -> group.titles().stream())
                .forEach(column -> lines.add(table.column(column)));
        return lines;
    }
}
