package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.LifeStory;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of requests that wait in a pool, from which instances pull. */
class PulledStoryTest {
    @Test
    void everyRequestHasItsStory() throws ScenarioException {
        Lane lane = new ComparisonService()
                .run(
                        ScenarioDefaults.opening().withLimit(600).withPolicies(List.of(PolicyChoice.of("qlm"))),
                        () -> false)
                .lanes()
                .get(0);
        int behindOthers = 0;
        for (int request = 0; request < lane.log().trace().size(); request++) {
            LifeStory story = LifeStory.of(lane.log(), request);
            assertThat(story.instance()).isEqualTo(lane.log().outcomes().instance(request));
            behindOthers += story.othersWaiting() > 0 ? 1 : 0;
            List<Sentence> sentences = LifeSentences.of(lane, request);
            assertThat(sentences.get(0).toString()).contains("the common queue");
            assertThat(sentences.get(1).toString())
                    .contains("foretold", "to wait ", "as one of group ", "; it waited ");
        }
        assertThat(behindOthers).isPositive();
    }
}
