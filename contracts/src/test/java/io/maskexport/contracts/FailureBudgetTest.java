package io.maskexport.contracts;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FailureBudgetTest {
    @ParameterizedTest
    @CsvSource({"0, 1000, 0", "10, 5, 10", "1000000000, 5, 1000000000", "0%, 1000, 0", "1%, 99, 0", "1%, 100, 1",
        "1%, 199, 1", "0.5%, 200, 1", "33.3333%, 1000000, 333333", "99.9999%, 1000000, 999999", "100%, 7, 7",
        "1%, 1000000000000, 10000000000"})
    void a_share_of_the_items_is_rounded_down(String text, long items, long allowed) {
        assertThat(new FailureBudget(text).of(items)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "0", "\"1%\"", "\"0.5%\""})
    void a_budget_is_written_as_the_request_wrote_it(String json) throws Exception {
        var budget = JsonRecords.read(json.getBytes(UTF_8), FailureBudget.class);

        assertThat(new String(JsonRecords.write(budget), UTF_8)).isEqualTo(json);
    }

    @Test
    void a_request_without_a_budget_has_the_digest_that_it_had_before_there_were_budgets() {
        var request = new ExportRequested("a1", new BucketLocation("images", "a/"), Samples.PROJECT, List.of(),
                RenderChoices.DEFAULTS, new BucketLocation("exports", ""), ArchiveOptions.DEFAULTS);

        assertThat(new String(JsonRecords.write(request), UTF_8)).doesNotContain("maxFailedItems");
    }
}
