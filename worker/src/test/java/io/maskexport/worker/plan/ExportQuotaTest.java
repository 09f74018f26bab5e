package io.maskexport.worker.plan;

import io.maskexport.contracts.CompatMode;
import io.maskexport.contracts.RenderChoices;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExportQuotaTest {
    private static final RenderChoices THREE_KINDS = new RenderChoices(true, false, 50, true, false, true, 2,
            CompatMode.STRICT);
    private static final RenderChoices NO_KIND = new RenderChoices(false, true, 50, false, false, false, 2,
            CompatMode.STRICT);

    private final ExportQuota quota = new ExportQuota(10, 1_000, 24);

    @Test
    void a_quota_may_be_used_up() {
        assertThatCode(() -> quota.check(8, 1_000, THREE_KINDS)).doesNotThrowAnyException();
        assertThatCode(() -> quota.check(10, 0, NO_KIND)).doesNotThrowAnyException();
        assertThatCode(() -> ExportQuota.NONE.check(1L << 40, 1L << 60, THREE_KINDS)).doesNotThrowAnyException();
    }

    @Test
    void what_exceeds_a_quota_is_named_with_its_setting() {
        assertExceeded(11, 0, NO_KIND, "more than 10 items; QUOTA_ITEMS allows no more");
        assertExceeded(1, 1_001, NO_KIND, "more than 1000 bytes of input; QUOTA_BYTES allows no more");
        assertExceeded(9, 0, THREE_KINDS, "more than 24 masks; QUOTA_MASKS allows no more");
    }

    private void assertExceeded(long items, long bytes, RenderChoices options, String detail) {
        assertThatThrownBy(() -> quota.check(items, bytes, options)).isInstanceOfSatisfying(DefectException.class,
                thrown -> {
                    assertThat(thrown.code()).isEqualTo(DefectCode.QUOTA_EXCEEDED);
                    assertThat(thrown.defect().detail()).isEqualTo(detail);
                });
    }
}
