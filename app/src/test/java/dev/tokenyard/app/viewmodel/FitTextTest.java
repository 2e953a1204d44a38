package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Diurnal;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.MarkovModulated;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WindowedArrivals;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTextTest {
    private static String words(ArrivalProcess process) {
        return FitText.arrivals(process, RunClock.SECONDS);
    }

    @Test
    void processesAreNamedWithWhatTellsThemApart() {
        ArrivalProcess.Gamma gamma = new ArrivalProcess.Gamma(1.75, 1.8);
        assertThat(words(gamma)).isEqualTo("gamma gaps of CV 1.80, 1.75 /s");
        assertThat(words(new Diurnal(gamma, 0.6, 86_400, 0)))
                .isEqualTo("gamma gaps of CV 1.80, 1.75 /s, swinging by 60 % over the day");
        assertThat(words(new MarkovModulated(
                        List.of(new MarkovModulated.State(0, 28), new MarkovModulated.State(17.25, 2)))))
                .isEqualTo("a Markov-modulated rate of 2 states from 0 to 17.25 /s");
        assertThat(words(new WindowedArrivals(
                        List.of(new WindowedArrivals.Window(0, null), new WindowedArrivals.Window(990, gamma)), 1_000)))
                .startsWith("gamma gaps of CV 1.80, 1.75 /s, only from 16 min 30 s to 16 min 40 s");
    }

    @Test
    void aRecipeOfManyStreamsIsCutShort() {
        RequestStream stream = new RequestStream(
                "A", new ArrivalProcess.Poisson(2), new Lengths.Fixed(7), new Lengths.LogNormal(100, 0.5, 1, 900));
        List<String> lines =
                FitText.lines(WorkloadSpec.lasting(9, "w", 1, Collections.nCopies(9, stream)), RunClock.SECONDS);
        assertThat(lines).hasSize(6).endsWith("and 4 more streams; the saved recipe has them all");
        assertThat(lines.get(0)).isEqualTo("A: Poisson, 2.00 /s; prompts always 7; outputs of 1 log-normal kind");
    }
}
