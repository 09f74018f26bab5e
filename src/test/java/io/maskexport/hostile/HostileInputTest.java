package io.maskexport.hostile;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All cases with one renderer, whose buffers earlier cases have used: each ends with its codes, its item has the masks
 * that they allow, and no byte of the good items changes.
 */
class HostileInputTest {
    /** More than any small case needs, less than a false header would allocate. */
    private static final long ALLOCATION_LIMIT = 384L << 20;

    private static final Costs COSTS = new Costs();
    private static HostileRun runs;

    @BeforeAll
    static void renderGoodItems() throws Exception {
        runs = new HostileRun();
    }

    @AfterAll
    static void close() throws IOException {
        runs.close();
        COSTS.write();
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Subject.values())
                .flatMap(subject -> subject.cases().map(hostile -> Arguments.of(subject, hostile)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void a_hostile_input_ends_with_its_codes_and_harms_nothing_else(Subject subject, HostileCase hostile)
            throws Exception {
        long allocated = COSTS.of(subject, hostile, () -> runs.run(hostile));
        assertThat(allocated).as("bytes allocated").isLessThan(ALLOCATION_LIMIT);
    }

    @Test
    void there_are_at_least_three_hundred_cases_each_with_a_name_of_its_own() {
        var names = Arrays.stream(Subject.values())
                .flatMap(subject -> subject.cases().map(hostile -> subject + ": " + hostile)).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(300);
    }
}
