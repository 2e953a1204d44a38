package dev.tokenyard.app.session.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests meet their objectives, and the share of them that do is the SLO attainment: there are no other words for it. */
class WordingTest {
    private static Stream<String> texts() {
        Stream<String> lessons = Stream.concat(Stream.of(Lessons.opening()), Lessons.all().stream())
                .flatMap(lesson -> lesson.steps().stream())
                .flatMap(step -> Stream.of(step.caption(), step.question(), step.answer()));
        Stream<String> policies =
                PolicyCatalog.all().stream().map(PolicyFactory::card).map(PolicyCard::orderPhrase);
        Stream<String> titles = Experiments.all().stream().map(Experiment::title);
        Stream<String> ideas = Experiments.all().stream().map(Experiment::idea);
        return Stream.of(lessons, policies, titles, ideas).flatMap(each -> each);
    }

    @Test
    void whatObjectivesAreMetIsSaidInTheSameWordsEverywhere() {
        assertThat(texts())
                .hasSizeGreaterThan(50)
                .allSatisfy(text -> assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain("in time", "target"));
    }
}
