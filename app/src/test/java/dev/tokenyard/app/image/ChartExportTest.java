package dev.tokenyard.app.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.testing.DemoCharts;
import dev.tokenyard.app.view.theme.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class ChartExportTest {
    private static final ExportOptions OPTIONS = ExportOptions.figure(Theme.paper());

    @TempDir
    private Path folder;

    static List<ChartSpec> charts() {
        return DemoCharts.all();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void pngIsDrawnAtItsScaleOnWhite(ChartSpec chart) throws Exception {
        BufferedImage image = ImageIO.read(write(chart, ExportFormat.PNG).toFile());

        assertThat(image.getWidth()).isEqualTo(1_440);
        assertThat(image.getHeight()).isEqualTo(880);
        assertThat(image.getRGB(1, 1)).isEqualTo(0xFFFFFFFF);
        assertThat(countOf(image, Theme.paper().series(0).getRGB())).isGreaterThan(40);
    }

    @Test
    void pngTakesTheColoursOfTheGivenTheme() throws Exception {
        Path path = folder.resolve("dark.png");
        ChartExport.write(DemoCharts.line(), ExportOptions.figure(Theme.DARK.chartPalette()), path);

        assertThat(ImageIO.read(path.toFile()).getRGB(1, 1))
                .isEqualTo(Theme.DARK.chartPalette().background().getRGB());
    }

    @ParameterizedTest
    @MethodSource("charts")
    void svgIsWellFormedAndItsTextIsText(ChartSpec chart) throws Exception {
        Path path = write(chart, ExportFormat.SVG);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(path.toFile());

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        String words = document.getDocumentElement().getTextContent();
        assertThat(words).contains(chart.title(), chart.y().labelWithUnit());
        if (chart.series().size() > 1) {
            chart.series().forEach(series -> assertThat(words).contains(series.name()));
        }
        chart.targets()
                .forEach(target -> assertThat(words.split(Pattern.quote(target.label()), -1))
                        .as("names of " + target.label() + " and what is around them")
                        .hasSize(2));
        assertThat(Files.readString(path))
                .contains("'Tokenyard Inter', Inter, ")
                .doesNotContain("<image");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void pdfIsOnePageWithItsFontsInside(ChartSpec chart) throws Exception {
        Path path = write(chart, ExportFormat.PDF);
        byte[] bytes = Files.readAllBytes(path);

        assertThat(new String(bytes, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        try (PDDocument document = Loader.loadPDF(bytes)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            PDResources page = document.getPage(0).getResources();
            COSName form = page.getXObjectNames().iterator().next();
            PDResources drawn = ((PDFormXObject) page.getXObject(form)).getResources();
            List<COSName> fonts = StreamSupport.stream(drawn.getFontNames().spliterator(), false)
                    .toList();
            assertThat(fonts).isNotEmpty();
            for (COSName font : fonts) {
                assertThat(drawn.getFont(font).isEmbedded()).isTrue();
                assertThat(drawn.getFont(font).getName()).contains("TokenyardInter");
            }
            assertThat(new PDFTextStripper().getText(document)).contains(chart.title());
        }
    }

    @Test
    void csvReadsBackToTheSameNumbers() throws Exception {
        double[] xs = {0, 1e-9, Math.PI, 123_456_789.125, 3};
        double[] ys = {-1.5, Double.MIN_VALUE, 2.0 / 3, 1e300, Double.NaN};
        ChartSpec chart = ChartSpec.of(
                "c",
                "c",
                ChartKind.LINE,
                AxisSpec.linear("time, wall", "s"),
                AxisSpec.linear("y", ""),
                List.of(SeriesSpec.of("a \"quoted\", name", 0, xs, ys)));

        List<String> lines = Files.readAllLines(write(chart, ExportFormat.CSV));

        assertThat(lines.get(0)).isEqualTo("series,\"time, wall (s)\",y");
        assertThat(lines).hasSize(6);
        for (int i = 0; i < xs.length; i++) {
            String row = lines.get(i + 1);
            assertThat(row).startsWith("\"a \"\"quoted\"\", name\",");
            String[] fields = row.substring(row.indexOf("\",") + 2).split(",", -1);
            fields = List.of(fields).subList(fields.length - 2, fields.length).toArray(String[]::new);
            assertThat(Double.parseDouble(fields[0])).isEqualTo(xs[i]);
            if (Double.isNaN(ys[i])) {
                assertThat(fields[1]).isEmpty();
            } else {
                assertThat(Double.parseDouble(fields[1])).isEqualTo(ys[i]);
            }
        }
    }

    @Test
    void csvKeepsEveryPointAndNamesCategories() throws Exception {
        assertThat(Files.readAllLines(write(DemoCharts.step(), ExportFormat.CSV)))
                .hasSize(27_001);
        assertThat(Files.readAllLines(write(DemoCharts.bars(), ExportFormat.CSV)))
                .contains("FCFS,Interactive,61.2");
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void sameChartGivesTheSameBytes(ExportFormat format) throws Exception {
        byte[] first = Files.readAllBytes(write(DemoCharts.cdf(), format));
        byte[] second = Files.readAllBytes(write(DemoCharts.cdf(), format));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void formatIsToldByTheEnding() throws Exception {
        assertThat(ExportFormat.of(Path.of("a.b/Figure.SVG"))).isEqualTo(ExportFormat.SVG);
        for (String name : List.of("figure", "figure.gif", "svg", "/")) {
            assertThatThrownBy(() -> ExportFormat.of(Path.of(name)))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("\"" + name + "\"")
                    .hasMessageEndingWith("End its name in one of .png, .svg, .pdf, .csv.");
        }
    }

    @Test
    void wrongPlacesAreNamedInASentence() throws IOException {
        Path below = Files.writeString(folder.resolve("file"), "").resolve("figure.png");
        assertThatThrownBy(() -> ChartExport.write(DemoCharts.line(), OPTIONS, below))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("is a file where a folder is needed");
        assertThatThrownBy(() -> ChartExport.write(DemoCharts.line(), OPTIONS, ExportFormat.PNG, folder))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("is a folder");
        Path nowhere = Path.of("/proc/figure.pdf");
        if (Files.isDirectory(Path.of("/proc"))) {
            assertThatThrownBy(() -> ChartExport.write(DemoCharts.line(), OPTIONS, nowhere))
                    .isInstanceOf(ExportException.class)
                    .hasMessageStartingWith("Could not save /proc/figure.pdf");
        }
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws Exception {
        Path path = folder.resolve("figure.csv");
        Files.writeString(path, "old");

        assertThatThrownBy(() -> ExportTarget.write(path, stream -> {
                    stream.write('x');
                    throw new IOException("disk full");
                }))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("disk full");

        assertThat(Files.readString(path)).isEqualTo("old");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(path);
        }
    }

    @Test
    void refusesSizesThatCannotBeDrawn() {
        assertThatThrownBy(() -> new ExportOptions(Theme.paper(), 10, 400, 1)).hasMessageContaining("10 x 400");
        assertThatThrownBy(() -> new ExportOptions(Theme.paper(), 400, 400, 0)).hasMessageContaining("Scale 0.0");
        assertThatThrownBy(() -> new ExportOptions(Theme.paper(), 400, 400, Double.NaN))
                .hasMessageContaining("NaN");
    }

    private Path write(ChartSpec chart, ExportFormat format) throws ExportException {
        Path path = folder.resolve(chart.id() + "." + format.extension());
        ChartExport.write(chart, OPTIONS, path);
        return path;
    }

    private static int countOf(BufferedImage image, int argb) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == argb) {
                    count++;
                }
            }
        }
        return count;
    }
}
