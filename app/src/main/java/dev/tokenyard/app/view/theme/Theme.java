package dev.tokenyard.app.view.theme;

import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.report.ReportLook;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.Arrays;
import java.util.List;
import javafx.scene.paint.Color;

/**
 * The two themes as colours. Canvas drawing reads them here; the style sheets {@code theme-dark.css} and
 * {@code theme-light.css} state the same values for controls, which a test holds.
 */
public enum Theme {
    /** Light marks on a dark neutral ground. */
    DARK(
            "theme-dark.css",
            new Surfaces("#0E1115", "#14181E", "#1A2028", "#222932", "#1B2129", "#20394F"),
            new Inks("#D9E0E8", "#7F8C9B", "#4A5563", "#6CB6FF", "#FF6B4A", "#F2B84B", "#7BD88F"),
            colours("#9FCFF3 #2FCCA4 #BF8EEC #DED967 #EE8ABA #7B8BF4 #A9D268 #DDA37A #63DCEB #B9C3CE"),
            colours("#E78710 #7195DB #91D35A #E175B2 #29D4CB #AB91FC #EBDD62 #C99063 #9FB0C3 #7FE3A8"),
            colours("#DF5738 #AABC8F #6AAFDF #9C8CF2 #DB7AB4 #557C8A #46BFAE #B58A5E #8FD460 #5B6CF0")),
    /** Dark marks on a light neutral ground; also the look of exported figures. */
    LIGHT(
            "theme-light.css",
            new Surfaces("#F4F6F8", "#FFFFFF", "#EEF1F5", "#DFE4EA", "#E7EBF0", "#D5E7F8"),
            new Inks("#1A222C", "#5E6B7A", "#98A3B0", "#0B69C7", "#C93A17", "#946200", "#1B7D37"),
            colours("#1896DB #127A54 #7835A6 #8A7C04 #C93A7C #1C5AD7 #5C8A14 #A3602E #0B8FA3 #5E6B7A"),
            colours("#DC7000 #1874D3 #2F6010 #BA2F8E #0F948A #5942C6 #8F7F00 #864907 #5B6C80 #178A55"),
            colours("#B43C1C #738F56 #3B89C7 #6D4EBC #BB488B #30697D #178F80 #8C6236 #4A981E #3F4BC4"));

    /** Fills of areas, from the lowest upwards. */
    private record Surfaces(Color ground, Color panel, Color raised, Color line, Color freeCell, Color selection) {
        Surfaces(String ground, String panel, String raised, String line, String freeCell, String selection) {
            this(
                    Color.web(ground),
                    Color.web(panel),
                    Color.web(raised),
                    Color.web(line),
                    Color.web(freeCell),
                    Color.web(selection));
        }
    }

    /** Colours of text, lines and signals. */
    private record Inks(
            Color text, Color secondary, Color faint, Color accent, Color violation, Color warning, Color success) {
        Inks(
                String text,
                String secondary,
                String faint,
                String accent,
                String violation,
                String warning,
                String success) {
            this(
                    Color.web(text),
                    Color.web(secondary),
                    Color.web(faint),
                    Color.web(accent),
                    Color.web(violation),
                    Color.web(warning),
                    Color.web(success));
        }
    }

    private final String stylesheetName;
    private final Surfaces surfaces;
    private final Inks inks;
    private final List<Color> sloClasses;
    private final List<Color> policies;
    private final List<Color> blockReasons;

    Theme(
            String stylesheetName,
            Surfaces surfaces,
            Inks inks,
            List<Color> sloClasses,
            List<Color> policies,
            List<Color> blockReasons) {
        this.stylesheetName = stylesheetName;
        this.surfaces = surfaces;
        this.inks = inks;
        this.sloClasses = sloClasses;
        this.policies = policies;
        this.blockReasons = blockReasons;
    }

    /** Behind everything: the stage. */
    public Color ground() {
        return surfaces.ground();
    }

    /** Panels, bars and cards. */
    public Color panel() {
        return surfaces.panel();
    }

    /** What the pointer is over, fields, and pop-ups on a panel. */
    public Color raised() {
        return surfaces.raised();
    }

    /** Hairlines between areas, and grid lines. */
    public Color line() {
        return surfaces.line();
    }

    /** A KV block that nobody owns. */
    public Color freeCell() {
        return surfaces.freeCell();
    }

    /** Behind selected rows and text. */
    public Color selection() {
        return surfaces.selection();
    }

    /** Words and figures. */
    public Color text() {
        return inks.text();
    }

    /** Labels and notes. */
    public Color secondary() {
        return inks.secondary();
    }

    /** Marks that only structure; never text that must be read. */
    public Color faint() {
        return inks.faint();
    }

    /** Links, focus, the chosen tab. */
    public Color accent() {
        return inks.accent();
    }

    /** A service objective that was missed, or an error. */
    public Color violation() {
        return inks.violation();
    }

    /** A deadline that nears, or an eviction. */
    public Color warning() {
        return inks.warning();
    }

    /** Work that went well. */
    public Color success() {
        return inks.success();
    }

    /** Hues of the SLO classes by index, ten of them, beginning with Interactive, Batch-1, Batch-2. */
    public List<Color> sloClassColours() {
        return sloClasses;
    }

    /** The hue of SLO class {@code index}; past the last hue they begin again. */
    public Color sloClass(int index) {
        return sloClasses.get(Math.floorMod(index, sloClasses.size()));
    }

    /** Line colours of the compared policies by lane, ten of them. */
    public List<Color> policyColours() {
        return policies;
    }

    /** The line colour of lane {@code index}; past the last colour they begin again. */
    public Color policy(int index) {
        return policies.get(Math.floorMod(index, policies.size()));
    }

    /** The colour of a reason in the blocked-by band; transparent for {@link BlockReason#NONE}. */
    public Color blockReason(BlockReason reason) {
        return reason == BlockReason.NONE
                ? Color.TRANSPARENT
                : blockReasons.get(Math.floorMod(reason.ordinal() - 1, blockReasons.size()));
    }

    /** Behind a number of violations that has just grown; {@code beat} falls from 1 to 0 as the glow fades. */
    public Color glow(double beat) {
        return Color.color(
                violation().getRed(), violation().getGreen(), violation().getBlue(), 0.45 * beat);
    }

    /** That number: the stronger the glow, the nearer to the colour of words, so that it can be read on it. */
    public Color onGlow(double beat) {
        return violation().interpolate(text(), beat);
    }

    /** {@code colour} as it looks when faded towards the panel: predicted output, lanes not in focus. */
    public Color pale(Color colour) {
        return panel().interpolate(colour, 0.36);
    }

    /** The colours of a chart in this theme; series take the policies' colours. */
    public ChartPalette chartPalette() {
        return new ChartPalette(
                awt(panel()),
                awt(line()),
                awt(text()),
                awt(secondary()),
                awt(violation()),
                awt(accent()),
                policies.stream().map(Theme::awt).toList(),
                sloClasses.stream().map(Theme::awt).toList());
    }

    /** The colours of a figure for paper: the light theme on white. */
    public static ChartPalette paper() {
        return LIGHT.chartPalette();
    }

    /** The colours of reports: paper, and the dark theme for those who prefer it. */
    public static ReportLook reports() {
        return new ReportLook(paper(), DARK.chartPalette());
    }

    /** {@code #RRGGBB}, as style sheets write it. */
    public static String hex(Color colour) {
        return String.format(
                "#%02X%02X%02X",
                Math.round(255 * colour.getRed()),
                Math.round(255 * colour.getGreen()),
                Math.round(255 * colour.getBlue()));
    }

    String stylesheetName() {
        return stylesheetName;
    }

    private static java.awt.Color awt(Color colour) {
        return new java.awt.Color((float) colour.getRed(), (float) colour.getGreen(), (float) colour.getBlue(), (float)
                colour.getOpacity());
    }

    private static List<Color> colours(String hexValues) {
        return Arrays.stream(hexValues.split(" ")).map(Color::web).toList();
    }
}
