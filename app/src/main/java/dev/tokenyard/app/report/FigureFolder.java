package dev.tokenyard.app.report;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.ChartOrigin;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFolder;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.image.TextExport;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.Program;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.sim.export.AtomicFiles;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.metrics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every chart of a comparison at the width of a paper's column, as PDF and SVG with its data as CSV, beside an index with
 * captions, the scenario, and the command that makes all of it again.
 */
public final class FigureFolder {
    /** The index. */
    public static final String INDEX = "README.txt";

    /** The scenario. */
    public static final String SCENARIO = "scenario.json";

    private static final String TABLE = "metrics.csv";
    private static final String FIRST_LINE = "Figures of a comparison, made by Tokenyard";
    private static final List<ExportFormat> FORMATS = List.of(ExportFormat.PDF, ExportFormat.SVG, ExportFormat.CSV);
    private static final int LINE = 96;

    private FigureFolder() {}

    /**
     * Makes sure that writing figures to a folder loses nothing.
     *
     * @throws ExportException if it has files that are none of such figures
     */
    public static void check(Path folder) throws ExportException {
        Set<String> own = new HashSet<>(Set.of(INDEX, SCENARIO, TABLE));
        own.addAll(figuresOf(List.of(ComparisonChart.values())));
        ExportFolder.requireOwn(folder, INDEX, FIRST_LINE, own::contains);
    }

    /** The names of the files of some charts. */
    private static Set<String> figuresOf(List<ComparisonChart> charts) {
        return charts.stream()
                .flatMap(chart -> FORMATS.stream().map(format -> name(chart.id(), format)))
                .collect(Collectors.toSet());
    }

    private static String name(String chart, ExportFormat format) {
        return chart + "." + format.extension();
    }

    /** Takes figures of an earlier comparison away that this one does not have. */
    private static void removeOthers(Path folder, List<ComparisonChart> written) throws ExportException {
        Set<String> others = figuresOf(List.of(ComparisonChart.values()));
        others.removeAll(figuresOf(written));
        for (String other : others) {
            try {
                Files.deleteIfExists(folder.resolve(other));
            } catch (IOException kept) {
                throw new ExportException(
                        "Could not take away " + folder.resolve(other) + ", a figure of an earlier comparison: "
                                + AtomicFiles.reason(kept),
                        kept);
            }
        }
    }

    /**
     * Writes figures; may run on any thread but that of the window.
     *
     * @param folder where to; may be missing, empty, or of such figures, which are replaced
     * @throws ExportException if the folder has other files or cannot be written; the message is for the user
     * @throws java.util.concurrent.CancellationException if the progress asked for it; files that were complete stay
     */
    public static void write(Path folder, ReportSource source, FigureWidth width, ReportLook look, Progress progress)
            throws ExportException {
        check(folder);
        List<ComparisonChart> kinds = Arrays.stream(ComparisonChart.values())
                .filter(kind -> kind.suits(source.comparison()))
                .toList();
        List<String> entries = new ArrayList<>();
        for (int k = 0; k < kinds.size(); k++) {
            progress.report((double) k / kinds.size());
            ChartSpec chart = kinds.get(k).of(source.metrics());
            // Titles and origins belong into the captions.
            ChartSpec bare = chart.titled("").withNote("");
            ExportOptions options = width.options(bare, look.light());
            for (ExportFormat format : FORMATS) {
                ChartExport.write(bare, options, format, folder.resolve(name(chart.id(), format)));
            }
            entries.add(String.format(
                    Locale.ROOT,
                    "%d. %s.pdf, .svg, .csv\n%s",
                    k + 1,
                    chart.id(),
                    wrapped(chart.title() + ". " + ChartCaptions.of(kinds.get(k), chart, source.metrics()), "   ")));
        }
        MetricTable table = source.table(MetricColumns.of(source.metrics()));
        TextExport.write(table.toCsv(), folder.resolve(TABLE));
        try {
            ScenarioFile.write(folder.resolve(SCENARIO), source.comparison().scenario());
        } catch (ScenarioException unwritable) {
            throw new ExportException(String.valueOf(unwritable.getMessage()), unwritable);
        }
        TextExport.write(index(source, width, entries), folder.resolve(INDEX));
        removeOthers(folder, kinds);
        progress.report(1);
    }

    /** The command that makes the figures again, from within their folder. */
    static String command(FigureWidth width, int seeds, Window window) {
        return "tokenyard export " + SCENARIO + " --figures . --width " + width.id()
                + (seeds == 1 ? "" : " --seeds " + seeds)
                + RangeWords.options(window);
    }

    private static String index(ReportSource source, FigureWidth width, List<String> entries) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append("\n\n");
        text.append(wrapped(source.title(), ""));
        text.append(wrapped(ChartOrigin.circumstances(source.metrics()), ""));
        String range = source.metrics().rangeWords();
        if (!range.isEmpty()) {
            text.append(wrapped(range + source.withFirstSeed() + ". " + RangeWords.DEFINITION, ""));
        }
        source.seedWords("the figures drawn here are", false).forEach(sentence -> text.append(wrapped(sentence, "")));
        ScenarioFacts.forks(source.comparison()).forEach(fork -> text.append(wrapped(fork, "")));
        text.append(Program.NAME).append(", ").append(source.madeWords()).append("\n\n");
        String size = String.format(
                Locale.ROOT,
                "Each figure is %.2f in wide, with labels of %.0f pt; %s has the figures of the whole comparison.",
                width.inches(),
                FigureWidth.FONT_POINTS,
                TABLE);
        text.append(wrapped(size, "")).append('\n');
        text.append("To make them again, in this folder:\n\n    ")
                .append(command(width, source.seedCount(), source.metrics().window()))
                .append("\n\n");
        entries.forEach(entry -> text.append(entry).append('\n'));
        Set<String> caveats = source.caveats();
        if (!caveats.isEmpty()) {
            text.append("What to know before trusting these figures:\n\n");
            caveats.forEach(sentence -> text.append(wrapped(sentence, "- ")));
        }
        return text.toString();
    }

    private static String wrapped(String words, String lead) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(lead);
        String indent = " ".repeat(lead.length());
        boolean empty = true;
        for (String word : words.strip().split("\\s+")) {
            if (!empty && line.length() + 1 + word.length() > LINE) {
                text.append(line).append('\n');
                line.setLength(0);
                line.append(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return text.append(line).append('\n').toString();
    }
}
