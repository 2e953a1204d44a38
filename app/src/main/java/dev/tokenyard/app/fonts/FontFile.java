package dev.tokenyard.app.fonts;

import java.io.InputStream;

/**
 * The fonts derived from Inter that travel with the application: tabular figures by default, and each weight
 * a family of its own where toolkits tell only regular from bold.
 */
public enum FontFile {
    /** Weight 400, for running text and figures. */
    REGULAR("TokenyardInter-Regular.ttf", "Tokenyard Inter"),
    /** Weight 500, for names and tabs. */
    MEDIUM("TokenyardInter-Medium.ttf", "Tokenyard Inter Medium"),
    /** Weight 600, for headings and for the numbers that matter. */
    SEMI_BOLD("TokenyardInter-SemiBold.ttf", "Tokenyard Inter SemiBold"),
    /** Weight 700, the bold of the {@link #REGULAR} family. */
    BOLD("TokenyardInter-Bold.ttf", "Tokenyard Inter");

    private final String fileName;
    private final String family;

    FontFile(String fileName, String family) {
        this.fileName = fileName;
        this.family = family;
    }

    /** The family name that JavaFX, its style sheets and AWT know this font by. */
    public String family() {
        return family;
    }

    /**
     * Opens the TrueType file.
     *
     * @throws IllegalStateException if the application was packed without it
     */
    public InputStream open() {
        InputStream stream = FontFile.class.getResourceAsStream(fileName);
        if (stream == null) {
            throw new IllegalStateException("The font " + fileName + " is missing from the application's resources.");
        }
        return stream;
    }
}
