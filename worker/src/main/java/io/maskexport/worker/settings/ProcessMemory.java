package io.maskexport.worker.settings;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_BYTES;
import static io.maskexport.defect.Limit.IMAGE_DECODED_BYTES;
import static io.maskexport.defect.Limit.IMAGE_LABEL_BYTES;
import static io.maskexport.defect.Limit.IMAGE_NATIVE_BYTES;
import static io.maskexport.defect.Limit.ITEM_BYTES;

/**
 * The memory of this process, which limits of images follow, so that no image ends it. A plan pins them: workers of other
 * sizes decide alike.
 *
 * @param heapBytes the most that the heap takes
 * @param totalBytes of the container, or of the machine
 */
public record ProcessMemory(long heapBytes, long totalBytes) {
    /** Of the heap: Kafka clients, connections, uploads, the plan at hand. */
    private static final long HEAP_RESERVE = 110L << 20;
    /** Outside of the heap: code, classes, stacks, sockets. */
    private static final long NATIVE_RESERVE = 130L << 20;
    private static final long LEAST = 16L << 20;

    public static ProcessMemory here() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ProcessMemory(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize());
    }

    /** These limits, lowered where an image within them could take more than there is. */
    public Limits within(Limits limits) {
        long item = Math.max(heapBytes - HEAP_RESERVE, LEAST);
        long outside = Math.max(totalBytes - heapBytes - NATIVE_RESERVE, LEAST);
        var lowered = limits;
        lowered = lowered(lowered, ITEM_BYTES, item);
        lowered = lowered(lowered, IMAGE_BYTES, item / 2);
        lowered = lowered(lowered, IMAGE_DECODED_BYTES, item / 2);
        lowered = lowered(lowered, IMAGE_LABEL_BYTES, item / 2);
        return lowered(lowered, IMAGE_NATIVE_BYTES, outside);
    }

    private static Limits lowered(Limits limits, Limit limit, long most) {
        return limits.of(limit) > most ? limits.with(limit, most) : limits;
    }
}
