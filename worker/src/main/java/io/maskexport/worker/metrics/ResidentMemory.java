package io.maskexport.worker.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process in RAM, which no part of the JDK tells. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LINE = "VmRSS:";
    private static final double KIB = 1024;

    private ResidentMemory() {}

    /** Bytes; NaN on systems other than Linux. */
    static double bytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(LINE)).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB).orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
