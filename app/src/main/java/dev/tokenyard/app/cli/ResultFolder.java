package dev.tokenyard.app.cli;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.chart.sweep.SweepCharts;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFolder;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder that option --out fills with results: one that is new or empty, or one of such results, which are replaced. What an
 * earlier run has written and the present one does not is taken away, lest it be read as a result of the present one.
 */
final class ResultFolder {
    private static final String NO_TABLES = "";

    /** Of figures of a comparison. */
    static final ResultFolder COMPARISON = new ResultFolder(
            "summary.json",
            List.of("comparison.csv", "replications.csv", "replications-summary.csv"),
            "requests-",
            Arrays.stream(ComparisonChart.values()).map(ComparisonChart::id).toList());

    /** Of figures of a sweep. */
    static final ResultFolder SWEEP = new ResultFolder(
            "sweep.json",
            List.of("sweep.csv", "sweep-runs.csv", "knees.csv", "gpus.csv"),
            NO_TABLES,
            List.of(SweepCharts.FIGURE, SweepCharts.THROUGHPUT));

    private static final List<ExportFormat> FORMATS = List.of(ExportFormat.SVG, ExportFormat.CSV);

    private static final String CHARTS = "charts";
    private static final String CSV = ".csv";
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    /** Any indented JSON object that describes a scenario first. */
    private static final String FIRST_LINE = "{" + System.lineSeparator() + "  \"scenario\"";

    private final String index;
    private final List<String> tables;
    /** How the names of tables of single policies begin, {@link #NO_TABLES} where there are none. */
    private final String policyTables;

    private final List<String> charts;

    private ResultFolder(String index, List<String> tables, String policyTables, List<String> charts) {
        this.index = index;
        this.tables = tables;
        this.policyTables = policyTables;
        this.charts = charts;
    }

    private static Path charts(Path folder) {
        return folder.resolve(CHARTS);
    }

    private static Path chart(Path folder, String id, ExportFormat format) {
        return charts(folder).resolve(id + "." + format.extension());
    }

    /**
     * Does a job that Ctrl-C stops and whose results go into a folder, which is made sure of before. A folder that was made for
     * them and in which there are none is taken away.
     *
     * @param err where it is said that the job was stopped
     * @param folder null if nothing is to be written
     * @return the exit code
     */
    int stoppable(PrintWriter err, @Nullable Path folder, Interruption.Job job) throws CommandFailure {
        // All of it before the interruption is closed, since the program may end then.
        return Interruption.stoppable(err, cancelled -> {
            List<Path> missing = folder == null ? List.of() : missing(folder);
            try {
                check(folder);
                job.run(cancelled);
            } finally {
                removeEmpty(missing);
            }
        });
    }

    /** Which folders have to be made so that there is one, innermost first. */
    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path each = folder.toAbsolutePath(); each != null && !Files.exists(each); each = each.getParent()) {
            missing.add(each);
        }
        return missing;
    }

    private static void removeEmpty(List<Path> folders) {
        try {
            for (Path folder : folders) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException filled) {
            // Something is in it, and so in those around it.
            return;
        }
    }

    /** Makes sure before a long run that its results will find their place, and that nobody loses anything by them. */
    void check(@Nullable Path folder) throws CommandFailure {
        if (folder == null) {
            return;
        }
        try {
            ExportFolder.requireOwn(folder, index, FIRST_LINE, name -> isTable(name) || name.equals(CHARTS));
            if (Files.isDirectory(charts(folder))) {
                ExportFolder.requireNoOther(charts(folder), this::isChart);
            }
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw CommandFailure.unwritable(folder, unwritable);
        } catch (ExportException refused) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, "Option --out: " + refused.getMessage(), refused);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Folder " + folder + " may not be written; choose another folder with --out.");
        }
    }

    private boolean isTable(String fileName) {
        return fileName.equals(index) || tables.contains(fileName) || isPolicyTable(fileName);
    }

    private boolean isPolicyTable(String fileName) {
        return !policyTables.isEmpty() && fileName.startsWith(policyTables) && fileName.endsWith(CSV);
    }

    /** Begins to fill a folder, whose index must still be that of an earlier run. */
    Filling fill(Path folder) throws IOException {
        Files.createDirectories(charts(folder));
        return new Filling(folder, ofEarlierRun(folder));
    }

    /** Of tables of policies only those whose policies the index names: others may be somebody's own. */
    private List<Path> ofEarlierRun(Path folder) throws IOException {
        Path earlier = folder.resolve(index);
        String document = Files.exists(earlier) ? Files.readString(earlier) : "";
        if (!document.startsWith(FIRST_LINE)) {
            return List.of();
        }
        Set<String> own = new HashSet<>(tables);
        policies(document).forEach(policy -> own.add(policyTables + policy + CSV));
        List<Path> files = new ArrayList<>();
        for (String name : names(folder)) {
            if (isTable(name) && own.contains(name)) {
                files.add(folder.resolve(name));
            }
        }
        for (String chart : charts) {
            FORMATS.forEach(format -> files.add(chart(folder, chart, format)));
        }
        return files;
    }

    private static List<String> policies(String summary) {
        List<String> policies = new ArrayList<>();
        try {
            for (JsonNode run : MAPPER.readTree(summary).path("runs")) {
                policies.add(run.path("policy").asString(""));
            }
        } catch (JacksonException damaged) {
            // Nothing tells of which policies there are tables: they stay.
            return List.of();
        }
        return policies;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> Objects.requireNonNull(file.getFileName()).toString())
                    .sorted()
                    .toList();
        }
    }

    private boolean isChart(String fileName) {
        return charts.stream()
                .anyMatch(chart ->
                        FORMATS.stream().anyMatch(format -> fileName.equals(chart + "." + format.extension())));
    }

    /** Says where the results of a run go, and remembers what it has said. */
    final class Filling {
        private final Path folder;
        private final List<Path> earlier;
        private final Set<Path> written = new HashSet<>();

        private Filling(Path folder, List<Path> earlier) {
            this.folder = folder;
            this.earlier = earlier;
        }

        /** Where the JSON document goes. */
        Path index() {
            return folder.resolve(index);
        }

        /** Where a table goes. */
        Path table(String name) {
            return noted(folder.resolve(name));
        }

        /** Where the table of a policy goes. */
        Path policyTable(String policyId) {
            return table(policyTables + policyId + CSV);
        }

        private Path noted(Path file) {
            written.add(file);
            return file;
        }

        /** Writes charts. */
        void charts(List<ChartSpec> specs, ExportOptions figures) throws ExportException {
            for (ChartSpec spec : specs) {
                for (ExportFormat format : FORMATS) {
                    ChartExport.write(spec, figures, format, noted(chart(folder, spec.id(), format)));
                }
            }
        }

        /**
         * Takes away what an earlier run has written and this one has not, and warns of other tables that look like results.
         *
         * @param err where warnings go
         */
        void finish(PrintWriter err) throws IOException {
            for (Path file : earlier) {
                if (!written.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
            for (String name : names(folder)) {
                if (isPolicyTable(name) && !written.contains(folder.resolve(name))) {
                    err.println("tokenyard: " + folder.resolve(name) + " is no result of this run; it is left alone.");
                }
            }
            err.flush();
        }
    }
}
