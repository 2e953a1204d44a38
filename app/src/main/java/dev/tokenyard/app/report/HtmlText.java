package dev.tokenyard.app.report;

import java.awt.Color;
import java.util.Locale;

/** Text for the inside of a page: whatever it says, it is shown and not obeyed. */
final class HtmlText {
    private HtmlText() {}

    /** {@code words} as the content of an element or of an attribute in double quotes. */
    static String escaped(String words) {
        StringBuilder escaped = new StringBuilder(words.length() + 16);
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isForbidden(c) ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    private static boolean isForbidden(char c) {
        return c < ' ' && c != '\n' && c != '\t';
    }

    /** An element with words in it. */
    static String element(String tag, String words) {
        return "<" + tag + ">" + escaped(words) + "</" + tag + ">";
    }

    static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFF_FFFF);
    }
}
