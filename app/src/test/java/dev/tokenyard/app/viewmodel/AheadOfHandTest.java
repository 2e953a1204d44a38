package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AheadOfHandTest {
    private static final Comparison DEMO = DemoComparison.of(40, 2, "fcfs", "ssjf");

    private final List<Long> waits = new ArrayList<>();
    private final Queue<Runnable> delayed = new ArrayDeque<>();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Runner runner = new Runner();
    private final List<Double> workedOut = new ArrayList<>();
    private final Function<Comparison, Double> view = of -> {
        workedOut.add(of.scenario().rateScale());
        return 0.0;
    };
    private final ScenarioViewModel scenario = new ScenarioViewModel(
            ScenarioDefaults.opening(),
            runner,
            new LatestWins<>(Runnable::run, Runnable::run),
            new ComparisonViewModel(),
            new MessagesViewModel(),
            new RecentFiles(new MemorySettings(), "trace"));

    private AheadOfHand ahead;

    /** Answers with the demo, and says which rates it was asked for; the rate of 3 cannot be run. */
    private static final class Runner implements ScenarioRunner {
        final List<Double> rates = new ArrayList<>();
        Runnable meanwhile = () -> {};

        @Override
        public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
            rates.add(scenario.rateScale());
            meanwhile.run();
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            if (scenario.rateScale() == 3) {
                throw new ScenarioException("Three is too much.");
            }
            return new Comparison(scenario, DEMO.trace(), DEMO.lanes(), 3);
        }
    }

    @BeforeEach
    void show() {
        ahead = AheadOfHand.follow(
                scenario,
                background::add,
                (millis, work) -> {
                    waits.add(millis);
                    delayed.add(work);
                },
                List.of(() -> view, () -> null));
        scenario.simulate();
        runner.rates.clear();
    }

    private static List<UnaryOperator<ScenarioSpec>> rates(double... values) {
        return DoubleStream.of(values).mapToObj(ScenarioEdits::rateScale).toList();
    }

    private void hold(double... values) {
        scenario.hand().withinReachProperty().set(rates(values));
    }

    private void rest() {
        for (Runnable work = delayed.poll(); work != null; work = delayed.poll()) {
            work.run();
        }
    }

    private void work() {
        for (Runnable job = background.poll(); job != null; job = background.poll()) {
            job.run();
        }
    }

    @Test
    void whatTheHandComesToNextIsThereAlready() {
        hold(1.01, 0.99, 1.02);
        assertThat(background).as("before the hand has rested").isEmpty();
        assertThat(waits).containsExactly(AheadOfHand.REST_MILLIS);
        rest();
        work();
        assertThat(runner.rates).containsExactly(1.01, 0.99, 1.02);
        scenario.edit(ScenarioEdits.rateScale(0.99));
        assertThat(scenario.resultProperty().get().comparison().scenario().rateScale())
                .isEqualTo(0.99);
        assertThat(scenario.statusProperty().get()).endsWith("simulated before");
        assertThat(runner.rates).hasSize(3);
    }

    @Test
    void whatTheViewsShowOfItIsThereToo() {
        hold(1.01, 3, 0.99);
        rest();
        work();
        assertThat(workedOut).containsExactly(1.01, 0.99);
        hold(1.01, 1.02);
        rest();
        work();
        assertThat(runner.rates).as("1.01 is known").containsExactly(1.01, 3.0, 0.99, 1.02);
        assertThat(workedOut).as("but another view may be on show").endsWith(1.01, 1.02);
    }

    @Test
    void aHandThatMovesOnIsNotWaitedFor() {
        hold(1.01);
        hold(1.02);
        rest();
        work();
        assertThat(runner.rates).as("only where it came to rest").containsExactly(1.02);
    }

    @Test
    void whatIsUnderWayGivesWayToTheHand() {
        hold(1.01, 0.99, 1.02);
        rest();
        runner.meanwhile = () -> {
            runner.meanwhile = () -> {};
            hold();
        };
        work();
        assertThat(runner.rates).containsExactly(1.01);
        scenario.edit(ScenarioEdits.rateScale(1.01));
        assertThat(runner.rates).as("it was not completed, and is not kept").containsExactly(1.01, 1.01);
    }

    @Test
    void nothingIsSimulatedForAnEmptyHand() {
        hold(1.01);
        hold();
        rest();
        work();
        assertThat(runner.rates).isEmpty();
    }

    @Test
    void aStepThatCannotBeRunIsPassedOver() {
        hold(3, 1.01);
        rest();
        work();
        assertThat(runner.rates).containsExactly(3.0, 1.01);
        assertThat(scenario.problemProperty().get())
                .as("nobody has asked for it yet")
                .isEmpty();
    }

    /** Where the present run is not kept, for its size, its neighbours would not be either. */
    @Test
    void nothingIsSimulatedThatWouldNotBeKept() {
        scenario.kept().forget();
        hold(1.01);
        rest();
        work();
        assertThat(runner.rates).isEmpty();
    }

    private void idleBeside(double... values) {
        scenario.hand().setLikely(() -> rates(values));
        ahead.alsoWhenIdle();
    }

    @Test
    void withoutAHandNothingIsSimulatedUnlessToldTo() {
        scenario.hand().setLikely(() -> rates(1.01));
        rest();
        work();
        assertThat(waits).isEmpty();
        assertThat(runner.rates).isEmpty();
    }

    @Test
    void timeInWhichNothingIsAskedForIsUsedByHalf() {
        runner.meanwhile = () -> LockSupport.parkNanos(2_000_000);
        idleBeside(1.01, 3, 0.99);
        assertThat(waits).containsExactly(AheadOfHand.IDLE_MILLIS);
        rest();
        work();
        assertThat(runner.rates).as("then it pauses").containsExactly(1.01);
        assertThat(delayed).hasSize(1);
        rest();
        work();
        assertThat(runner.rates).as("what cannot be run is passed over").containsExactly(1.01, 3.0);
        rest();
        work();
        assertThat(workedOut).containsExactly(1.01, 0.99);
        scenario.edit(ScenarioEdits.rateScale(0.99));
        assertThat(runner.rates).as("it is there").containsExactly(1.01, 3.0, 0.99);
        assertThat(waits.get(1)).as("as long as it took").isBetween(2L, AheadOfHand.IDLE_MILLIS - 1);
    }

    @Test
    void aHandOrAChangeEndsWhatIsDoneWithoutThem() {
        runner.meanwhile = () -> LockSupport.parkNanos(2_000_000);
        idleBeside(1.01, 1.02, 1.03);
        rest();
        work();
        hold(1.2);
        rest();
        work();
        assertThat(runner.rates).as("the hand's own").containsExactly(1.01, 1.2);
        hold();
        rest();
        runner.meanwhile = () -> {
            runner.meanwhile = () -> {};
            scenario.edit(ScenarioEdits.rateScale(2));
        };
        work();
        assertThat(runner.rates).containsExactly(1.01, 1.2, 1.02, 2.0);
        assertThat(scenario.spec().rateScale()).isEqualTo(2);
        rest();
        work();
        assertThat(runner.rates)
                .as("it was broken off, and begun again from where the scenario now is")
                .containsExactly(1.01, 1.2, 1.02, 2.0, 1.02, 1.03);
    }

    @Test
    void whatTheViewsShowNowIsWorkedOutAnew() {
        idleBeside(1.01);
        rest();
        work();
        workedOut.clear();
        ahead.viewsHaveChanged();
        rest();
        work();
        assertThat(workedOut).containsExactly(1.01);
        assertThat(runner.rates).containsExactly(1.01);
    }
}
