package dev.tokenyard.app.report;

import static dev.tokenyard.app.report.HtmlText.hex;

import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.fonts.FontFile;
import dev.tokenyard.app.image.InlineSvg;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The style sheet of a report, with its fonts inside. */
final class ReportStyle {
    private static final List<FontFile> FONTS = List.of(FontFile.REGULAR, FontFile.MEDIUM, FontFile.SEMI_BOLD);

    private ReportStyle() {}

    static String sheet(ReportLook look) {
        StringBuilder css = new StringBuilder(1 << 19);
        for (FontFile font : FONTS) {
            css.append("@font-face { font-family: \"")
                    .append(font.family())
                    .append("\"; src: url(data:font/ttf;base64,")
                    .append(base64(font))
                    .append(") format(\"truetype\"); }\n");
        }
        ChartPalette light = look.light();
        css.append(":root { color-scheme: light dark; }\n:root {")
                .append(variables(light))
                .append("}\n");
        css.append(rules());
        css.append("@media screen and (prefers-color-scheme: dark) {\n:root {")
                .append(variables(look.dark()))
                .append("}\n");
        InlineSvg.recolouring(light, look.dark(), ".chart ")
                .forEach(rule -> css.append(rule).append('\n'));
        return css.append("}\n").toString();
    }

    private static String variables(ChartPalette palette) {
        StringBuilder variables = new StringBuilder();
        add(variables, "ground", hex(palette.background()));
        add(variables, "line", hex(palette.grid()));
        add(variables, "text", hex(palette.text()));
        add(variables, "secondary", hex(palette.secondary()));
        add(variables, "accent", hex(palette.accent()));
        for (int k = 0; k < palette.series().size(); k++) {
            add(variables, "p" + k, hex(palette.series().get(k)));
        }
        return variables.toString();
    }

    private static void add(StringBuilder variables, String name, String value) {
        variables.append(" --").append(name).append(": ").append(value).append(';');
    }

    private static String rules() {
        try (InputStream stream =
                Objects.requireNonNull(ReportStyle.class.getResourceAsStream("report.css"), "report.css is missing")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String base64(FontFile font) {
        try (InputStream stream = font.open()) {
            return Base64.getEncoder().encodeToString(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
