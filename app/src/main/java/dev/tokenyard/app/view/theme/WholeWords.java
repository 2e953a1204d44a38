package dev.tokenyard.app.view.theme;

import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/** Has a label that is cut show all of its words under the pointer. */
public final class WholeWords {
    private static final double WIDTH = 420;

    private WholeWords() {}

    /** Does so with the words of {@code label}; its own tooltip is replaced, and there is none while nothing is cut. */
    public static void showUnder(Label label) {
        showUnder(label, label::getText);
    }

    /** Likewise, with words that are not written as they are read. */
    static void showUnder(Label label, Supplier<String> words) {
        Runnable renew = () -> label.setTooltip(label.isTextTruncated() ? tooltip(words.get()) : null);
        label.textTruncatedProperty().subscribe(renew);
        label.textProperty().subscribe(renew);
    }

    private static Tooltip tooltip(String words) {
        Tooltip tooltip = new Tooltip(words);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDTH);
        return tooltip;
    }
}
