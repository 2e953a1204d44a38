package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** A canvas with a theme, and the strokes that painters share. */
final class Pen {
    /** Texts that have been measured lately; the figures on the stage repeat, so hardly any is measured twice. */
    private static final int KEPT_WIDTHS = 2000;

    private record Measured(Font font, String text) {}

    private record Written(String text, double x, double y, Font font, Paint paint, TextAlignment alignment) {}

    private final GraphicsContext gc;
    private final Map<Measured, Double> widths = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Measured, Double> eldest) {
            return size() > KEPT_WIDTHS;
        }
    };
    private final List<Written> names = new ArrayList<>();
    private Theme theme = Theme.DARK;
    private ClassPalette classes = ClassPalette.of(theme);

    Pen(GraphicsContext gc) {
        this.gc = gc;
    }

    void setTheme(Theme next) {
        theme = next;
        classes = ClassPalette.of(next);
    }

    GraphicsContext gc() {
        return gc;
    }

    Theme theme() {
        return theme;
    }

    ClassPalette classes() {
        return classes;
    }

    double width(String text, Font font) {
        return widths.computeIfAbsent(new Measured(font, text), key -> Type.width(key.text(), key.font()));
    }

    void fill(Box box, Paint paint) {
        gc.setFill(paint);
        gc.fillRect(box.x(), box.y(), box.w(), box.h());
    }

    void fillRound(double x, double y, double w, double h, double radius, Paint paint) {
        gc.setFill(paint);
        double arc = Math.min(2 * radius, Math.min(w, h));
        gc.fillRoundRect(x, y, w, h, arc, arc);
    }

    void ring(double x, double y, double w, double h, double radius, double lineWidth, Paint paint) {
        gc.setStroke(paint);
        gc.setLineWidth(lineWidth);
        gc.strokeRoundRect(x, y, w, h, 2 * radius, 2 * radius);
    }

    /** Text with its middle line at {@code y}. */
    void text(String text, double x, double y, Font font, Paint paint) {
        write(text, x, y, font, paint, TextAlignment.LEFT);
    }

    /** Text that ends at {@code x}. */
    void textBefore(String text, double x, double y, Font font, Paint paint) {
        write(text, x, y, font, paint, TextAlignment.RIGHT);
    }

    /** Text like {@link #text} behind which passes what travels. */
    void name(String text, double x, double y, Font font, Paint paint) {
        text(text, x, y, font, paint);
        remember(text, x, y, font, paint, TextAlignment.LEFT);
    }

    /** Text like {@link #textBefore} behind which passes what travels. */
    void nameBefore(String text, double x, double y, Font font, Paint paint) {
        textBefore(text, x, y, font, paint);
        remember(text, x, y, font, paint, TextAlignment.RIGHT);
    }

    private void remember(String text, double x, double y, Font font, Paint paint, TextAlignment alignment) {
        if (!text.isEmpty()) {
            names.add(new Written(text, x, y, font, paint, alignment));
        }
    }

    /** Begins anew with the names behind which passes what travels. */
    void forgetNames() {
        names.clear();
    }

    /** Writes the names once more, over what has travelled across them, on the colour that is behind them. */
    void repeatNames(Paint ground) {
        for (Written name : names) {
            double wide = width(name.text(), name.font());
            double left = name.alignment() == TextAlignment.LEFT ? name.x() : name.x() - wide;
            double half = Math.ceil(name.font().getSize() * 0.55);
            fill(new Box(left - 1, name.y() - half, wide + 2, 2 * half), ground);
            write(name.text(), name.x(), name.y(), name.font(), name.paint(), name.alignment());
        }
    }

    private void write(String text, double x, double y, Font font, Paint paint, TextAlignment alignment) {
        gc.setFont(font);
        gc.setFill(paint);
        gc.setTextAlign(alignment);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(text, x, y);
    }

    /** The first of some forms of a text, the longest first, that fits a width; empty if none does. */
    String fittest(List<String> forms, double width, Font font) {
        for (String form : forms) {
            if (width(form, font) <= width) {
                return form;
            }
        }
        return "";
    }

    /** The mark of a deadline that nears or has passed: a corner cut at the upper right, so that colour is not all. */
    void urgencyMark(Urgency urgency, double x, double y, double w, double h) {
        if (urgency == Urgency.CALM) {
            return;
        }
        Color colour = urgency == Urgency.LATE ? theme.violation() : theme.warning();
        double line = urgency == Urgency.LATE ? 1.6 : 1.2;
        ring(x - 0.5, y - 0.5, w + 1, h + 1, 2.5, line, colour);
        double notch = urgency == Urgency.LATE ? Math.min(6, h * 0.55) : Math.min(3.5, h * 0.3);
        gc.setFill(colour);
        gc.fillPolygon(new double[] {x + w - notch, x + w, x + w}, new double[] {y, y, y + notch}, 3);
    }
}
