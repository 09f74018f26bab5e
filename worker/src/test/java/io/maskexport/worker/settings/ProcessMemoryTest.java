package io.maskexport.worker.settings;

import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessMemoryTest {
    private static final long MIB = 1 << 20;

    @Test
    void a_small_container_bounds_what_an_image_may_take() {
        var limits = new ProcessMemory(307 * MIB, 512 * MIB).within(Limits.defaults());
        assertThat(limits.of(Limit.ITEM_BYTES)).isEqualTo(197 * MIB);
        assertThat(limits.of(Limit.IMAGE_DECODED_BYTES)).isEqualTo(197 * MIB / 2);
        assertThat(limits.of(Limit.IMAGE_NATIVE_BYTES)).isEqualTo(75 * MIB);
        assertThat(limits.of(Limit.IMAGE_PIXELS)).isEqualTo(Limit.IMAGE_PIXELS.defaultValue());
    }

    @Test
    void plenty_of_memory_changes_nothing() {
        assertThat(new ProcessMemory(8L << 30, 16L << 30).within(Limits.defaults())).isEqualTo(Limits.defaults());
    }

    @Test
    void limits_that_are_lower_stay() {
        var low = Limits.defaults().with(Limit.IMAGE_DECODED_BYTES, 1_000);
        assertThat(new ProcessMemory(64 * MIB, 64 * MIB).within(low).of(Limit.IMAGE_DECODED_BYTES)).isEqualTo(1_000);
        assertThat(new ProcessMemory(64 * MIB, 64 * MIB).within(low).of(Limit.IMAGE_NATIVE_BYTES)).isPositive();
    }

    @Test
    void this_process_has_memory() {
        assertThat(ProcessMemory.here().heapBytes()).isBetween(1L, ProcessMemory.here().totalBytes());
    }
}
