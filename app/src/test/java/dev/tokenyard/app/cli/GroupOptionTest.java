package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.InstanceGroup;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupOptionTest {
    private static final InstanceGroup.Limits LIMITS = new InstanceGroup.Limits(0, 16, 256, 512);

    @Test
    void everythingThatAGroupMaySay() throws CommandFailure {
        InstanceGroup group = GroupOption.parse("3xa10:mistral-7b+vicuna-13b:tp2:kv900:cap8:budget64:load0.5", LIMITS);
        assertThat(group.count()).isEqualTo(3);
        assertThat(group.models()).isEqualTo(List.of("mistral-7b", "vicuna-13b"));
        assertThat(group.tensorParallel()).isEqualTo(2);
        assertThat(group.kvBlocks()).isEqualTo(900);
        assertThat(group.limits().batchCap()).isEqualTo(8);
        assertThat(group.limits().tokenBudget()).isEqualTo(64);
        assertThat(group.turns().loadSeconds()).isEqualTo(0.5);
        assertThat(GroupOption.parse("a10:mistral-7b+vicuna-13b", LIMITS)
                        .turns()
                        .isDerived())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a10:m+n:load-1 | loading takes -1 s; give 0 or more",
                "a10:m+n:load1.2.3 | has \"1.2.3\" where a number is expected",
                "a10:m+n:loadnan | \"loadnan\" is none of tpN",
                "a10:m+n:load3:load4 | load stands in it twice",
                "a10:m:load3 | its only model is loaded all the time",
                "a10:m:tp1.5 | the number in \"tp1.5\" is not a whole one",
                "a10:m:kv99999999999 | the number in \"kv99999999999\" is not a whole one up to 2147483647",
                "a10:m:cap8:cap9 | cap stands in it twice",
                "a10:m:prefill:decode | it has two roles",
            })
    void saysWhatIsWrong(String text, String expected) {
        assertThatThrownBy(() -> GroupOption.parse(text, LIMITS))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(expected)
                .hasMessageContaining("--group");
    }

    @Test
    void aNegativeCountIsNoPartOfTheGpusName() {
        assertThat(CommandResult.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "-1xa10:llama-2-7b")
                        .err())
                .contains("The cluster has -1 instances");
    }
}
