package dev.tokenyard.app.view.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.sim.policy.BlockReason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
    /** The least distance of two hues of one list in CIELAB; about five times a just noticeable difference. */
    private static final double LEAST_DISTANCE = 12;

    @Test
    void ratesBlackOnWhiteAsTheGuidelinesDo() {
        assertThat(Contrast.ratio(Color.BLACK, Color.WHITE)).isEqualTo(21);
        assertThat(Contrast.ratio(Color.WHITE, Color.WHITE)).isEqualTo(1);
        assertThat(Contrast.ratio(Color.web("#767676"), Color.WHITE)).isBetween(4.5, 4.6);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void canBeRead(Theme theme) {
        for (Color surface : List.of(theme.ground(), theme.panel(), theme.raised(), theme.selection())) {
            assertThat(Contrast.ratio(theme.text(), surface)).isGreaterThanOrEqualTo(Contrast.TEXT_MINIMUM);
        }
        // Figures and sentences are written in the colours of signals too, so these are held to what words need.
        for (Color surface : List.of(theme.ground(), theme.panel(), theme.raised())) {
            for (Color ink :
                    List.of(theme.secondary(), theme.accent(), theme.violation(), theme.warning(), theme.success())) {
                assertThat(Contrast.ratio(ink, surface))
                        .as("%s on %s", Theme.hex(ink), Theme.hex(surface))
                        .isGreaterThanOrEqualTo(Contrast.TEXT_MINIMUM);
            }
        }
    }

    /** The number of violations glows while it grows; it can be read at every moment of that. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void canBeReadWhileItGlows(Theme theme) {
        for (Color surface : List.of(theme.ground(), theme.panel())) {
            for (int percent = 0; percent <= 100; percent += 5) {
                Color glow = theme.glow(percent / 100.0);
                Color behind = surface.interpolate(theme.violation(), glow.getOpacity());
                assertThat(Contrast.ratio(theme.onGlow(percent / 100.0), behind))
                        .as("%d %% of the glow", percent)
                        .isGreaterThanOrEqualTo(Contrast.TEXT_MINIMUM);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void linesAndBlocksStandOutFromPanels(Theme theme) {
        for (Color surface : List.of(theme.panel(), theme.ground())) {
            for (Color line : theme.policyColours()) {
                assertThat(Contrast.ratio(line, surface))
                        .as("%s on %s", Theme.hex(line), Theme.hex(surface))
                        .isGreaterThanOrEqualTo(Contrast.MARK_MINIMUM);
            }
        }
        for (Color block : theme.sloClassColours()) {
            assertThat(Contrast.ratio(block, theme.panel()))
                    .as(Theme.hex(block))
                    .isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void huesOfOneListDiffer(Theme theme) {
        List<Color> reasons = Arrays.stream(BlockReason.values())
                .filter(reason -> reason != BlockReason.NONE)
                .map(theme::blockReason)
                .toList();
        for (List<Color> hues : List.of(theme.policyColours(), theme.sloClassColours(), reasons)) {
            for (int i = 0; i < hues.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(distance(hues.get(i), hues.get(j)))
                            .as("%s and %s", Theme.hex(hues.get(i)), Theme.hex(hues.get(j)))
                            .isGreaterThan(LEAST_DISTANCE);
                }
            }
        }
        assertThat(theme.policyColours()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(theme.sloClassColours()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(theme.blockReason(BlockReason.NONE)).isEqualTo(Color.TRANSPARENT);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void stylesheetStatesTheSameValues(Theme theme) throws IOException {
        Map<String, String> stated = tokens(ThemeManager.stylesheets(theme).get(1));

        assertThat(stated)
                .containsEntry("ground", Theme.hex(theme.ground()))
                .containsEntry("panel", Theme.hex(theme.panel()))
                .containsEntry("raised", Theme.hex(theme.raised()))
                .containsEntry("line", Theme.hex(theme.line()))
                .containsEntry("free-cell", Theme.hex(theme.freeCell()))
                .containsEntry("selection", Theme.hex(theme.selection()))
                .containsEntry("text", Theme.hex(theme.text()))
                .containsEntry("secondary", Theme.hex(theme.secondary()))
                .containsEntry("faint", Theme.hex(theme.faint()))
                .containsEntry("accent", Theme.hex(theme.accent()))
                .containsEntry("violation", Theme.hex(theme.violation()))
                .containsEntry("warning", Theme.hex(theme.warning()))
                .containsEntry("success", Theme.hex(theme.success()));
    }

    @Test
    void bothStylesheetsDefineTheSameTokensAndTheBaseUsesNoOther() throws IOException {
        Map<String, String> dark = tokens(ThemeManager.stylesheets(Theme.DARK).get(1));
        Map<String, String> light = tokens(ThemeManager.stylesheets(Theme.LIGHT).get(1));
        String base = text(ThemeManager.stylesheets(Theme.DARK).get(0));

        assertThat(dark.keySet()).isEqualTo(light.keySet());
        Matcher used = Pattern.compile("-ty-([a-z-]+)").matcher(base);
        while (used.find()) {
            // The fill is a property of each slider, not of a theme.
            assertThat(used.group(1).equals("fill") || dark.containsKey(used.group(1)))
                    .as(used.group())
                    .isTrue();
        }
    }

    private static Map<String, String> tokens(String url) throws IOException {
        Map<String, String> tokens = new HashMap<>();
        Matcher matcher = Pattern.compile("-ty-([a-z-]+):\\s*([^;]+);").matcher(text(url));
        while (matcher.find()) {
            tokens.put(matcher.group(1), matcher.group(2));
        }
        return tokens;
    }

    private static String text(String url) throws IOException {
        try (InputStream stream = URI.create(url).toURL().openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Of the first colours of a list, which are the ones that most pictures show, nobody takes one for another. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void huesOfOneListDifferForEverybody(Theme theme) {
        List<Color> reasons = Arrays.stream(BlockReason.values())
                .filter(reason -> reason != BlockReason.NONE)
                .map(theme::blockReason)
                .toList();
        for (ColourVision vision : ColourVision.values()) {
            for (List<Color> hues : List.of(theme.policyColours(), theme.sloClassColours(), reasons)) {
                assertThat(nearest(hues.subList(0, 3), vision))
                        .as("%s, first three", vision)
                        .isGreaterThan(18);
                assertThat(nearest(hues.subList(0, 4), vision))
                        .as("%s, first four", vision)
                        .isGreaterThan(16);
                assertThat(nearest(hues.subList(0, 6), vision))
                        .as("%s, first six", vision)
                        .isGreaterThan(8.9);
            }
        }
    }

    /** Names beside lines are words: in their line's colour, as far as that can be read. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void namesInChartsCanBeRead(Theme theme) {
        ChartPalette palette = theme.chartPalette();
        for (int series = 0; series < 10; series++) {
            for (java.awt.Color hue :
                    List.of(palette.series(series), palette.classes().get(series), palette.target())) {
                java.awt.Color words = palette.readable(hue);
                Color written = Color.rgb(words.getRed(), words.getGreen(), words.getBlue());
                Color line = Color.rgb(hue.getRed(), hue.getGreen(), hue.getBlue());
                assertThat(Contrast.ratio(written, theme.panel()))
                        .as(Theme.hex(line))
                        .isGreaterThanOrEqualTo(Contrast.TEXT_MINIMUM);
                assertThat(distance(written, line))
                        .as("%s is still its line's colour", Theme.hex(written))
                        .isLessThan(20);
                if (hue.equals(palette.series(series)) && series < 4) {
                    assertThat(distance(written, theme.violation()))
                            .as("%s is not that of a target", Theme.hex(written))
                            .isGreaterThan(20);
                }
            }
        }
    }

    /** Whoever changes the theme finds the first lanes again: orange stays orange, and does not turn brown. */
    @Test
    void firstLanesKeepTheirHueInBothThemes() {
        for (int lane = 0; lane < 3; lane++) {
            double[] dark = lab(Theme.DARK.policy(lane));
            double[] light = lab(Theme.LIGHT.policy(lane));
            double apart = Math.toDegrees(Math.atan2(dark[2], dark[1]) - Math.atan2(light[2], light[1]));
            assertThat(Math.abs(Math.IEEEremainder(apart, 360)))
                    .as("lane %d", lane)
                    .isLessThan(15);
        }
        // Below this chroma an orange of that lightness is seen as brown.
        double[] first = lab(Theme.LIGHT.policy(0));
        assertThat(Math.hypot(first[1], first[2])).isGreaterThan(65);
        assertThat(first[0]).isGreaterThan(55);
    }

    /** A lane is not taken for an alarm. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void firstLanesDifferFromSignals(Theme theme) {
        for (Color lane : theme.policyColours().subList(0, 4)) {
            for (Color signal : List.of(theme.violation(), theme.warning())) {
                assertThat(distance(lane, signal))
                        .as("%s and %s", Theme.hex(lane), Theme.hex(signal))
                        .isGreaterThan(20);
            }
        }
    }

    /** What keeps a queue waiting is not taken for a warning, which words and borders beside it may show. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void reasonsDifferFromWarnings(Theme theme) {
        for (BlockReason reason : BlockReason.values()) {
            if (reason != BlockReason.NONE) {
                assertThat(distance(theme.blockReason(reason), theme.warning()))
                        .as(reason.label())
                        .isGreaterThan(20);
            }
        }
    }

    private static double nearest(List<Color> hues, ColourVision vision) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < hues.size(); i++) {
            for (int j = 0; j < i; j++) {
                nearest = Math.min(nearest, distance(vision.seen(hues.get(i)), vision.seen(hues.get(j))));
            }
        }
        return nearest;
    }

    /** The Euclidean distance in CIELAB (CIE 1976), D65 white. */
    private static double distance(Color one, Color other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private static double[] lab(Color colour) {
        double r = linear(colour.getRed());
        double g = linear(colour.getGreen());
        double b = linear(colour.getBlue());
        double x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
        double y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double curve(double t) {
        return t > 216.0 / 24_389 ? Math.cbrt(t) : t * 24_389 / 27 / 116 + 16.0 / 116;
    }
}
