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
 * The memory of this process, which bounds the limits on images, so that no image can exhaust it. A plan pins the
 * limits, so that workers of other sizes decide alike.
 *
 * @param heapBytes the largest size of the heap
 * @param totalBytes of the container, or of the machine
 */
public record ProcessMemory(long heapBytes, long totalBytes) {
    /** Part of the heap for Kafka clients, connections, uploads and the current plan. */
    private static final long HEAP_RESERVE = 110L << 20;
    /** Memory outside the heap for code, classes, stacks and sockets. */
    private static final long NATIVE_RESERVE = 130L << 20;
    private static final long MINIMUM_BYTES = 16L << 20;

    public static ProcessMemory here() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ProcessMemory(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize());
    }

    /** The limits, lowered if an image within them could take more memory than there is. */
    public Limits within(Limits limits) {
        long item = Math.max(heapBytes - HEAP_RESERVE, MINIMUM_BYTES);
        long outside = Math.max(totalBytes - heapBytes - NATIVE_RESERVE, MINIMUM_BYTES);
        var lowered = limits;
        lowered = lowered(lowered, ITEM_BYTES, item);
        lowered = lowered(lowered, IMAGE_BYTES, item / 2);
        lowered = lowered(lowered, IMAGE_DECODED_BYTES, item / 2);
        lowered = lowered(lowered, IMAGE_LABEL_BYTES, item / 2);
        return lowered(lowered, IMAGE_NATIVE_BYTES, outside);
    }

    private static Limits lowered(Limits limits, Limit limit, long bytes) {
        return limits.of(limit) > bytes ? limits.with(limit, bytes) : limits;
    }
}
