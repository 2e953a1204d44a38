package dev.tokenyard.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.export.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FigureFolderTest {
    private static final ReportLook LOOK = new ReportLook(Theme.paper(), Theme.DARK.chartPalette());
    private static final ReportSource SOURCE = ReportSource.of(
            DemoComparison.of(200, 1, "fcfs", "edf", "mc-sf"), 0, Instant.parse("2026-05-04T12:34:56Z"));

    @TempDir
    Path temporary;

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void figuresHaveTheWidthOfTheColumnAndFontsOfOneSize(FigureWidth width) throws IOException, ExportException {
        Path folder = temporary.resolve("figures");
        FigureFolder.write(folder, SOURCE, width, LOOK, Progress.NONE);
        List<Path> pdfs;
        try (Stream<Path> files = Files.list(folder)) {
            pdfs = files.filter(file -> file.toString().endsWith(".pdf")).toList();
        }
        assertThat(pdfs).hasSizeGreaterThan(10);
        for (Path pdf : pdfs) {
            try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
                PDRectangle page = document.getPage(0).getMediaBox();
                assertThat(page.getWidth() / 72).isCloseTo((float) width.inches(), within(0.001f));
                List<Float> sizes = new ArrayList<>();
                PDFTextStripper stripper = new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition text) {
                        sizes.add(text.getFontSize() * text.getTextMatrix().getScalingFactorX() / text.getFontSize());
                        assertThat(text.getXDirAdj()).isBetween(0f, page.getWidth());
                        assertThat(text.getXDirAdj() + text.getWidthDirAdj()).isLessThan(page.getWidth() + 0.5f);
                        assertThat(text.getYDirAdj()).isBetween(0f, page.getHeight());
                    }
                };
                stripper.getText(document);
                assertThat(sizes).as("%s", pdf).isNotEmpty().allMatch(size -> Math.abs(size - 8) < 0.1);
            }
        }
        String svg = Files.readString(folder.resolve("ttft-cdf.svg"));
        assertThat(svg).contains("width=\"" + (width == FigureWidth.SINGLE ? "239.76pt" : "504.00pt") + "\"");
    }

    @Test
    void besidesTheFiguresThereAreDataCaptionsScenarioAndTheCommand() throws Exception {
        Path folder = temporary.resolve("figures");
        FigureFolder.write(folder, SOURCE, FigureWidth.SINGLE, LOOK, Progress.NONE);
        String index = Files.readString(folder.resolve("README.txt"));
        assertThat(index)
                .contains(
                        "tokenyard export scenario.json --figures . --width single", "3.33 in", "2026-05-04 12:34 UTC");
        for (ComparisonChart chart : ComparisonChart.values()) {
            if (chart.suits(SOURCE.comparison())) {
                assertThat(names(folder)).contains(chart.id() + ".pdf", chart.id() + ".svg", chart.id() + ".csv");
                assertThat(index).contains(chart.id() + ".pdf, .svg, .csv");
            }
        }
        assertThat(index.lines()).allMatch(line -> line.length() <= 96);
        assertThat(ScenarioFile.read(folder.resolve("scenario.json")))
                .isEqualTo(SOURCE.comparison().scenario());
        assertThat(names(folder)).contains("metrics.csv");
    }

    @Test
    void aFolderOfItsOwnIsMadeAnewWithTheSameBytes() throws IOException, ExportException {
        Path folder = temporary.resolve("figures");
        FigureFolder.write(folder, SOURCE, FigureWidth.SINGLE, LOOK, Progress.NONE);
        List<String> before = names(folder);
        String svg = Files.readString(folder.resolve("e2e-cdf.svg"));
        // A figure of an earlier comparison, which this one does not have.
        assertThat(ComparisonChart.WAIT_FORETOLD.suits(SOURCE.comparison())).isFalse();
        Files.writeString(folder.resolve(ComparisonChart.WAIT_FORETOLD.id() + ".pdf"), "old");
        FigureFolder.write(folder, SOURCE, FigureWidth.SINGLE, LOOK, Progress.NONE);
        assertThat(names(folder)).isEqualTo(before);
        assertThat(Files.readString(folder.resolve("e2e-cdf.svg"))).isEqualTo(svg);
    }

    @Test
    void whatSomebodyElseHasPutThereIsLeftAlone() throws IOException, ExportException {
        Path folder = Files.createDirectories(temporary.resolve("paper"));
        Path foreign = Files.writeString(folder.resolve("ttft-cdf.pdf"), "mine");
        assertThatThrownBy(() -> FigureFolder.write(folder, SOURCE, FigureWidth.SINGLE, LOOK, Progress.NONE))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("ttft-cdf.pdf")
                .hasMessageContaining("left alone");
        assertThat(foreign).hasContent("mine");
        assertThat(names(folder)).containsExactly("ttft-cdf.pdf");

        Path own = temporary.resolve("figures");
        FigureFolder.write(own, SOURCE, FigureWidth.SINGLE, LOOK, Progress.NONE);
        Files.writeString(own.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> FigureFolder.check(own)).hasMessageContaining("notes.txt");
        Path file = Files.writeString(temporary.resolve("file"), "mine");
        assertThatThrownBy(() -> FigureFolder.check(file)).hasMessageContaining("is a file");
    }

    @Test
    void allChartsGoIntoAnEmptyFolderOnly() throws IOException, ExportException {
        Path folder = temporary.resolve("charts");
        ChartFolder.write(folder, SOURCE, ExportOptions.figure(Theme.paper()), Progress.NONE);
        assertThat(names(folder))
                .contains("queue-length.png", "queue-length.svg", "queue-length.pdf", "queue-length.csv");
        assertThatThrownBy(() -> ChartFolder.write(folder, SOURCE, ExportOptions.figure(Theme.paper()), Progress.NONE))
                .hasMessageContaining("new or an empty folder");
    }

    @Test
    void widthsHaveNames() {
        assertThat(FigureWidth.byId("double")).isEqualTo(FigureWidth.DOUBLE);
        assertThatThrownBy(() -> FigureWidth.byId("wide"))
                .hasMessage("There is no width \"wide\"; choose one of single, double.");
    }
}
