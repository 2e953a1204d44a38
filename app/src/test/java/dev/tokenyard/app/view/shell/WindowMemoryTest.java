package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import org.junit.jupiter.api.Test;

class WindowMemoryTest {
    @Test
    void whatIsOnShowIsRememberedFromStartToStart() {
        MemorySettings settings = new MemorySettings();
        PagesViewModel first = new PagesViewModel();
        new WindowMemory(settings).keep(first);
        assertThat(first.lookAheadShownProperty().get()).isTrue();
        first.lookAheadShownProperty().set(false);
        first.inspectorShownProperty().set(false);
        PagesViewModel second = new PagesViewModel();
        new WindowMemory(settings).keep(second);
        assertThat(second.lookAheadShownProperty().get()).isFalse();
        assertThat(second.inspectorShownProperty().get()).isFalse();
        assertThat(second.scenarioShownProperty().get()).isTrue();
    }
}
