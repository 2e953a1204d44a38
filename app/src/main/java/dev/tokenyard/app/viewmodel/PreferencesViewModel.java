package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Settings;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** How the user wants the window to be; kept from start to start. */
public final class PreferencesViewModel {
    /** The sizes to choose from, 1 for the usual one. */
    public static final List<Double> SCALES = List.of(0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0);

    private static final String SCALE = "preferences.scale";
    private static final String CONTINUES = "preferences.continue";
    private static final String CALM = "preferences.calm";

    private final DoubleProperty scale;
    private final BooleanProperty continuing;
    private final BooleanProperty calm;
    private final BooleanProperty presenting = new SimpleBooleanProperty(this, "presenting", false);

    /** The preferences in the settings, where later changes are kept. */
    public PreferencesViewModel(Settings settings) {
        scale = new SimpleDoubleProperty(this, "scale", nearest(settings.get(SCALE, 1)));
        continuing = new SimpleBooleanProperty(this, "continuing", settings.get(CONTINUES, false));
        calm = new SimpleBooleanProperty(this, "calm", settings.get(CALM, false));
        scale.addListener((property, before, now) -> settings.put(SCALE, now.toString()));
        continuing.addListener((property, before, now) -> settings.put(CONTINUES, now.toString()));
        calm.addListener((property, before, now) -> settings.put(CALM, now.toString()));
    }

    private static double nearest(double wanted) {
        return SCALES.stream()
                .min((x, y) -> Double.compare(Math.abs(x - wanted), Math.abs(y - wanted)))
                .orElse(1.0);
    }

    /** How large all in the window is, one of {@link #SCALES}. */
    public DoubleProperty scaleProperty() {
        return scale;
    }

    /** Whether the program begins with the scenario with which it was left, and not with the opening one. */
    public BooleanProperty continuingProperty() {
        return continuing;
    }

    /** Whether requests do not travel, and nothing pulses: all is where it is. */
    public BooleanProperty calmProperty() {
        return calm;
    }

    /** Whether the window is shown to an audience: large, and without panels. Not kept. */
    public BooleanProperty presentingProperty() {
        return presenting;
    }

    /** Makes all in the window larger. */
    public void enlarge() {
        scale.set(SCALES.get(Math.min(SCALES.size() - 1, SCALES.indexOf(nearest(scale.get())) + 1)));
    }

    /** Makes all in the window smaller. */
    public void reduce() {
        scale.set(SCALES.get(Math.max(0, SCALES.indexOf(nearest(scale.get())) - 1)));
    }

    /** Makes all in the window as large as usual. */
    public void usualScale() {
        scale.set(1);
    }
}
